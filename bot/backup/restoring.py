"""Restores a backup, all of it or nothing: one transaction, checked to the last row before it is committed."""

import asyncio
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from alembic import command
from sqlalchemy import Connection, Table, select, text
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.backup.faults import (
    BackupDamaged,
    BackupForeign,
    BackupNewer,
    BackupUnreadable,
    DatabaseBusy,
    DatabaseOccupied,
)
from bot.backup.filling import Filling
from bot.backup.lines import End, LineReader, Tally, differing, split
from bot.backup.stream import BrokenStream, ForeignStream, NoStream, unsealed
from bot.backup.tables import go_on_from, holds_rows, lines_of, tables_at
from bot.database import schema
from bot.database.access import Database
from bot.database.opening import KEY_CHECK
from bot.database.unreachable import DatabaseUnreachable
from bot.keys import keeper as keys
from bot.keys import key_file
from bot.keys.cipher import KeyRing, KeyRingCipher
from dialogs.engine.records import installation

BOOKKEEPING: Final = frozenset({"installation", "due"})
"""Tables that a first start fills by itself: with nothing else in it, a database counts as empty."""
ATTEMPTS: Final = 100
PAUSE: Final = 0.1
GIVING_WAY_MILLISECONDS: Final = 300
"""Less than PostgreSQL's ``deadlock_timeout``, after which it would break off one of those who wait."""


@dataclass(frozen=True)
class Restored:
    """What was restored: the backup's moment and revision, and every table's tally in it."""

    read_at: datetime
    revision: str
    tallies: dict[str, Tally]
    safety_copy: Path | None

    async def recounted(self, connection: AsyncConnection) -> dict[str, Tally]:
        """Count what a database of the backup's revision holds now, as the backup counted it."""
        tables = [table for table in await tables_at(connection, self.revision) if table.name in self.tallies]
        last = b""
        async for line in lines_of(connection, tables, None):
            last = line
        return End.model_validate_json(last).tables


async def restore(
    path: Path, database: Database, key_path: Path, *, replace: bool = False, upgraded: bool = True
) -> Restored:
    """Restore a backup into an empty database, or with ``replace`` in place of what another holds.

    Raises a :class:`~bot.backup.faults.BackupFault`, and the faults of :mod:`bot.keys.keeper` and
    :mod:`bot.database.schema`, each with nothing changed. An SQLite file that is replaced is copied beside itself
    first. The schema is the newest afterwards, or unless ``upgraded`` the backup's own.
    """
    ring = _ring(key_path)
    before = await schema.revision(database)
    if before is not None and not replace and await _holds_rows(database):
        raise DatabaseOccupied(database.url)
    with _opened(path, ring, key_path) as reader:
        heading = reader.heading()
        if not schema.knows(heading.revision):
            raise BackupNewer(path, heading.revision)
        copy = schema.backup(database, before) if before is not None and replace and database.is_sqlite else None
        with _told(database, path):
            async with schema.upgrading(database) as connection:
                tables = await _emptied(connection, before, heading.revision)
                await _fill(connection, reader, path, tables)
                await _check_key(connection, ring, path, key_path)
                if upgraded:
                    await connection.run_sync(_upgrade, "head")
        return Restored(heading.read_at, heading.revision, reader.tallies, copy)


def _ring(key_path: Path) -> KeyRing:
    if not key_path.exists():
        raise keys.KeyMissing(key_path)
    return key_file.read(key_path)


@contextmanager
def _opened(path: Path, ring: KeyRing, key_path: Path) -> Iterator[LineReader]:
    """Open a backup; whatever is wrong with it while it is read becomes a fault that says so."""
    try:
        with path.open("rb") as file:
            yield LineReader(split(_unpacked(file, [key.get_secret_value().encode() for key in ring.seals])))
    except NoStream as fault:
        raise BackupUnreadable(path, zh="不是 consultbot 的备份。", en="is not one of consultbot's.") from fault
    except ForeignStream as fault:
        raise BackupForeign(path, key_path) from fault
    except (BrokenStream, zlib.error) as fault:
        raise BackupDamaged(path, str(fault)) from fault
    except (FileNotFoundError, PermissionError, IsADirectoryError) as fault:
        raise BackupUnreadable(path, zh=f"无法读取：{fault.strerror}", en=f"can't be read: {fault.strerror}") from fault
    except ValueError as fault:
        raise BackupDamaged(path, "its content does not fit together") from fault


