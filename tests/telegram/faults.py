"""Faults on request: what a network and a busy Telegram do to a call."""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

from tests.telegram.refusals import Refusal, too_many

Fault = int | Literal["garbage", "nothing", "timeout", "lost"]
"""An HTTP code; ``garbage``: 200 with no JSON; ``nothing``: the connection drops before anything is done;
``timeout``: no answer until the caller gives up; ``lost``: it is done, but the answer never arrives."""


@dataclass
class Script:
    """One fault for the next ``times`` calls of a method."""

    fault: Fault
    times: int
    retry_after: int
    description: str


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


async def answered(script: Script, request: web.Request) -> web.Response:
    """Answer a call with its fault; ``lost`` is dealt with by the caller before it comes here."""
    match script.fault:
        case 429:
            refusal = too_many(script.retry_after)
            return web.json_response(refusal.body(), status=429)
        case "garbage":
            return web.Response(text="<html><body>It works!</body></html>", content_type="text/html")
        case "nothing" | "lost":
            return drop(request)
        case "timeout":
            await asyncio.sleep(3600)
            return drop(request)
        case int(code) if code >= 500 and not script.description:
            return web.Response(status=code, text=f"<html><h1>{code}</h1></html>", content_type="text/html")
        case int(code):
            refusal = Refusal(code, script.description or WORDS.get(code, "Bad Request: scripted"))
            return web.json_response(refusal.body(), status=code)


def drop(request: web.Request) -> web.Response:
    """Close the connection without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
