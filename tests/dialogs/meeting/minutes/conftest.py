"""A consultation that has been held, on SQLite, where what is tested does not touch the database's own ways."""

import pytest_asyncio

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from tests.dialogs.meeting.minutes.scenes import Held, held


@pytest_asyncio.fixture
async def quick(sqlite_database: Database, cipher: Cipher) -> Held:
    """A consultation held last Thursday."""
    return await held(sqlite_database, cipher)
