"""``GET /events``: what a page has not seen yet, as it comes (server-sent events, HTML Living Standard 9.2)."""

import asyncio
import json
from typing import Final

from aiohttp import web
from pydantic import JsonValue

from bot.web import sessions
from bot.web.courier import MENU
from bot.web.gate import Gate
from bot.web.transcript import Transcript
from bot.web.wire import on_wire

BATCH: Final = 20
HEARTBEAT_SECONDS: Final = 15.0
WRITE_SECONDS: Final = 30.0
"""A page that takes nothing for so long has gone; it asks again from where it was when it is back."""


class Stream:
    """One answer that stays open a page.

    Nothing is queued: each round reads from the table what lies above the last edition written, so a slow page gets
    the newest state of each message once, and holds one batch in memory.
    """

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._services = gate.services

    async def open(self, request: web.Request) -> web.StreamResponse:
        """Answer the request until the page, the session or the server goes."""
        session = await self._gate.member(request)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        )
        edition = _since(request)
        edition = edition if edition <= session.edition else 0
        bells = self._services.bells
        try:
            with bells.listen(session.address) as bell:
                await response.prepare(request)
                await _write(response, "retry: 2000\n\n")
                while not (bells.closing or bell.taken_down):
                    bell.clear()
                    after = await self._round(response, session.address, edition)
                    if after is None:
                        break
                    if after == edition:
                        await _rest(response, bell)
                    edition = after
        except (ConnectionError, TimeoutError):
            if request.transport is not None:
                request.transport.abort()
        return response

    async def _round(self, response: web.StreamResponse, address: str, edition: int) -> int | None:
        """Write what is new; give the last edition written, or none when the session has ended."""
        async with self._services.database.reading() as connection:
            session = await sessions.at(connection, address, self._services.clock())
            if session is None:
                await _write(response, "event: ended\ndata: {}\n\n")
                return None
            if session.edition == edition:
                return edition
            page = Transcript(connection, self._services.cipher, address)
            messages, last = await page.since(edition, BATCH)
        last = session.edition if last is None else last
        events = [(message.edition, "message", on_wire(message)) for message in messages]
        if session.sealed_menu and edition < session.menu_edition <= last:
            events.append((session.menu_edition, "menu", self._menu(session.sealed_menu, session.locale)))
        for number, name, value in sorted(events, key=lambda event: event[0]):
            await _write(response, _event(number, name, value))
        return last

    def _menu(self, sealed: bytes, locale: str) -> dict[str, JsonValue]:
        menu = MENU.validate_json(self._services.cipher.open(sealed))
        return {"commands": [list(entry) for entry in menu], "locale": locale}


async def _rest(response: web.StreamResponse, bell: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(HEARTBEAT_SECONDS):
            await bell.wait()
    except TimeoutError:
        await _write(response, "event: beat\ndata: {}\n\n")


async def _write(response: web.StreamResponse, text: str) -> None:
    async with asyncio.timeout(WRITE_SECONDS):
        await response.write(text.encode())


def _event(number: int, name: str, value: dict[str, JsonValue]) -> str:
    return f"id: {number}\nevent: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"


def _since(request: web.Request) -> int:
    given = request.headers.get("Last-Event-ID") or request.query.get("since", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 10 else 0
