"""SQLAlchemy's SQLite dialect for one connection that works on the event loop itself.

A statement on an index takes some ten microseconds; to hand it to another thread and back takes ten times that. Only
what may wait for the disk or for another program (``BEGIN IMMEDIATE``, ``COMMIT``, a statement that was slow before)
goes to a thread.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util.concurrency import await_

T = TypeVar("T")

DRIVER: Final = "sqlite+inline"

SLOW: Final = 0.005
"""Seconds that a statement may hold up everything else; one that took longer goes to the thread from then on."""

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


class InlineDialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's own SQLite dialect, for one connection under asyncio."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    def __init__(self, **options: Any) -> None:  # the dialect's own options
        super().__init__(**options)
        self.thread = ThreadPoolExecutor(1, "sqlite")
        self._slow: set[str] = set()

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin to write; waits for another program that writes."""
        self._in_thread(lambda: dbapi_connection.execute("BEGIN IMMEDIATE"))

    def do_commit(self, dbapi_connection: Any) -> None:
        """Commit; waits for the disk."""
        self._in_thread(dbapi_connection.commit)

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Roll back; waits for what is under way in the thread."""
        self._in_thread(dbapi_connection.rollback)

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Execute a statement here, unless it has been slow."""
        del context
        if statement in self._slow:
            self._in_thread(lambda: cursor.execute(statement, parameters))
            return
        await_(AT_ONCE)
        begun = time.perf_counter()
        cursor.execute(statement, parameters)
        if time.perf_counter() - begun > SLOW:
            self._slow.add(statement)

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Execute a statement many times, in the thread where that takes long."""
        del context
        if len(parameters) > MANY:
            self._in_thread(lambda: cursor.executemany(statement, parameters))
        else:
            await_(AT_ONCE)
            cursor.executemany(statement, parameters)

    def _in_thread(self, work: Callable[[], T]) -> T:
        return await_(asyncio.get_running_loop().run_in_executor(self.thread, work))


registry.register(DRIVER.replace("+", "."), __name__, InlineDialect.__name__)
