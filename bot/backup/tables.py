"""The rows of a whole database: read in one consistent view, and the numbers that its tables have given."""

from collections.abc import AsyncIterator, Callable, Container
from typing import Any, Final

from sqlalchemy import Connection, MetaData, Table, func, inspect, literal, select, text
from sqlalchemy import table as table_named
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.backup.lines import End, TableBegins, Tally, row_line, special_line
from bot.database import schema
from dialogs.engine.records import installation

VERSION_TABLE: Final = "alembic_version"
AT_ONCE: Final = 8
"""Rows in memory at a time; a file's row may have 28 MB."""

Renew = Callable[[bytes], bytes]
"""Seals anew, with the newest key, what an older one has sealed; leaves what none of them has."""


async def tables_at(connection: AsyncConnection, revision: str) -> list[Table]:
    """Give the tables of the revision at which a database stands, those first to which others refer.

    Those of the newest one are the program's own; any other's are read from the database, which takes a while.
    """
    if revision == schema.newest_revision():
        return list(schema.whole_metadata().sorted_tables)
    return await connection.run_sync(_reflected)


def _reflected(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSION_TABLE]


async def holds_rows(connection: AsyncConnection, without: Container[str]) -> bool:
    """Tell whether any table but these has a row, whosever it is."""
    names = await connection.run_sync(lambda plain: inspect(plain).get_table_names())
    for name in names:
        if name != VERSION_TABLE and name not in without:
            row = await connection.execute(select(literal(1)).select_from(table_named(name)).limit(1))
            if row.first() is not None:
                return True
    return False


async def lines_of(connection: AsyncConnection, tables: list[Table], renew: Renew | None) -> AsyncIterator[bytes]:
    """Give the lines of all tables, and their sum."""
    tallies: dict[str, Tally] = {}
    for table in tables:
        tally = tallies[table.name] = Tally()
        # By name: the order in a table depends on the revisions by which it came about.
        columns = sorted(table.columns, key=lambda column: column.name)
        yield special_line(TableBegins(table=table.name, columns=tuple(column.name for column in columns)))
        sealed = [column.name.startswith("sealed_") or column.table.name == installation.name for column in columns]
        async with connection.stream(select(*columns).execution_options(yield_per=AT_ONCE)) as rows:
            async for row in rows:
                values = row if renew is None else [_renewed(*pair, renew) for pair in zip(row, sealed, strict=True)]
                line = row_line(values)
                tally.add(line)
                yield line
    yield special_line(End(tables=tallies, numbers=await numbers_given(connection, tables)))


def _renewed(value: object, sealed: bool, renew: Renew) -> object:
    return renew(bytes(value)) if sealed and isinstance(value, bytes | memoryview) else value


async def numbers_given(connection: AsyncConnection, tables: list[Table]) -> dict[str, int]:
    """Give the highest number that each table has given: none is given twice, not even after a restore."""
    if connection.dialect.name == "sqlite":
        rows = (await connection.execute(text("SELECT name, seq FROM sqlite_sequence"))).all()
        known = {table.name for table in tables}
        return {name: number for name, number in rows if name in known}
    numbers = {}
    for table in tables:
        sequence = await _sequence(connection, table)
        if sequence is not None:
            last, called = (await connection.execute(text(f"SELECT last_value, is_called FROM {sequence}"))).one()  # noqa: S608 - PostgreSQL's own name
            numbers[table.name] = int(last) if called else 0
    return {name: number for name, number in numbers.items() if number}


async def go_on_from(connection: AsyncConnection, tables: list[Table], numbers: dict[str, int]) -> None:
    """Let the tables go on from these numbers."""
    for table in tables:
        number = numbers.get(table.name)
        if connection.dialect.name == "sqlite":
            await _set_sqlite(connection, table.name, number or 0)
        elif (sequence := await _sequence(connection, table)) is not None:
            last, called = max(number or 0, 1), bool(number)
            await connection.execute(select(func.setval(sequence, last, called)))


async def _set_sqlite(connection: AsyncConnection, table: str, number: int) -> None:
    values: dict[str, Any] = {"name": table, "number": number}
    await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), values)
    if number:
        await connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)"), values)


async def _sequence(connection: AsyncConnection, table: Table) -> str | None:
    if "id" not in table.columns:
        return None
    found: str | None = await connection.scalar(select(func.pg_get_serial_sequence(f'"{table.name}"', "id")))
    return found
