"""SQLite's one writer: turns that queue up share a transaction, and its commit."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import StaticPool

from bot.database.door import Door
from bot.database.sqlite_inline import BUSY_MILLISECONDS, as_sqlite, close, inline_engine
from bot.database.sqlite_writing import WritingDialect, wait_for_nobody

SPACING: Final = 0.005
"""Seconds from one commit to the next at which a group may be committed for the sake of who is urgent in it."""


class GroupLost(sqlite3.OperationalError):
    """The transaction that turns shared was rolled back; none of them happened."""


class Group:
    """Turns that share a transaction; ``done`` when it has been committed, or ``fault`` says why it was not."""

    def __init__(self) -> None:
        self.members = 0
        self.urgent = False
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.fault: BaseException | None = None


class Writer:
    """Gives the writing connection to one block after the other.

    Each block is a savepoint of a transaction that all those share which were waiting when it began; the block's
    ``async with`` ends only when that is committed. Where the commit fails, all of them fail, and the next as many
    blocks get a transaction each, so that the one at fault does not take others with it a second time. What SQLite
    itself refuses is said as SQLAlchemy says it: by that a turn knows what it may try again.
    """

    def __init__(self, url: URL) -> None:
        self._engine = inline_engine(url, WritingDialect, busy=BUSY_MILLISECONDS, poolclass=StaticPool)
        event.listen(self._engine.sync_engine, "connect", wait_for_nobody)
        assert isinstance(self._engine.dialect, WritingDialect)  # noqa: S101 (made above)
        self._dialect = self._engine.dialect
        self._door = Door()
        self._connection: AsyncConnection | None = None
        self._group: Group | None = None
        self._alone = 0
        self._committed = 0.0
        self._finishing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def writing(self, *, urgent: bool = False) -> AsyncIterator[AsyncConnection]:
        """Take part in a transaction: ends when that is committed; where the block raises, only its part is undone.

        Who is ``urgent`` goes before all who wait, and the transaction is committed with their block; where the last
        commit was only just now, with the first block that ends :data:`SPACING` after it.
        """
        async with self._door.passed(urgent=urgent):
            group, connection, raw = await self._joined()
            raw.execute("SAVEPOINT block")
            try:
                yield connection
                _check(raw)
            except BaseException:
                await self._undo(group, connection, raw)
                raise
            raw.execute("RELEASE block")
            group.members += 1
            group.urgent = group.urgent or urgent
            if self._alone or (group.urgent and time.monotonic() - self._committed >= SPACING):
                self._alone = max(0, self._alone - 1)
                await self._finish(group)
        await asyncio.shield(group.done)
        if group.fault is not None:
            raise OperationalError("COMMIT", None, group.fault)

    async def close(self) -> None:
        """Close the connection, once what is under way is committed."""
        async with self._door.passed():
            if self._group is not None:
                await self._finish(self._group)
            await self._leave()
        await close(self._engine)

    async def _joined(self) -> tuple[Group, AsyncConnection, sqlite3.Connection]:
        if self._connection is None:
            self._connection = await self._engine.connect()
        raw = _raw(self._connection)
        if self._group is None:
            try:
                await self._dialect.begin(raw)
            except sqlite3.Error as fault:
                raise OperationalError("BEGIN", None, fault) from fault
            self._group = Group()
            # Behind all who wait by now, before all who come later.
            task = asyncio.create_task(self._finish_in_turn(self._group))
            self._finishing.add(task)
            task.add_done_callback(self._finishing.discard)
        return self._group, self._connection, raw

    async def _undo(self, group: Group, connection: AsyncConnection, raw: sqlite3.Connection) -> None:
        # SQLAlchemy closes a connection on which a statement was cancelled.
        open_still = connection.sync_connection is not None and not connection.invalidated
        if open_still and raw.in_transaction and not connection.in_nested_transaction():
            raw.execute("ROLLBACK TO block")
            raw.execute("RELEASE block")
        else:
            group.fault = GroupLost("a block took the transaction of its group with it")
            await self._finish(group)

    async def _finish_in_turn(self, group: Group) -> None:
        async with self._door.passed():
            if self._group is group:
                await self._finish(group)

    async def _finish(self, group: Group) -> None:
        self._group = None
        try:
            if group.fault is None:
                await self._commit()
        except Exception as fault:  # noqa: BLE001 (whatever it was, every member is told)
            group.fault = fault
        except BaseException as fault:
            group.fault = fault
            raise
        finally:
            if group.fault is not None:
                self._alone = group.members
                await self._leave()
            self._committed = time.monotonic()
            group.done.set_result(None)

    async def _commit(self) -> None:
        assert self._connection is not None  # noqa: S101 (a group has one)
        if self._connection.in_transaction():
            await self._connection.commit()
        else:
            await self._dialect.commit(_raw(self._connection))

    async def _leave(self) -> None:
        """Close the connection, and with it what it has not committed; the next group opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.invalidate()
            await connection.close()
        await self._engine.dispose()


def _check(raw: sqlite3.Connection) -> None:
    """Make sure that the transaction is still there.

    A full disk, among others, makes SQLite roll back the whole of it (sqlite.org/lang_transaction.html, 4).
    """
    if not raw.in_transaction:
        raise OperationalError("RELEASE", None, GroupLost("the transaction was rolled back"))


def _raw(connection: AsyncConnection) -> sqlite3.Connection:
    assert connection.sync_connection is not None  # noqa: S101 (it was opened)
    return as_sqlite(connection.sync_connection.connection.dbapi_connection)
