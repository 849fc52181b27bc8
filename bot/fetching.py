"""Fetches the files that a channel still holds, after the turn that promised to keep them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.database import Database
from dialogs.engine import files
from dialogs.engine.cipher import Cipher
from dialogs.engine.letters import DeliveryFault

log = structlog.get_logger(__name__)

PAUSE: Final = 2.0
"""Seconds between two looks for files to fetch."""


async def run_fetching(
    database: Database,
    cipher: Cipher,
    download: Callable[[str], Awaitable[bytes]],
    leads: Callable[[], bool] = lambda: True,
) -> None:
    """Fetch awaited files for as long as the process runs, while it is the one that ``leads``."""
    while True:
        try:
            if leads():
                await fetch_awaited(database, cipher, download)
        except (SQLAlchemyError, OSError):
            log.warning("fetching waits for the database")
        await asyncio.sleep(PAUSE)


async def fetch_awaited(database: Database, cipher: Cipher, download: Callable[[str], Awaitable[bytes]]) -> None:
    """Try each awaited file once; ``download`` raises a ``DeliveryFault`` for those that do not come."""
    async with database.reading() as connection:
        awaited = await files.awaiting(connection, cipher, datetime.now(UTC))
    for file in awaited:
        try:
            content = await download(file.remote)
        except DeliveryFault as fault:
            log.warning("file not fetched", file=file.id, attempt=file.attempts + 1, cause=str(fault))
            async with database.writing() as connection:
                await files.missed(connection, file, datetime.now(UTC))
            continue
        async with database.writing() as connection:
            await files.arrived(connection, cipher, file.id, content)
