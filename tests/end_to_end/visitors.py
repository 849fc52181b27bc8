"""Somebody who takes part in a transcript through the web chat, over HTTP, and what their page shows."""

import asyncio
import re
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from aiohttp import ClientSession

from dialogs.engine.cards import Card
from tests import discretion
from tests.end_to_end.guests import HIDDEN, Guest
from tests.end_to_end.installation import Installation
from tests.transcripts import card_as_text

Message = dict[str, Any]
BUTTON = re.compile(r"\[(?:✓ )?(?P<label>.+)\]")


class Visitor(Guest):
    """A member whose chat is a browser's page."""

    def __init__(self, session: ClientSession, there: Installation, name: str) -> None:
        super().__init__(session, there.bot.url, name)
        self.there = there
        self.seen: dict[int, Message] = {}

    async def joins(self, token: str) -> None:
        """Come in by an invitation, with consent and name."""
        discretion.note(self.name)
        link = f"{self.root}/j/{token}"
        async with self.session.get(link, headers=self.headers) as response:
            fields = dict(HIDDEN.findall(await response.text()))
        headers = self.headers | {"Origin": self.root}
        async with self.session.post(link, data=fields, headers=headers, allow_redirects=False) as response:
            assert (response.status, response.headers["Location"]) == (303, "/"), await response.text()
        await self.there.settle()
        agreeing = [button["press"] for one in (await self.page())["messages"] for button in _buttons(one)]
        await self._press(next(press for press in agreeing if str(press).endswith("|agree")))
        await self.there.settle()
        await self.says(self.name)
        await self.there.settle()
        await self.news()

    async def acts(self, deed: str) -> None:
        """Type words, or press the latest button with a label."""
        if (found := BUTTON.fullmatch(deed)) is None:
            await self.says(deed.replace("⏎", "\n"))
        else:
            await self._press(await self._labelled(found["label"]))

    async def news(self) -> list[str]:
        """Give what came onto the page since it was looked at, or changed there."""
        now: dict[int, Message] = {one["number"]: one for one in (await self.page())["messages"]}
        before, self.seen = self.seen, now
        lines: list[str] = []
        for number, message in now.items():
            former = before.get(number)
            if message["kind"] == "card" and (former is None or former["card"] != message["card"]):
                edited = "" if former is None else "✎ "
                lines += f"{edited}{card_as_text(_card(message['card']))}".splitlines()
        return lines

    async def _posts(self, act: dict[str, object]) -> None:
        """Send it, as often as the site asks to wait a moment: nobody presses as fast as a test does."""
        headers = self.headers | {"X-CSRF-Token": self.csrf, "Origin": self.root}
        told = {"id": str(uuid4()), **act}
        while True:
            async with self.session.post(f"{self.root}/say", json=told, headers=headers) as response:
                if response.status != HTTPStatus.TOO_MANY_REQUESTS:
                    assert response.status == HTTPStatus.OK, await response.text()
                    return
                await asyncio.sleep(float(response.headers["Retry-After"]))

    async def _labelled(self, label: str) -> str:
        for message in reversed((await self.page())["messages"]):
            for button in _buttons(message):
                if button["label"] == label and button.get("press"):
                    return str(button["press"])
        raise AssertionError(f"no button {label!r} on the page of {self.name}:\n{list(self.seen.values())[-3:]}")

    async def _press(self, press: str) -> None:
        messages = (await self.page())["messages"]
        number = next(
            one["number"] for one in reversed(messages) if any(each["press"] == press for each in _buttons(one))
        )
        await self._posts({"kind": "pressed", "data": press, "message": number})


def _buttons(message: Message) -> list[dict[str, Any]]:
    if message["kind"] != "card" or message.get("spent"):
        return []
    return [button for row in message["card"]["buttons"] for button in row]


def _card(wire: dict[str, Any]) -> Card:
    """Give a card as it was before its files' rows, which are the server's alone, were taken out."""
    files = {name: {**wire[name], "file": 0} for name in ("document", "picture") if _has_file(wire.get(name))}
    return Card.model_validate({**wire, **files})


def _has_file(part: dict[str, Any] | None) -> bool:
    return part is not None and part.get("kind", "page") == "page"
