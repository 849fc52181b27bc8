"""Faults on request: what a network and a busy Telegram do to a call."""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

from tests.telegram.refusals import Refusal, too_many

Fault = int | Literal["garbage", "portal", "nothing", "timeout", "lost"]
"""An HTTP code; ``garbage``: 200 with no JSON; ``portal``: a
proxy's own 403; ``nothing``: the connection drops before anything is done;
``timeout``: no answer until the caller gives up; ``lost``: it is done, but the answer never arrives."""


@dataclass
class Script:
    """One fault for the next ``times`` calls of a method."""

    fault: Fault
    times: int
    retry_after: int
    description: str
    migrate_to: int | None = None


@dataclass
class Faults:
    """The faults in store, method by method."""

    scripts: dict[str, list[Script]] = field(default_factory=dict)

    def take(self, method: str) -> Script | None:
        """Give the fault for this call, if one is due."""
        for script in self.scripts.get(method, []):
            if script.times > 0:
                script.times -= 1
                return script
        return None


WORDS = {401: "Unauthorized", 403: "Forbidden: bot was blocked by the user", 404: "Not Found"}

PAGES: dict[Fault, tuple[int, str]] = {
    "garbage": (200, "<html>It works!</html>"),
    "portal": (403, "<html>Forbidden by policy</html>"),
    **{code: (code, f"<html>{code}</html>") for code in (500, 502, 503, 504)},
}


async def answered(script: Script, request: web.Request) -> web.Response:
    """Answer a call with its fault; ``lost`` is dealt with by the caller before it comes here."""
    if script.fault == "timeout":
        await asyncio.sleep(3600)
    if script.fault in PAGES and not script.description:
        status, text = PAGES[script.fault]
        return web.Response(status=status, text=text, content_type="text/html")
    if isinstance(script.fault, int):
        return _refused(script, script.fault)
    return drop(request)


def _refused(script: Script, code: int) -> web.Response:
    if code == 429:
        return web.json_response(too_many(script.retry_after).body(), status=429)
    refusal = Refusal(code, script.description or WORDS.get(code, "Bad Request: scripted"))
    moved = {"parameters": {"migrate_to_chat_id": script.migrate_to}} if script.migrate_to else {}
    return web.json_response(refusal.body() | moved, status=code)


def drop(request: web.Request) -> web.Response:
    """Close the connection without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
