"""Fetches the files that a channel still holds, after the turn that promised to keep them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.house import now
from bot.storage import Storage
from bot.uploads.inspection import Inspected, inspected
from dialogs.engine import files
from dialogs.engine.letters import DeliveryFault
from dialogs.engine.work import Work

log = structlog.get_logger(__name__)

PAUSE: Final = 2.0
"""Seconds between two looks for files to fetch."""


async def run_fetching(
    storage: Storage, download: Callable[[str], Awaitable[bytes]], leads: Callable[[], bool] = lambda: True
) -> None:
    """Fetch awaited files for as long as the process runs, while it is the one that ``leads``."""
    while True:
        try:
            if leads():
                await fetch_awaited(storage, download)
        except (SQLAlchemyError, OSError):
            log.warning("fetching waits for the database")
        await asyncio.sleep(PAUSE)


async def fetch_awaited(storage: Storage, download: Callable[[str], Awaitable[bytes]]) -> None:
    """Try each awaited file once; ``download`` raises a ``DeliveryFault`` for those that do not come.

    A file whose bytes are not what it claimed to be, or a damaged picture, is not kept, and its sender told.
    """
    async with storage.database.reading() as connection:
        awaited = await files.awaiting(connection, storage.cipher, now())
    for file in awaited:
        try:
            content = await download(file.remote)
        except DeliveryFault as fault:
            log.warning("file not fetched", file=file.id, attempt=file.attempts + 1, cause=str(fault))
            async with storage.database.writing() as connection:
                await files.missed(connection, file, now())
            continue
        await _keep(storage, file, await asyncio.to_thread(inspected, content))


async def _keep(storage: Storage, file: files.Awaited, found: Inspected | None) -> None:
    async with storage.database.writing() as connection:
        if found is not None and found.media_type == file.media_type:
            await files.arrived(connection, storage.cipher, file.id, found.content)
            return
        log.warning("file refused", file=file.id, claimed=file.media_type, found=found and found.media_type)
        work = Work(storage.house, connection, now(), "")
        await files.refuse(work, file)
        await work.flush()
