"""Statements of turns on asyncpg's own connection (:mod:`dialogs.engine.statements`)."""

from collections.abc import Sequence
from typing import Any

from asyncpg import InterfaceError, InternalClientError, PostgresError

from bot.database.outages import as_sqlalchemy_says


class AsyncpgStatements:
    """A :class:`~dialogs.engine.statements.Direct`.

    SQLAlchemy begins a transaction with the first statement that it executes; until then this is not ready.
    """

    def __init__(self, connection: Any) -> None:  # asyncpg ships no types
        self._connection = connection

    def is_ready(self) -> bool:
        """Whether a transaction has begun."""
        return bool(self._connection.is_in_transaction())

    async def run(self, statement: str, values: Sequence[object]) -> Sequence[Sequence[object]]:
        """Execute; asyncpg keeps the statement prepared."""
        try:
            rows: Sequence[Sequence[object]] = await self._connection.fetch(statement, *values)
        except (InterfaceError, InternalClientError, PostgresError) as fault:
            raise as_sqlalchemy_says(statement, fault, lost=self._connection.is_closed()) from fault
        return rows
