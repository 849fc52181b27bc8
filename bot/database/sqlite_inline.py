"""SQLAlchemy's SQLite dialect for connections that work on the event loop itself.

A statement on an index takes some ten microseconds; to hand it to another thread and back takes ten times that. Only
what waits for the disk or for another program (``COMMIT``, ``BEGIN IMMEDIATE`` while that writes, a statement that was
slow before) goes to a thread.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final, TypeVar

from sqlalchemy import event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry, Pool
from sqlalchemy.util.concurrency import await_

from bot.database.sqlite_direct import InlineStatements
from dialogs.engine.statements import DIRECT

T = TypeVar("T")

PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")

BUSY_MILLISECONDS: Final = 10_000
"""How long a writer waits for another program that writes."""

SLOW: Final = 0.005
"""Seconds of work that a statement may hold up everything else; one that took longer goes to the thread next time."""

MANY: Final = 200
"""Rows that are inserted on the loop; more are the thread's."""


class _AtOnce:
    """What SQLAlchemy's asyncio may wait for, since it refuses a driver that never waits."""

    def __await__(self) -> Generator[None, None, None]:
        yield from ()


AT_ONCE: Final = _AtOnce()


class InlineCursor(sqlite3.Cursor):
    """A cursor as SQLAlchemy's asyncio expects it."""

    async def _async_soft_close(self) -> None:
        """Nothing is held elsewhere."""


class InlineConnection(sqlite3.Connection):
    """A connection with such cursors."""

    def cursor(self, factory: Any = InlineCursor) -> Any:  # overloaded in the typeshed
        """Give a cursor."""
        return super().cursor(factory)

    def close(self) -> None:
        """Close, and let go of the lock: SQLite keeps it while a cursor is still held, by a traceback for one.

        (sqlite.org/c3ref/close.html, "zombie")
        """
        with suppress(sqlite3.Error):
            self.rollback()
        super().close()


class InlineDialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's own SQLite dialect under asyncio, to read."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    def __init__(self, **options: Any) -> None:  # the dialect's own options
        super().__init__(**options)
        self.thread = ThreadPoolExecutor(1, "sqlite")
        self._slow: set[str] = set()

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        """Keep connections open."""
        del url
        return AsyncAdaptedQueuePool

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin to read; in WAL mode nobody who writes is in the way."""
        dbapi_connection.execute("BEGIN")

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Execute a statement here, unless it was slow the last time."""
        del context
        if statement in self._slow:
            await_(self.in_thread(lambda: self._execute(cursor, statement, parameters)))
        else:
            await_(AT_ONCE)
            self._execute(cursor, statement, parameters)

    def _execute(self, cursor: sqlite3.Cursor, statement: str, parameters: Any) -> None:
        # Processor time: another process that takes this one's core away does not make a statement slow.
        begun = time.thread_time()
        cursor.execute(statement, parameters)
        if time.thread_time() - begun > SLOW:
            self._slow.add(statement)
        else:
            self._slow.discard(statement)

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Execute a statement many times, in the thread where that takes long."""
        del context
        if len(parameters) > MANY:
            await_(self.in_thread(lambda: cursor.executemany(statement, parameters)))
        else:
            await_(AT_ONCE)
            cursor.executemany(statement, parameters)

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Work with the connection in the thread."""
        return await _through(asyncio.get_running_loop().run_in_executor(self.thread, work))


async def _through(working: asyncio.Future[T]) -> T:
    """Wait until the thread is through with a connection, even when cancelled meanwhile.

    Whoever is cancelled goes on to roll back or to close the connection, here; two threads at once in one connection
    end the process.
    """
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        while not working.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait({working})
        working.exception()  # it was seen: the cancelling comes first
        raise


def inline_engine(url: URL, dialect: type[InlineDialect], *, busy: int, **options: Any) -> AsyncEngine:
    """Give an engine of inline connections; ``busy`` is how long they wait for a lock, in milliseconds."""
    engine = create_async_engine(
        url.set(drivername=f"sqlite+{dialect.driver}"),
        connect_args={"check_same_thread": False, "isolation_level": None, "factory": InlineConnection},
        **options,
    )

    def prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        entry.info[DIRECT] = InlineStatements(as_sqlite(connection))
        for pragma in (f"busy_timeout={busy}", *PRAGMAS):
            as_sqlite(connection).execute(f"PRAGMA {pragma}")

    event.listen(engine.sync_engine, "connect", prepare)
    return engine


def as_sqlite(connection: object) -> sqlite3.Connection:
    """Give a driver's connection as what it is."""
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 (the dialect's driver)
    return connection


async def close(engine: AsyncEngine) -> None:
    """Close an engine's connections, and its thread once that is through."""
    await engine.dispose()
    assert isinstance(engine.dialect, InlineDialect)  # noqa: S101 (made above)
    engine.dialect.thread.shutdown()


registry.register(f"sqlite.{InlineDialect.driver}", __name__, InlineDialect.__name__)
