"""Statements of turns on asyncpg's own connection (:mod:`dialogs.engine.statements`)."""

from collections.abc import Sequence
from typing import Any, Final

from asyncpg import InterfaceError, InternalClientError, PostgresError
from sqlalchemy import Connection
from sqlalchemy.util.concurrency import await_

from bot.database.outages import as_sqlalchemy_says

FAULTS: Final = (InterfaceError, InternalClientError, PostgresError)


def begin(connection: Connection) -> None:
    """Begin a transaction on the driver's connection, as a listener for SQLAlchemy's ``begin``.

    By itself SQLAlchemy does with the first statement that it executes, and those of turns are given to the driver.
    """
    driver: Any = connection.connection.driver_connection
    adapted: Any = connection.connection.dbapi_connection
    try:
        transaction = driver.transaction(
            isolation=adapted.isolation_level, readonly=adapted.readonly, deferrable=adapted.deferrable
        )
        await_(transaction.start())
    except BaseException as fault:
        # The server may have begun it all the same: were the connection used again, what came next would be a savepoint
        # in it, and its locks would never end.
        connection.invalidate(fault)
        if isinstance(fault, FAULTS):
            raise as_sqlalchemy_says("BEGIN", fault, lost=True) from fault
        raise
    adapted._transaction = transaction  # noqa: SLF001 (SQLAlchemy's adapter, which ends it)


class AsyncpgStatements:
    """A :class:`~dialogs.engine.statements.Direct`."""

    driver: Final = "asyncpg"

    def __init__(self, connection: Any) -> None:  # asyncpg ships no types
        self._connection = connection

    def is_ready(self) -> bool:
        """Whether a transaction has begun."""
        return bool(self._connection.is_in_transaction())

    async def run(self, statement: str, values: Sequence[object]) -> Sequence[Sequence[object]]:
        """Execute; asyncpg keeps the statement prepared."""
        try:
            rows: Sequence[Sequence[object]] = await self._connection.fetch(statement, *values)
        except FAULTS as fault:
            raise as_sqlalchemy_says(statement, fault, lost=self._connection.is_closed()) from fault
        return rows
