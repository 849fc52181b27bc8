"""Seals anew what older keys have sealed: every ``sealed_...`` column of every table, a few rows a transaction.

A transaction takes rows in the order of their primary key and never waits for one that somebody holds (``SKIP
LOCKED``), so that it can not meet a turn in a deadlock; what it passed over, the next pass finds.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import structlog
from sqlalchemy import Column, ColumnElement, Row, Table, bindparam, func, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import schema
from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from dialogs.engine.cipher import SealBroken

log = structlog.get_logger(__name__)

SEALED: Final = "sealed_"
ROWS: Final = 200
BYTES: Final = 8 * 1024 * 1024
"""What one transaction takes at most, but for a single row that is larger."""

Key = tuple[object, ...]
"""A row's primary key."""
Progress = Callable[[int, int], None]
"""Told after each transaction how many rows have been looked at, and of how many."""


@dataclass
class Pass:
    """One walk through all rows: how many, values sealed anew, rows that somebody held, values that no key opens."""

    rows: int = 0
    renewed: int = 0
    held: int = 0
    broken: int = 0

    @property
    def clean(self) -> bool:
        """Tell whether it has seen every row, and nothing in them under an older key."""
        return self.renewed == self.held == 0


def sealed_tables() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Give the tables that hold sealed values, with those columns."""
    for table in schema.whole_metadata().sorted_tables:
        columns = [column for column in table.columns if column.name.startswith(SEALED)]
        if columns:
            yield table, columns


async def count(database: Database) -> int:
    """Count the rows that a pass looks at."""
    async with database.reading() as connection:
        counts = [await connection.scalar(select(func.count()).select_from(table)) for table, _ in sealed_tables()]
    return sum(found or 0 for found in counts)


@dataclass
class Resealing:
    """Seals a database's values with the newest key of a cipher; ``pause`` is awaited between transactions."""

    database: Database
    cipher: KeyRingCipher
    pause: Callable[[], Any]
    progress: Progress

    async def walk(self, total: int) -> Pass:
        """Walk once through all rows that are there when their table's turn comes; later ones have the new key."""
        walked = Pass()
        for table, columns in sealed_tables():
            async with self.database.reading() as connection:
                end = (await connection.execute(_last(table))).one_or_none()
            here: Key | None = None
            while end is not None and here != tuple(end):
                async with self.database.writing() as connection:
                    here = await self._batch(connection, table, columns, (here, tuple(end)), walked)
                self.progress(walked.rows, max(total, walked.rows))
                await self.pause()
        return walked

    async def _batch(
        self,
        connection: AsyncConnection,
        table: Table,
        columns: list[Column[Any]],
        between: tuple[Key | None, Key],
        walked: Pass,
    ) -> Key:
        """Seal the next rows anew; gives the primary key up to which it has come."""
        begin, end = between
        keys = await _next_keys(connection, table, columns, between)
        if not keys:
            return end
        rows = (await connection.execute(_held(table, columns, (begin, keys[-1])))).all()
        changes = [change for row in rows if (change := self._change(table, columns, row, walked))]
        if changes:
            await connection.execute(_updating(table, columns), changes)
        walked.rows += len(keys)
        walked.held += len(keys) - len(rows)
        return keys[-1]

    def _change(
        self, table: Table, columns: list[Column[Any]], row: Row[Any], walked: Pass
    ) -> dict[str, object] | None:
        values = {column.name: self._renewed(table, row, column.name, walked) for column in columns}
        if not any(values.values()):
            return None
        found = {f"new_{name}": value or getattr(row, name) for name, value in values.items()}
        return found | {f"key_{column.name}": getattr(row, column.name) for column in table.primary_key}

    def _renewed(self, table: Table, row: Row[Any], name: str, walked: Pass) -> bytes | None:
        sealed = getattr(row, name)
        if sealed is None:
            return None
        try:
            renewed = self.cipher.renewed(bytes(sealed))
        except SealBroken:
            log.warning("value not opened by any key", table=table.name, column=name)
            walked.broken += 1
            return None
        walked.renewed += renewed is not None
        return renewed


async def _next_keys(
    connection: AsyncConnection, table: Table, columns: Sequence[Column[Any]], between: tuple[Key | None, Key]
) -> list[Key]:
    """Give the primary keys of the next rows, as many as are taken at once."""
    size = sum((func.coalesce(func.length(column), 0) for column in columns), literal(0))
    query = select(*table.primary_key, size).where(*_between(table, between)).order_by(*table.primary_key).limit(ROWS)
    keys: list[Key] = []
    taken = 0
    for *key, length in (await connection.execute(query)).all():
        taken += length
        if keys and taken > BYTES:
            break
        keys.append(tuple(key))
    return keys


def _last(table: Table) -> Any:
    return select(*table.primary_key).order_by(*(column.desc() for column in table.primary_key)).limit(1)


def _held(table: Table, columns: list[Column[Any]], between: tuple[Key | None, Key]) -> Any:
    found = select(*table.primary_key, *columns).where(*_between(table, between))
    return found.with_for_update(skip_locked=True)


def _between(table: Table, between: tuple[Key | None, Key]) -> list[ColumnElement[bool]]:
    begin, end = between
    primary = tuple_(*table.primary_key)
    return [primary <= end] if begin is None else [primary > begin, primary <= end]


def _updating(table: Table, columns: list[Column[Any]]) -> Any:
    keys = [column == bindparam(f"key_{column.name}") for column in table.primary_key]
    return update(table).where(*keys).values({column.name: bindparam(f"new_{column.name}") for column in columns})
