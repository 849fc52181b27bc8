"""Several processes on one PostgreSQL: how many there are, and which one of them leads.

Both are PostgreSQL's advisory locks, held by a session that a process has for nothing else. A process that is killed
loses them at once; one that hangs, or whose network is gone, when PostgreSQL ends its silent session. So the session
must reach the server itself, or a pooler that keeps it (PgBouncer's session mode).
"""

import asyncio
import secrets
from collections import deque
from collections.abc import Awaitable, Callable
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
"""Beats after which every other process knows of a new one, and paces itself accordingly.

A process that was not there for as many is gone, and not only about to open another session.
"""

LOCKS: Final = 0x636F6E73
"""The first key of the lease's lock (``cons`` in ASCII)."""

LEASE: Final = 2

MEMBERS: Final = 0x636F6E74
"""The first key of the locks by which the processes are known; the second is a process's number."""

LARGEST: Final = 2**31 - 1
"""An advisory lock's second key is an integer of four bytes."""

JOIN: Final = text(f"SELECT pg_advisory_lock_shared({MEMBERS}, :process)")
TAKE: Final = text(f"SELECT pg_try_advisory_lock({LOCKS}, {LEASE})")
PRESENT: Final = text(
    "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2"  # noqa: S608 (constants)
    f" AND classid = {MEMBERS}"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def new_process() -> int:
    """Give a process the number by which the others know it."""
    return 1 + secrets.randbelow(LARGEST)


class Led(Protocol):
    """What only the leading process does: :class:`bot.telegram.polling.Poller`."""

    async def run(self) -> None:
        """Work until :meth:`stop`."""

    def stop(self) -> None:
        """End after what is under way."""


class Cluster:
    """The processes on one database. On SQLite there is one, and it leads.

    ``resized`` is told how many there are, whenever that changes. ``present`` is told in the leading one which are
    there, at first and whenever that changes: what any other had begun, nobody will end. ``joined`` is set once the
    others know of this one: only then may it write to people, for they share the pace.
    """

    def __init__(
        self,
        database: Database,
        process: int,
        resized: Callable[[int], None],
        present: Callable[[frozenset[int]], Awaitable[None]],
    ) -> None:
        self._engine = None if database.is_sqlite else _engine(database)
        self._process = process
        self._resized = resized
        self._present = present
        self._seen: deque[frozenset[int]] = deque(maxlen=HEARD)
        self._told: frozenset[int] | None = None
        self._leading = _Switch(on=self._engine is None)
        self._lost = False
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
                self._lose(fault)
            finally:
                self._lead(now=False)
            await asyncio.sleep(BEAT)

    def _lose(self, fault: Exception) -> None:
        """Say it once: an outage would fill the log with a line a second."""
        if not self._lost:
            log.warning("the session with the other processes is lost", cause=type(fault).__name__)
        self._lost = True

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
        await session.execute(JOIN, {"process": self._process})
        if self._lost:
            log.info("the session with the other processes is back")
        self._lost = False
        self._seen.clear()
        self._told = None
        beats = 0
        while True:
            self._lead(now=self.leads or bool(await session.scalar(TAKE)))
            self._seen.append(frozenset(await session.scalars(PRESENT)))
            await self._tell_who_is_there()
            size = len(self._seen[-1])
            if size != self.size:
                log.info("processes", size=size)
                self.size = size
                self._resized(size)
            beats += 1
            if size == 1 or beats >= HEARD:
                self.joined.set()
            await asyncio.sleep(BEAT)

    async def _tell_who_is_there(self) -> None:
        """Tell who is there; where that fails, it is told again at the next beat."""
        there = frozenset[int]().union(*self._seen)
        if self.leads and len(self._seen) == HEARD and there != self._told:
            try:
                async with asyncio.timeout(SILENCE / 2):
                    await self._present(there)
            except (SQLAlchemyError, OSError) as fault:
                log.warning("what was begun by processes that left is not free yet", cause=type(fault).__name__)
            else:
                self._told = there

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
