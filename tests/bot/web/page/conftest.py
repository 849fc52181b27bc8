"""A phone and a desk, each with the chat page open in a real browser."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser

from tests.bot.web.browser import DESKTOP, PHONE, Window, chromium, window
from tests.bot.web.conftest import Site
from tests.bot.web.page.joined import join


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture
async def phone(browser: Browser, site: Site) -> AsyncIterator[Window]:
    async with window(browser, **PHONE) as opened:
        await join(opened.page, site)
        yield opened


@pytest_asyncio.fixture
async def desk(browser: Browser, site: Site) -> AsyncIterator[Window]:
    async with window(browser, **DESKTOP) as opened:
        await join(opened.page, site)
        yield opened
