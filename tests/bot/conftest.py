"""What tests of several rooms share: the tests' own Telegram with a bot that talks to it, and an empty database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database.access import Database
from bot.telegram.bot import TelegramBot, introduced, telegram_bot
from tests.postgresql import PostgreSQL
from tests.telegram import BotApiServer


@pytest_asyncio.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running


@pytest_asyncio.fixture
async def bot(server: BotApiServer) -> AsyncIterator[TelegramBot]:
    made = telegram_bot(server.token, server.url)
    await introduced(made)
    yield made
    await made.shutdown()


@pytest_asyncio.fixture(params=["sqlite", "postgresql"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A database in which nothing is; for SQLite not even the file."""
    url = f"sqlite+aiosqlite:///{tmp_path}/second.db"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        assert isinstance(server, PostgreSQL)
        url = server.url(server.create()).render_as_string(hide_password=False)
    found = Database(url)
    yield found
    await found.close()
