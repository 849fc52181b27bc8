"""Connections: SQLite by default, PostgreSQL by URL, one behaviour for both.

SQLite writes one transaction at a time (``BEGIN IMMEDIATE``, WAL, ``synchronous=FULL``), so the writers of one
process queue (:mod:`bot.database.sqlite`) instead of meeting as "database is locked". PostgreSQL takes any number.
"""

import math
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from bot.database.outages import as_outage, connecting
from bot.database.postgresql_direct import AsyncpgStatements, begin
from bot.database.sqlite import Writer
from bot.database.sqlite_inline import BUSY_MILLISECONDS, PRAGMAS, InlineDialect, close, inline_engine
from dialogs.engine.statements import DIRECT

READING_BUSY_MILLISECONDS: Final = 200
"""Readers work on the event loop; in WAL mode only a program that wants the file to itself is in their way."""

IDLE: Final = 5.0
"""Seconds after which a connection to PostgreSQL is asked whether it is still there before it is used again."""

SQLITE_WRITING = "consultbot_writing"
"""Execution option: this connection's transaction begins as ``BEGIN IMMEDIATE``."""


class Database:
    """An engine with the two ways in which consultbot uses it: to write, and to read."""

    def __init__(self, url: str | URL, *, pool_size: int = 10) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        options = {} if self.is_sqlite else {"pool_size": pool_size, "max_overflow": 0}
        self.engine: AsyncEngine = create_async_engine(self.url, **options)
        self._reader, self._writer = self.engine, None
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
            self._reader = inline_engine(self.url, InlineDialect, busy=READING_BUSY_MILLISECONDS)
            self._writer = Writer(self.url)
        else:
            event.listen(self.engine.sync_engine, "handle_error", as_outage)
            event.listen(self.engine.sync_engine, "connect", _open_directly)
            event.listen(self.engine.sync_engine, "begin", begin)
            event.listen(self.engine.sync_engine, "checkin", _note_use)
            event.listen(self.engine.sync_engine, "checkout", _knock)

    def writing(self, *, urgent: bool = False) -> AbstractAsyncContextManager[AsyncConnection]:
        """One transaction: committed when the block has ended, rolled back when it raises.

        An ``urgent`` one goes before all that wait for SQLite's one writer; PostgreSQL lets nobody wait.
        """
        return self._writer.writing(urgent=urgent) if self._writer is not None else _begun(self.engine)

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """One consistent view of the records, for reading only."""
        return _begun(self._reader)

    async def close(self) -> None:
        """Close every connection."""
        if self._writer is not None:
            await self._writer.close()
            await close(self._reader)
        await self.engine.dispose()


@asynccontextmanager
async def _begun(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with _connected(engine) as connection, connection.begin():
        yield connection


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    connection = engine.connect()
    with connecting():
        await connection.start()
    try:
        yield connection
    finally:
        await connection.close()


def _open_directly(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del connection
    entry.info[DIRECT] = AsyncpgStatements(entry.driver_connection)


def _note_use(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del connection
    entry.info["used"] = time.monotonic()


def _knock(connection: DBAPIConnection, entry: ConnectionPoolEntry, proxy: PoolProxiedConnection) -> None:
    """Ask whether a connection that has been idle is still there; to ask each time would cost a round trip a turn."""
    del proxy
    if time.monotonic() - entry.info.get("used", math.inf) < IDLE:
        return
    try:
        _raw(connection).ping()
    except Exception as fault:
        raise DisconnectionError from fault


def _prepare_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    try:
        _set_pragmas(connection)
    except BaseException:
        connection.close()  # else its thread outlives the pool, which never got the connection
        raise


def _set_pragmas(connection: DBAPIConnection) -> None:
    # The driver's own implicit BEGIN is deferred, which lets two writers meet halfway; ours is in _begin_sqlite.
    _raw(connection).isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", *PRAGMAS):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(SQLITE_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _raw(connection: DBAPIConnection) -> Any:  # the driver's attribute is not in DBAPI's type
    return connection
