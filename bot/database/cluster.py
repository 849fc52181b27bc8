"""Several processes on one PostgreSQL: how many there are, and which one of them leads.

Both are PostgreSQL's advisory locks, held by a session that a process has for nothing else. A process that is killed
loses them at once; one that hangs, or whose network is gone, when PostgreSQL ends its silent session. So the session
must reach the server itself, or a pooler that keeps it (PgBouncer's session mode).
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Protocol

import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.database.access import Database

log = structlog.get_logger(__name__)

BEAT: Final = 1.0
"""Seconds between two looks at the others; also how long a lease can be free before another process takes it."""

SILENCE: Final = 10
"""Seconds without a beat after which PostgreSQL (14 or later) ends the session of a process that hangs."""

HEARD: Final = 3
"""Beats after which every other process knows of a new one, and paces itself accordingly."""

LOCKS: Final = 0x636F6E73
"""The first key of our advisory locks (``cons`` in ASCII); the second says what is locked."""

MEMBER: Final = 1
LEASE: Final = 2

JOIN: Final = text(f"SELECT pg_advisory_lock_shared({LOCKS}, {MEMBER})")
TAKE: Final = text(f"SELECT pg_try_advisory_lock({LOCKS}, {LEASE})")
COUNT: Final = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2"  # noqa: S608 (constants)
    f" AND classid = {LOCKS} AND objid = {MEMBER}"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Led(Protocol):
    """What only the leading process does: :class:`bot.telegram.polling.Poller`."""

    async def run(self) -> None:
        """Work until :meth:`stop`."""

    def stop(self) -> None:
        """End after what is under way."""


class Cluster:
    """The processes on one database. On SQLite there is one, and it leads.

    ``resized`` is told how many there are, whenever that changes. ``joined`` is set once the others know of this one:
    only then may it write to people, for they share the pace.
    """

    def __init__(self, database: Database, resized: Callable[[int], None]) -> None:
        self._engine = None if database.is_sqlite else _engine(database)
        self._resized = resized
        self._leading = _Switch(on=self._engine is None)
        self._stopping = asyncio.Event()
        self.joined = asyncio.Event()
        self.size = 1

    @property
    def leads(self) -> bool:
        """Whether this is the process that does what only one may do."""
        return self._leading.on

    def stop(self) -> None:
        """End what is done by lead; the lease is given up when :meth:`run` is cancelled."""
        self._stopping.set()
        self.joined.set()

    async def run(self) -> None:
        """Be one of the processes until this is cancelled."""
        if self._engine is None:
            self.joined.set()
            await asyncio.Event().wait()
            return
        while True:
            try:
                async with self._engine.connect() as session:
                    await self._belong(session)
            except (SQLAlchemyError, OSError) as fault:
                log.warning("the session with the other processes is lost", cause=type(fault).__name__)
            finally:
                self._lead(now=False)
            await asyncio.sleep(BEAT)

    async def lead(self, begin: Callable[[], Led]) -> None:
        """Do what only one process may do, whenever it falls to this one, until :meth:`stop`."""
        while await self._comes(self._leading.set):
            led = begin()
            running = asyncio.create_task(led.run())
            lost = asyncio.create_task(self._comes(self._leading.cleared))
            try:
                await asyncio.wait({running, lost}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                lost.cancel()
                led.stop()
            await running

    async def _belong(self, session: AsyncConnection) -> None:
        await session.execute(JOIN)
        beats = 0
        while True:
            self._lead(now=self.leads or bool(await session.scalar(TAKE)))
            size = int(await session.scalar(COUNT) or 1)
            if size != self.size:
                log.info("processes", size=size)
                self.size = size
                self._resized(size)
            beats += 1
            if size == 1 or beats >= HEARD:
                self.joined.set()
            await asyncio.sleep(BEAT)

    def _lead(self, *, now: bool) -> None:
        if now != self.leads:
            log.info("leading", leads=now)
            self._leading.turn(on=now)

    async def _comes(self, change: asyncio.Event) -> bool:
        """Wait for a change; ``False`` when this is told to stop instead."""
        waits = {asyncio.create_task(change.wait()), asyncio.create_task(self._stopping.wait())}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
                with suppress(asyncio.CancelledError):
                    await wait
        return not self._stopping.is_set()


class _Switch:
    """On or off, each of which can be waited for."""

    def __init__(self, *, on: bool) -> None:
        self.set, self.cleared = asyncio.Event(), asyncio.Event()
        self.turn(on=on)

    @property
    def on(self) -> bool:
        return self.set.is_set()

    def turn(self, *, on: bool) -> None:
        (self.set if on else self.cleared).set()
        (self.cleared if on else self.set).clear()


def _engine(database: Database) -> AsyncEngine:
    """Give what opens the session: outside the pool, without transactions, noticed soon when it is cut."""
    settings = {
        "application_name": "consultbot",
        "idle_session_timeout": f"{SILENCE}s",
        "tcp_keepalives_idle": "5",
        "tcp_keepalives_interval": "2",
        "tcp_keepalives_count": "3",
    }
    return create_async_engine(
        database.url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"server_settings": settings, "timeout": SILENCE / 2, "command_timeout": SILENCE / 2},
    )
