"""The inline dialect for the one connection that writes: when its transactions begin, and how they are committed."""

import sqlite3
import time
from typing import Any, Final

from sqlalchemy.dialects import registry
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util.concurrency import await_

from bot.database.sqlite_inline import BUSY_MILLISECONDS, InlineDialect, as_sqlite

BEGIN: Final = "BEGIN IMMEDIATE"
PRIMARY: Final = 0xFF
"""The part of SQLite's extended result codes that says what it is (sqlite.org/rescode.html)."""

SLOW_COMMIT: Final = 0.005
"""Seconds for which the disk may hold up everything else; after a commit that took longer some are the thread's."""

PATIENT: Final = 10
"""Commits that the thread does after a slow one. To hand one over costs twice what a quick one takes."""


class WritingDialect(InlineDialect):
    """SQLAlchemy's SQLite dialect, to write.

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
                await self.in_thread(lambda: _begin_patiently(connection))
            except BaseException:
                connection.rollback()  # whoever is cancelled meanwhile leaves nothing begun
                raise

    async def commit(self, connection: sqlite3.Connection) -> None:
        """Commit; the thread waits for the disk where that has been slow lately."""
        if self._patient:
            await self.in_thread(lambda: self._commit(connection))
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
        await_(self.in_thread(dbapi_connection.rollback))


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


registry.register(f"sqlite.{WritingDialect.driver}", __name__, WritingDialect.__name__)
