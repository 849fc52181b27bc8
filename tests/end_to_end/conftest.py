"""What is started for a test alone: a browser, a demonstration, a company that plays consultations."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser

from tests.bot.web.browser import chromium
from tests.end_to_end.company import Company
from tests.end_to_end.process import Consultbot, free_port
from tests.end_to_end.troupe import acting


@pytest_asyncio.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Consultbot]:
    async with Consultbot(tmp_path, "demo", "--listen", f"127.0.0.1:{free_port()}") as bot:
        yield bot


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture
async def company(tmp_path: Path) -> AsyncIterator[Company]:
    async with acting(tmp_path) as company:
        yield company
