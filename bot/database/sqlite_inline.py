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

BEGIN: Final = "BEGIN IMMEDIATE"
PRIMARY: Final = 0xFF
"""The part of SQLite's extended result codes that says what it is (sqlite.org/rescode.html)."""

SLOW: Final = 0.005
"""Seconds of work that a statement may hold up everything else; one that took longer goes to the thread next time."""

MANY: Final = 200
"""Rows that are inserted on the loop; more are the thread's."""

SLOW_COMMIT: Final = 0.005
"""Seconds for which the disk may hold up everything else; after a commit that took longer some are the thread's."""

PATIENT: Final = 10
"""Commits that the thread does after a slow one. To hand one over costs twice what a quick one takes."""


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
            self._in_thread(lambda: self._execute(cursor, statement, parameters))
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
            self._in_thread(lambda: cursor.executemany(statement, parameters))
        else:
            await_(AT_ONCE)
            cursor.executemany(statement, parameters)

    def _in_thread(self, work: Callable[[], T]) -> T:
        return await_(self._awaited(work))

    async def _awaited(self, work: Callable[[], T]) -> T:
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


class WritingDialect(InlineDialect):
    """The same for the connection that writes.

    Most turns execute none but statements that are given to the driver as they are, so their transaction is begun and
    committed (:meth:`begin`, :meth:`commit`) without SQLAlchemy, which begins its own when it is asked for anything.
    """

    driver = "writing"
    supports_statement_cache = True

    def __init__(self, **options: Any) -> None:  # the dialect's own options
        super().__init__(**options)
        self._patient = 0

    async def begin(self, connection: sqlite3.Connection) -> None:
        """Begin to write: at once, unless another program writes; the thread waits for that."""
        try:
            connection.execute(BEGIN)
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & PRIMARY != sqlite3.SQLITE_BUSY:
                raise
            try:
                await self._awaited(lambda: _begin_patiently(connection))
            except BaseException:
                connection.rollback()  # whoever is cancelled meanwhile leaves nothing begun
                raise

    async def commit(self, connection: sqlite3.Connection) -> None:
        """Commit; the thread waits for the disk where that has been slow lately."""
        if self._patient:
            await self._awaited(lambda: self._commit(connection))
        else:
            self._commit(connection)

    def _commit(self, connection: sqlite3.Connection) -> None:
        begun = time.perf_counter()
        connection.commit()
        slow = time.perf_counter() - begun > SLOW_COMMIT
        self._patient = PATIENT if slow else max(0, self._patient - 1)

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin nothing: it was begun."""

    def do_commit(self, dbapi_connection: Any) -> None:
        """Commit."""
        await_(self.commit(dbapi_connection))

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Roll back; waits for what is under way in the thread."""
        self._in_thread(dbapi_connection.rollback)


def wait_for_nobody(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    """Let a connection that was opened for writing find out at once that another program writes."""
    del entry
    as_sqlite(connection).execute("PRAGMA busy_timeout=0")


def _begin_patiently(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    try:
        connection.execute(BEGIN)
    finally:
        connection.execute("PRAGMA busy_timeout=0")


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


for dialect in (InlineDialect, WritingDialect):
    registry.register(f"sqlite.{dialect.driver}", __name__, dialect.__name__)
