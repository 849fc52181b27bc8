"""The database server's time, which all processes on it share, whatever the clocks of their machines show.

Claims and put-off letters are written down with a time by one process and read by another. Were each to go by its own
clock, one that is set wrong would take letters that are being delivered elsewhere, or leave them lying for an hour.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.database.access import Database

log = structlog.get_logger(__name__)

EVERY: Final = 60.0
"""Seconds after which the server is asked again; between, the monotonic clock counts on."""


class ServerClock:
    """Gives PostgreSQL's time, aware, once it has been :meth:`read`; ``monotonic`` is in seconds."""

    def __init__(self, database: Database, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._monotonic = monotonic
        self._read_at = monotonic()
        self._told = datetime.now(UTC)

    def __call__(self) -> datetime:
        """Give the time."""
        return self._told + timedelta(seconds=self._monotonic() - self._read_at)

    async def read(self) -> None:
        """Ask the server; raises what the database raises."""
        async with self._database.reading() as connection:
            told = await connection.scalar(select(func.clock_timestamp()))
        assert isinstance(told, datetime)  # noqa: S101 (timestamptz)
        self._told, self._read_at = told.astimezone(UTC), self._monotonic()

    async def keep(self) -> None:
        """Ask again and again, for as long as the process runs."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.read()
            except (SQLAlchemyError, OSError) as fault:
                log.warning("the server's clock was not read", cause=type(fault).__name__)
