"""Guests in the web room of a meeting, over HTTP as a browser speaks it: the link's page, its form, then presses."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import ClientSession, CookieJar

from tests import discretion

DATA = re.compile(r'<script type="application/json" id="page">(.*?)</script>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
CSRF = re.compile(r'<meta name="csrf" content="([^"]+)">')


@dataclass
class Guest:
    """One browser without an account."""

    session: ClientSession
    root: str
    name: str
    csrf: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"Accept-Language": "zh-CN"})

    async def comes_in(self, link: str, kind: str) -> None:
        """Look at the link's page, twice since that uses nothing up, and come in by its form."""
        discretion.note(self.name)
        for _look in range(2):
            async with self.session.get(link, headers=self.headers) as response:
                assert response.status == 200
                fields = dict(HIDDEN.findall(await response.text()))
        form = fields | {"kind": kind, "name": self.name}
        headers = self.headers | {"Origin": self.root}
        async with self.session.post(link, data=form, headers=headers, allow_redirects=False) as response:
            assert (response.status, response.headers["Location"]) == (303, "/"), await response.text()
        await self.page()

    async def page(self) -> dict[str, Any]:
        """Load the page; gives what its script begins with."""
        async with self.session.get(f"{self.root}/", headers=self.headers) as response:
            text = await response.text()
        found, csrf = DATA.search(text), CSRF.search(text)
        assert found is not None, text
        assert csrf is not None
        self.csrf = csrf[1]
        page: dict[str, Any] = json.loads(found[1])
        return page

    async def board(self) -> dict[str, Any]:
        """Give the message that is the board."""
        boards = [message for message in (await self.page())["messages"] if message.get("pinned")]
        assert boards, f"{self.name} sees no board"
        return dict(boards[-1])

    async def reads(self) -> str:
        """Give the words on the board."""
        blocks = (await self.board())["card"]["blocks"]
        return "\n".join(line for block in blocks for line in (block.get("text") or "", *block.get("lines", ())))

    async def presses(self, label: str) -> None:
        """Press a button of the board."""
        board = await self.board()
        buttons = [button for row in board["card"]["buttons"] for button in row if button["label"] == label]
        assert len(buttons) == 1, f"{label!r} is not on {board['card']['buttons']}"
        await self._posts({"kind": "pressed", "data": buttons[0]["press"], "message": board["number"]})

    async def says(self, words: str) -> None:
        """Type something."""
        discretion.note(words)
        await self._posts({"kind": "typed", "text": words})

    async def _posts(self, act: dict[str, object]) -> None:
        headers = self.headers | {"X-CSRF-Token": self.csrf, "Origin": self.root}
        async with self.session.post(f"{self.root}/say", json={"id": str(uuid4()), **act}, headers=headers) as response:
            assert response.status == 200, await response.text()


@asynccontextmanager
async def browsing(root: str, *names: str) -> AsyncIterator[list[Guest]]:
    """Open a browser for each."""
    sessions = [ClientSession(cookie_jar=CookieJar(unsafe=True)) for _name in names]
    try:
        yield [Guest(session, root, name) for session, name in zip(sessions, names, strict=True)]
    finally:
        for session in sessions:
            await session.close()
