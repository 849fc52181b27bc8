"""Puts a backup's rows into their tables."""

from typing import Any, Final

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

ROWS: Final = 500
BYTES: Final = 8 * 1024 * 1024


class Filling:
    """Inserts rows a batch at a time: at most ``ROWS``, or as many as have about ``BYTES`` of sealed values."""

    def __init__(self, connection: AsyncConnection, tables: dict[str, Table]) -> None:
        self._connection = connection
        self._tables = tables
        self._name = ""
        self._rows: list[dict[str, Any]] = []
        self._size = 0

    async def add(self, name: str, row: dict[str, Any]) -> None:
        """Take a row of a table."""
        if name != self._name or len(self._rows) >= ROWS or self._size >= BYTES:
            await self.flush()
        self._name = name
        self._rows.append(row)
        self._size += sum(len(value) for value in row.values() if isinstance(value, bytes))

    async def flush(self) -> None:
        """Insert what has been taken; raises ``ValueError`` for a table that is not there."""
        if self._rows:
            if self._name not in self._tables:
                raise ValueError("a table that its revision does not have")
            await self._connection.execute(insert(self._tables[self._name]), self._rows)
        self._rows, self._size = [], 0
