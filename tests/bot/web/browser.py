"""A real browser for the tests that need one: the system's Chromium, which asks no other host for anything."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Request, async_playwright, expect

EXECUTABLE = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: dict[str, Any] = {  # Playwright's own keyword arguments
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
}
DESKTOP: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 900},
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
}

PATIENCE = 20_000
"""Milliseconds: a busy machine's browser is slow, not wrong."""
expect.set_options(timeout=PATIENCE)

needs_chromium = pytest.mark.skipif(EXECUTABLE is None, reason="no Chromium on the PATH (Debian: apt install chromium)")


@dataclass
class Window:
    """A page, what went wrong on it, and which hosts it asked."""

    page: Page
    faults: list[str] = field(default_factory=list)
    hosts: set[str | None] = field(default_factory=set)

    def watch(self) -> None:
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).hostname)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start the browser for as long as the block runs."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=EXECUTABLE, args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def window(browser: Browser, **device: Any) -> AsyncIterator[Window]:
    """Open a window of a device of its own; nothing may have gone wrong in it by the end."""
    context: BrowserContext = await browser.new_context(**device)
    context.set_default_timeout(PATIENCE)
    opened = Window(await context.new_page())
    opened.watch()
    yield opened
    await context.close()
    assert opened.faults == []
    assert opened.hosts <= {"127.0.0.1"}
