"""``consultbot rotate-key``: a new key for everything, while the installation runs.

1. The new key is put in front of the key file. From then on it seals, in every process, since each looks at the file
   before it seals (:class:`bot.keys.keeper.KeyFileCipher`); the old one still opens.
2. Transactions that began before that are awaited: their values may still come under the old key.
3. All values are sealed anew, pass after pass, until one finds nothing under the old key.
4. The old key is removed.

Killed at any point, the next run goes on: what stands in the file and in the rows is all that it needs to know.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database.access import Database
from bot.database.opening import KEY_CHECK, key_check, opened
from bot.faults import SetUpFault
from bot.keys import keeper as keys
from bot.keys import key_file
from bot.keys.cipher import KeyRing, KeyRingCipher
from bot.keys.resealing import Progress, Resealing, count
from dialogs.engine.records import installation

ADVISORY_LOCK: Final = 0x726F74617465
"""PostgreSQL's advisory lock (``rotate`` in ASCII) under which the key file changes."""
MOST_PASSES: Final = 10
BETWEEN_PASSES: Final = 0.5
LONGEST_WAIT: Final = 300.0
"""Seconds that a transaction from before the new key is waited for."""
LEAST_PAUSE: Final = 0.02


class NothingSealed(SetUpFault):
    """There is no database yet, so there is nothing to seal anew."""

    def __init__(self, database: Database) -> None:
        super().__init__(
            zh=f"数据库 {database.url} 里还没有内容，无需更换密钥。",
            en=f"There is nothing in the database {database.url} yet, so there is no key to change.",
        )


class StillSealing(SetUpFault):
    """Some process goes on sealing with the old key, so that it must stay."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            zh=f"仍有进程在用旧密钥加密。请确认所有进程使用的都是同一个密钥文件 {path}，然后再次运行 rotate-key。"
            "在此之前新旧密钥都有效，没有丢失任何内容。",
            en=f"Some process still encrypts with the old key. Make sure that all of them use this key file, {path}, "
            "and run rotate-key again. Until then both keys are valid; nothing is lost.",
        )


@dataclass(frozen=True)
class Rotated:
    """What a rotation did: whether it went on with an earlier one, values sealed anew, values that no key opens."""

    resumed: bool
    renewed: int
    broken: int


def _quiet(done: int, total: int) -> None:
    del done, total


async def rotate(database: Database, path: Path, progress: Progress = _quiet) -> Rotated:
    """Give everything a new key, or finish what an earlier run has begun.

    Raises :class:`NothingSealed`, :class:`StillSealing` and the faults of :func:`bot.database.opening.opened`.
    """
    if await key_check(database) is None:
        raise NothingSealed(database)
    await opened(database, path)
    ring, resumed = await _begin(database, path)
    await _earlier_ended(database, path)
    resealing = Resealing(database, KeyRingCipher(ring), _Breath(database).take, progress)
    renewed = broken = 0
    for _again in range(MOST_PASSES):
        walked = await resealing.walk(await count(database))
        renewed, broken = renewed + walked.renewed, walked.broken
        if walked.clean:
            await _end(database, path, ring)
            return Rotated(resumed, renewed, broken)
        await asyncio.sleep(BETWEEN_PASSES)
    raise StillSealing(path)


class _Breath:
    """The pause between two transactions: on SQLite, which has one writer at a time, as long as the last one took."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._since = time.monotonic()

    async def take(self) -> None:
        if self._database.is_sqlite:
            await asyncio.sleep(max(LEAST_PAUSE, time.monotonic() - self._since))
        self._since = time.monotonic()


@asynccontextmanager
async def _alone(database: Database) -> AsyncIterator[AsyncConnection]:
    """Open a transaction in which no other rotation changes the key file."""
    async with database.writing() as connection:
        if not database.is_sqlite:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
        yield connection


async def _begin(database: Database, path: Path) -> tuple[KeyRing, bool]:
    """Put a new key in front, unless a rotation has begun already."""
    async with _alone(database):
        ring = key_file.read(path)
        if len(ring.seals) > 1:
            return ring, True
        ring = ring.with_another()
        key_file.replace(path, ring)
        return ring, False


async def _end(database: Database, path: Path, ring: KeyRing) -> None:
    """Seal the known text with the new key, and once that is committed remove the old one."""
    newest = KeyRingCipher(ring.newest())
    async with _alone(database) as connection:
        await connection.execute(
            update(installation).where(installation.c.name == KEY_CHECK).values(value=keys.sealed_check(newest))
        )
    async with _alone(database) as connection:
        check = await connection.scalar(select(installation.c.value).where(installation.c.name == KEY_CHECK))
        if key_file.read(path) == ring and keys.fits(newest, bytes(check or b"")):
            key_file.replace(path, ring.newest())


async def _earlier_ended(database: Database, path: Path) -> None:
    """Wait for the transactions that began before the key file changed; SQLite's have ended, for it has one writer."""
    if database.is_sqlite:
        return
    async with database.reading() as connection:
        since = await connection.scalar(text("SELECT clock_timestamp()"))
    end = time.monotonic() + LONGEST_WAIT
    while await _under_way(database, since):
        if time.monotonic() > end:
            raise StillSealing(path)
        await asyncio.sleep(BETWEEN_PASSES)


async def _under_way(database: Database, since: object) -> int:
    async with database.reading() as connection:
        found = await connection.scalar(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start < :since"
            ),
            {"since": since},
        )
    return int(found or 0)
