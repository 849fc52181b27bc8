"""How a request's body arrives: in its time, or whoever only holds a connection open is sent away; and whole."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web

from bot.web import texts
from bot.web.refusals import Refusal

WORDS_SECONDS: Final = 20.0
FILE_SECONDS: Final = 300.0
"""20 MB at 70 kB/s: a bad line, no worse."""


@asynccontextmanager
async def arriving(seconds: float) -> AsyncIterator[None]:
    """Read a body within the block; refuses with 408 when it has not come in time, 400 when it does not unpack."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise Refusal(408, texts.TOO_SLOW) from None
    except web.RequestPayloadError:
        raise Refusal(400, texts.UNREADABLE) from None
