"""What every request passes: whose it is, in which language, how often, and what is said when it is refused."""

import time
from collections.abc import Awaitable, Callable
from math import ceil
from typing import Final

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.limits import Limiter
from bot.web import sessions, texts
from bot.web.pages import plain_page
from bot.web.refusals import Refusal
from bot.web.security import CSRF_HEADER, Cookies, client_address, is_own_csrf, is_own_origin
from bot.web.services import WebServices
from bot.web.sessions import TOUCH_AFTER, Session
from dialogs.engine.text import Message, Reader

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_Answer = Callable[[Reader, Refusal], web.Response]

LEFT: Final = 499
"""As nginx notes a browser that has gone before it was answered; HTTP itself has no status for it."""

_LOCALE: Final = web.RequestKey("locale", str)
_log = structlog.get_logger(__name__)


class Gate:
    """Wraps the handlers of one application."""

    def __init__(self, services: WebServices) -> None:
        self.services = services
        self.cookies = Cookies(secure=services.secure)
        self._requests = Limiter(services.limits.requests)
        self._entrance = Limiter(services.limits.entrance)
        self._sessions = Limiter(services.limits.sessions)
        self._acts = Limiter(services.limits.acts)
        self._uploads = Limiter(services.limits.uploads)

    def page(self, handler: Handler) -> Handler:
        """Wrap a handler whose refusals are pages."""
        return self._wrapped(handler, _refusal_page)

    def data(self, handler: Handler) -> Handler:
        """Wrap a handler whose refusals are ``{"error": sentence}``."""
        return self._wrapped(handler, _refusal_data)

    def reader(self, request: web.Request) -> Reader:
        """Give the reader of the session's language, or of the browser's while there is no session."""
        return self.services.readers(self.locale(request))

    def locale(self, request: web.Request) -> str:
        """Give the locale that :meth:`reader` reads."""
        known = request.get(_LOCALE)
        return known or _accepted(request.headers.get("Accept-Language", ""), self.services.locales)

    async def session(self, request: web.Request) -> Session | None:
        """Find the browser's session; a visit after an hour's silence is written down."""
        token = request.cookies.get(self.cookies.session)
        if not token:
            return None
        now = self.services.clock()
        async with self.services.database.reading() as connection:
            session = await sessions.of_token(connection, token, now)
        if session is None:
            return None
        request[_LOCALE] = session.locale
        if now - session.seen_at > TOUCH_AFTER:
            async with self.services.database.writing() as connection:
                await sessions.touch(connection, session.address, now)
        return session

    async def member(self, request: web.Request) -> Session:
        """Find the browser's session, or refuse with 401."""
        session = await self.session(request)
        if session is None:
            raise Refusal(401, texts.NO_SESSION)
        return session

    async def actor(self, request: web.Request, *, uploads: bool = False) -> Session:
        """Find the session of a page that does something: its origin, CSRF header and pace are checked."""
        session = await self.member(request)
        self.check_own(request, request.headers.get(CSRF_HEADER, ""))
        _pace(self._uploads if uploads else self._acts, session.address)
        return session

    def check_own(self, request: web.Request, csrf: str) -> None:
        """Refuse what does not come from one of our own pages."""
        own = is_own_origin(request, self.services.public_url) and is_own_csrf(csrf, self.cookies.tokens(request))
        if not own:
            raise Refusal(403, texts.FORGED)

    def pace_entrance(self, request: web.Request) -> None:
        """Refuse a network address that tries tokens."""
        _pace(self._entrance, self._remote(request))

    def pace_sessions(self, request: web.Request) -> None:
        """Refuse a network address from which ever more browsers come in."""
        _pace(self._sessions, self._remote(request))

    def _remote(self, request: web.Request) -> str:
        # A proxy may add a line of its own below the client's instead of an address to it (RFC 9110, 5.3).
        forwarded = ",".join(request.headers.getall("X-Forwarded-For", ()))
        return client_address(request.remote or "", forwarded, proxied=self.services.proxied)

    def _wrapped(self, handler: Handler, refused: _Answer) -> Handler:
        async def answer(request: web.Request) -> web.StreamResponse:
            began = time.monotonic()
            response = await self._answered(request, handler, refused)
            _log.info(
                "web",
                method=request.method,
                route=request.match_info.route.resource and request.match_info.route.resource.canonical,
                status=response.status,
                milliseconds=round((time.monotonic() - began) * 1000),
            )
            return response

        return answer

    async def _answered(self, request: web.Request, handler: Handler, refused: _Answer) -> web.StreamResponse:
        try:
            _pace(self._requests, self._remote(request))
            return await handler(request)
        except Refusal as refusal:
            return refused(self.reader(request), refusal)
        except web.HTTPException as fault:
            return refused(self.reader(request), Refusal(fault.status, _sentence(fault.status)))
        except SQLAlchemyError as fault:
            _log.warning("web_database_failed", cause=type(fault).__name__)
            return refused(self.reader(request), Refusal(503, texts.TROUBLE, retry=2))
        except ConnectionError:
            return web.Response(status=LEFT)  # nobody reads it; raised, aiohttp would log the network address
        except Exception:  # noqa: BLE001 - whatever it is, the person gets a sentence and the log the cause
            _log.exception("web_request_failed")
            return refused(self.reader(request), Refusal(500, texts.TROUBLE, retry=5))


def _pace(limiter: Limiter, key: str) -> None:
    wait = limiter.take(key)
    if wait:
        raise Refusal(429, texts.TOO_OFTEN, retry=ceil(wait))


def _sentence(status: int) -> Message:
    return {404: texts.NOT_FOUND, 405: texts.NOT_FOUND}.get(status, texts.UNREADABLE)


def _refusal_page(reader: Reader, refusal: Refusal) -> web.Response:
    page = plain_page(reader, texts.FAULT_TITLE, refusal.sentence, back=True)
    return web.Response(text=page, content_type="text/html", status=refusal.status, headers=_retry_header(refusal))


def _refusal_data(reader: Reader, refusal: Refusal) -> web.Response:
    said = {"error": reader.say(refusal.sentence)}
    return web.json_response(said, status=refusal.status, headers=_retry_header(refusal))


def _retry_header(refusal: Refusal) -> dict[str, str]:
    return {} if refusal.retry is None else {"Retry-After": str(refusal.retry)}


def _accepted(header: str, locales: tuple[str, ...]) -> str:
    for tag in _by_preference(header):
        language = tag.partition("-")[0].lower()
        for locale in locales:
            if locale.replace("_", "-").lower() == tag.lower():
                return locale
        for locale in locales:
            if locale.partition("_")[0] == language:
                return locale
    return locales[0]


def _by_preference(header: str) -> list[str]:
    weighed: list[tuple[float, str]] = []
    for part in header[:500].split(","):
        tag, _, quality = part.partition(";")
        figure = quality.strip().removeprefix("q=")
        try:
            weighed.append((float(figure) if figure else 1.0, tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]
