"""Statements of turns on SQLite's own connection (:mod:`dialogs.engine.statements`)."""

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy.exc import DBAPIError


class InlineStatements:
    """Executes the statements of turns (:class:`~dialogs.engine.statements.Direct`): each by a key, so none is slow."""

    driver: Final = "sqlite3"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def is_ready(self) -> bool:
        """Whether a transaction has begun."""
        return self._connection.in_transaction

    async def run(self, statement: str, values: Sequence[Any]) -> Sequence[Sequence[object]]:
        """Execute, here."""
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as fault:
            raise _as_sqlalchemy_says(statement, fault) from fault


def _as_sqlalchemy_says(statement: str, fault: sqlite3.Error) -> BaseException:
    return DBAPIError.instance(statement, None, fault, sqlite3.Error)