@contextmanager
def _told(database: Database, path: Path) -> Iterator[None]:
    """Let what the database refuses be said; without its words, which would quote a row."""
    try:
        yield
    except OperationalError as fault:
        raise DatabaseUnreachable(database, fault) from fault
    except StatementError as fault:
        raise BackupDamaged(path, f"the database refuses a row: {type(fault.orig).__name__}") from fault


def _unpacked(file: BinaryIO, sealing: list[bytes]) -> Iterator[bytes]:
    unpacking = zlib.decompressobj()
    for chunk in unsealed(file, sealing):
        yield unpacking.decompress(chunk)


async def _holds_rows(database: Database) -> bool:
    async with database.reading() as connection:
        return await holds_rows(connection, without=BOOKKEEPING)


async def _emptied(connection: AsyncConnection, before: str | None, revision: str) -> list[Table]:
    """Leave the tables of the backup's revision, with nothing in them, and give them."""
    if before != revision:
        if before is not None:
            await connection.run_sync(_upgrade, "head")  # so that all tables are ours to know
            await connection.run_sync(_drop)
        await connection.run_sync(_upgrade, revision)
        return await tables_at(connection, revision)
    tables = await tables_at(connection, revision)
    ours = [table for table in tables if table.name in schema.whole_metadata().tables]
    if connection.dialect.name != "sqlite":
        await _hold(connection, ours)
    for table in reversed(ours):
        await connection.execute(table.delete())
    return tables


async def _hold(connection: AsyncConnection, tables: list[Table]) -> None:
    """Keep turns out of the tables; gives way again and again to those under way, before it could be a deadlock."""
    listed = ", ".join(f'"{table.name}"' for table in tables)
    for attempt in range(1, ATTEMPTS + 1):
        savepoint = await connection.begin_nested()
        try:
            await connection.execute(text(f"SET LOCAL lock_timeout = {GIVING_WAY_MILLISECONDS}"))
            await connection.execute(text(f"LOCK TABLE {listed} IN ACCESS EXCLUSIVE MODE"))
            await connection.execute(text("SET LOCAL lock_timeout = 0"))
        except DBAPIError as fault:
            await savepoint.rollback()
            if attempt == ATTEMPTS:
                raise DatabaseBusy(connection.engine.url) from fault
            await asyncio.sleep(PAUSE)
        else:
            await savepoint.commit()
            return


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(schema.config(connection), revision)


def _drop(connection: Connection) -> None:
    schema.whole_metadata().drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))


async def _fill(connection: AsyncConnection, reader: LineReader, path: Path, tables: list[Table]) -> None:
    """Insert every row, and compare their sum with the backup's own."""
    named = {table.name: table for table in tables}
    filling = Filling(connection, named)
    end: End | None = None
    for found in reader.rows():
        if isinstance(found, End):
            end = found
        else:
            table, values = found
            await filling.add(table.table, dict(zip(table.columns, values, strict=True)))
    await filling.flush()
    if end is None or differing(reader.tallies, end.tables):
        raise BackupDamaged(path, "the sums differ")
    await go_on_from(connection, [named[name] for name in reader.tallies], end.numbers)


async def _check_key(connection: AsyncConnection, ring: KeyRing, path: Path, key_path: Path) -> None:
    found = await connection.scalar(select(installation.c.value).where(installation.c.name == KEY_CHECK))
    if found is None or not keys.fits(KeyRingCipher(ring), bytes(found)):
        raise BackupForeign(path, key_path)
