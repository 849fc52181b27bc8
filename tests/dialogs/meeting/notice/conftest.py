"""A consultation to come, on SQLite, where what is tested does not touch the database's own ways."""

import pytest_asyncio

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from tests.dialogs.meeting.notice.scenes import Called, called


@pytest_asyncio.fixture
async def quick(sqlite_database: Database, cipher: Cipher) -> Called:
    """A consultation in five weeks."""
    return await called(sqlite_database, cipher)
