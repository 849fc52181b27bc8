"""The webhook (Bot API, setWebhook): 200 only after the commit, so that Telegram repeats what was not kept."""

import asyncio
import hmac
import math
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from pydantic_core import to_json
from telegram import Bot

from bot.telegram.answering import parameters
from bot.telegram.intake import Intake, tell_not_committed
from bot.telegram.plain_json import read_json
from bot.telegram.pressing import is_in_group, query_of
from bot.telegram.updates import ALLOWED
from dialogs.engine.notices import Answer

log = structlog.get_logger(__name__)

PATH: Final = "/telegram"
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)
LARGEST_BODY: Final = 1024 * 1024
ARRIVING: Final = 20.0
"""Seconds in which a body must have come."""

LARGEST_NUMBER: Final = 2**63 - 1
"""An update's number beyond this is none, and would not fit where it is noted."""

PATIENCE: Final = 0.5
"""Seconds after which a press is answered although its turn is still at work, so that the button stops turning."""

TOLD_EVERY: Final = 60.0
"""Seconds between two lines about calls with a wrong secret, which anybody can make."""

MOST_CONNECTIONS: Final = 40
"""Updates that Telegram sends at once, each of another chat."""


class Refused:
    """Calls with a wrong secret: ``count`` is told of each, the log of their number, at most once a minute."""

    def __init__(self, count: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._clock = clock
        self._untold = 0
        self._told_at = -math.inf

    def note(self) -> None:
        """Note one call."""
        self._count()
        self._untold += 1
        if self._clock() - self._told_at >= TOLD_EVERY:
            log.warning("webhook called with a wrong secret", calls=self._untold)
            self._untold, self._told_at = 0, self._clock()


class Webhook:
    """Answers ``POST /telegram``: ``app.router.add_post(PATH, Webhook(intake, secret).handle)``.

    401 for a wrong secret, told before the body is read; 408 for a body that does not come; 413 over 1 MB; 400 for
    what is no update; 503 when nothing was committed, upon which Telegram sends the update again.
    """

    def __init__(self, intake: Intake, secret: str, refused: Callable[[], None] = lambda: None) -> None:
        self._intake = intake
        self._secret = secret.encode()
        self._refused = Refused(refused)

    async def handle(self, request: web.Request) -> web.Response:
        """Take one update."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            self._refused.note()
            return _answer(401)
        try:
            async with asyncio.timeout(ARRIVING):
                body = await _read(request)
        except (TimeoutError, ConnectionError) as fault:
            log.warning("webhook called with a body that did not come", cause=type(fault).__name__)
            return _answer(408)
        if body is None:
            log.warning("webhook called with too large a body")
            return _answer(413)
        update = _parsed(body)
        if update is None:
            log.warning("webhook called with no update", bytes=len(body))
            return _answer(400)
        return await self._take(update)

    async def _take(self, update: dict[str, object]) -> web.Response:
        late = asyncio.get_running_loop().call_later(PATIENCE, self._intake.answer_at_once, update)
        try:
            said = await self._intake.take(self._intake.read(update))
        except Exception as fault:  # noqa: BLE001 (whatever was raised, nothing was committed)
            tell_not_committed(fault)
            return _answer(503)
        else:
            answered = late.when() <= asyncio.get_running_loop().time() and not is_in_group(update)
            return _answer(200) if answered else _acknowledged(update, said)
        finally:
            late.cancel()


def _acknowledged(update: dict[str, object], said: Answer | None) -> web.Response:
    """Answer a press together with its update, which saves a call (Bot API, "Making requests when getting updates")."""
    query = query_of(update)
    if query is None:
        return _answer(200)
    answer = {"method": "answerCallbackQuery", "callback_query_id": query, **parameters(said)}
    return web.Response(body=to_json(answer), content_type="application/json")


def webhook_address(address: str) -> str:
    """Give the whole address of the webhook: one without a path gets ours."""
    return address if urlsplit(address).path.strip("/") else f"{address.rstrip('/')}{PATH}"


async def set_webhook(bot: Bot, address: str, secret: str) -> None:
    """Tell Telegram where the webhook is; see :func:`webhook_address`. Raises PTB's ``TelegramError``."""
    await bot.set_webhook(
        webhook_address(address),
        secret_token=secret,
        allowed_updates=list(ALLOWED),
        max_connections=MOST_CONNECTIONS,
    )


def _answer(status: int) -> web.Response:
    response = web.Response(status=status)
    if status in {401, 408, 413}:
        response.force_close()
    return response


async def _read(request: web.Request) -> bytes | None:
    """Read the body, or give up as soon as it is known to be too large."""
    told = request.content_length
    if told is not None:
        return await request.read() if told <= LARGEST_BODY else None
    body = bytearray()
    async for piece in request.content.iter_any():
        body += piece
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _parsed(body: bytes) -> dict[str, object] | None:
    try:
        update = read_json(body)
    except ValueError:
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    if not isinstance(update, dict) or not isinstance(number, int) or abs(number) > LARGEST_NUMBER:
        return None
    return update
