"""Takes a backup: one consistent view of all rows, encrypted on its way to the file, proven by restoring it."""

import asyncio
import os
import sqlite3
import tempfile
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.backup.faults import BackupExists, BackupUnproven, BackupUnwritable, NothingToBackUp
from bot.backup.lines import Heading, Tally, differing, special_line
from bot.backup.restoring import restore
from bot.backup.stream import StreamWriter
from bot.backup.tables import Renew, lines_of, tables_at
from bot.database import schema
from bot.database.access import Database
from bot.database.opening import key_check
from bot.keys import keeper as keys
from bot.keys import key_file
from bot.keys.cipher import KeyRing, KeyRingCipher
from dialogs.engine.cipher import SealBroken

SCRATCH: Final = "scratch.db"
SNAPSHOT: Final = "snapshot.db"


@dataclass(frozen=True)
class Taken:
    """What a backup holds: rows by table, and its size in bytes."""

    rows: dict[str, int]
    size: int


async def take(database: Database, key_path: Path, target: Path) -> Taken:
    """Back a database up into a new file.

    Raises a :class:`~bot.backup.faults.BackupFault`, and the faults of :mod:`bot.keys.keeper` and
    :mod:`bot.database.schema`; no file is left then.
    """
    check = await key_check(database)
    if check is None:
        raise NothingToBackUp(database.url)
    keys.load(key_path, check)
    _refuse_to_overwrite(target)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            return await _taken(database, key_path, target, Path(folder))
    except OSError as fault:
        raise BackupUnwritable(target, fault) from fault


def _refuse_to_overwrite(target: Path) -> None:
    if target.exists():
        raise BackupExists(target)


async def _taken(database: Database, key_path: Path, target: Path, folder: Path) -> Taken:
    draft, ring = folder / "backup", key_file.read(key_path)
    async with _view(database, folder) as connection:
        await _write(connection, draft, ring, await schema.revision(database) or "")
    tallies = await _proven(draft, key_path, folder)
    size = draft.stat().st_size
    draft.replace(target)
    return Taken({name: tally.rows for name, tally in tallies.items()}, size)


@asynccontextmanager
async def _view(database: Database, folder: Path) -> AsyncIterator[AsyncConnection]:
    """Give one consistent view that stands in nobody's way: SQLite's online copy, PostgreSQL's repeatable read."""
    if database.is_sqlite:
        copy = folder / SNAPSHOT
        await asyncio.to_thread(_copy, Path(str(database.url.database)), copy)
        snapshot = Database(f"sqlite+aiosqlite:///{copy}")
        try:
            async with snapshot.engine.connect() as connection, connection.begin():
                yield connection
        finally:
            await snapshot.close()
        return
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        async with connection.begin():
            yield connection


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


async def _write(connection: AsyncConnection, draft: Path, ring: KeyRing, revision: str) -> None:
    tables = await tables_at(connection, revision)
    packing = zlib.compressobj()
    heading = Heading(revision=revision, read_at=datetime.now(UTC))
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        stream = StreamWriter(file, ring.seals[0].get_secret_value().encode())
        stream.write(packing.compress(special_line(heading)))
        async for line in lines_of(connection, tables, _renewing(ring)):
            stream.write(packing.compress(line))
        stream.write(packing.flush())
        stream.close()
        file.flush()
        os.fsync(file.fileno())


def _renewing(ring: KeyRing) -> Renew | None:
    """While a key is being changed: seal all values with the new one, which will be the one that restores them."""
    if len(ring.seals) == 1:
        return None
    cipher = KeyRingCipher(ring)

    def renew(sealed: bytes) -> bytes:
        try:
            return cipher.renewed(sealed) or sealed
        except SealBroken:
            return sealed  # damaged before, and no more so now

    return renew


async def _proven(draft: Path, key_path: Path, folder: Path) -> dict[str, Tally]:
    """Restore the file into a scratch database, and compare what arrives there with what was read."""
    scratch = Database(f"sqlite+aiosqlite:///{folder / SCRATCH}")
    try:
        restored = await restore(draft, scratch, key_path, upgraded=False)
        async with scratch.engine.connect() as connection:
            found = await restored.recounted(connection)
    finally:
        await scratch.close()
    wrong = differing(found, restored.tallies)
    if wrong:
        raise BackupUnproven(wrong)
    return restored.tallies
