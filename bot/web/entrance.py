"""Getting in by an invitation and out again. A GET consumes nothing: link previews open links, too."""

import re
import secrets
from typing import Final

from aiohttp import web

from bot.web import pages, sessions, texts
from bot.web.bodies import WORDS_SECONDS, arriving
from bot.web.gate import Gate
from bot.web.refusals import Refusal
from bot.web.services import Invitation
from bot.web.sessions import Session, csrf_of, new_token
from dialogs.engine.events import Command, Incoming

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_ONCE: Final = re.compile(r"[A-Za-z0-9_-]{16,32}", re.ASCII)


class Entrance:
    """``/j/<token>`` and ``/leave``."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._services = gate.services

    async def show(self, request: web.Request) -> web.Response:
        """Answer ``GET /j/<token>``: who invites as what, and a form to begin; 404 or 410 with the reason."""
        self._gate.pace_entrance(request)
        session = await self._gate.session(request)
        reader = self._gate.reader(request)
        invitation = await self._invitation(request)
        if invitation is None:
            return html(pages.plain_page(reader, texts.UNKNOWN_TITLE, texts.UNKNOWN), 404)
        if invitation.state != "open":
            sentence = texts.CLOSED[invitation.state]
            return html(pages.plain_page(reader, texts.CLOSED_TITLE, sentence, back=session is not None), 410)
        token = request.cookies.get(self._gate.cookies.session, "") if session else ""
        new = False
        if not token:
            token, new = self._gate.cookies.visitor(request)
        response = html(pages.join_page(reader, invitation, csrf_of(token), secrets.token_urlsafe(16)))
        if new:
            self._gate.cookies.keep_visitor(response, token)
        return response

    async def enter(self, request: web.Request) -> web.Response:
        """Answer ``POST /j/<token>``: begin a session where there is none, and hand ``/start token`` to the turns."""
        self._gate.pace_entrance(request)
        session = await self._gate.session(request)
        form = await form_of(request)
        self._gate.check_own(request, form.get("csrf", ""))
        invitation = await self._invitation(request)
        if invitation is None or invitation.state != "open":
            return await self.show(request)
        response = web.Response(status=303, headers={"Location": "/"})
        if session is None:
            session = await self.begin(request, response)
        await self._services.take(
            Incoming(
                channel="web",
                bot="web",
                update=self.update(session, form),
                address=session.address,
                content=Command(name="start", argument=request.match_info["token"]),
                language=self._gate.locale(request),
            )
        )
        return response

    async def leave(self, request: web.Request) -> web.Response:
        """Answer ``POST /leave``: end the session, here and in every open page of it."""
        session = await self._gate.session(request)
        form = await form_of(request)
        self._gate.check_own(request, form.get("csrf", ""))
        response = web.Response(status=303, headers={"Location": "/", "Clear-Site-Data": '"storage"'})
        if session is not None:
            async with self._services.database.writing() as connection:
                await sessions.end(connection, session.address, self._services.clock())
            self._services.bells.ring(session.address)
        self._gate.cookies.forget_session(response)
        return response

    async def _invitation(self, request: web.Request) -> Invitation | None:
        token = request.match_info["token"]
        return await self._services.describe(token) if _TOKEN.fullmatch(token) else None

    async def begin(self, request: web.Request, response: web.Response) -> Session:
        """Begin a browser's session; a :class:`Refusal` where too many are begun from one network address."""
        self._gate.pace_sessions(request)
        token = new_token()  # not the visitor's: a token from before the session must not open it
        locale = self._gate.locale(request)
        async with self._services.database.writing() as connection:
            session = await sessions.begin(connection, token, locale, self._services.clock())
        self._gate.cookies.keep_session(response, token)
        return session

    @staticmethod
    def update(session: Session, form: dict[str, str]) -> str:
        """Name the update that a page's form makes: the same again where it is sent again."""
        once = form.get("once", "")
        return f"{session.address}:{once if _ONCE.fullmatch(once) else secrets.token_urlsafe(16)}"


def html(page: str, status: int = 200) -> web.Response:
    """Answer with a page."""
    return web.Response(text=page, content_type="text/html", status=status)


async def form_of(request: web.Request) -> dict[str, str]:
    """Read a page's form; a :class:`Refusal` for anything else."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise Refusal(415, texts.UNREADABLE)
    try:
        async with arriving(WORDS_SECONDS):
            fields = await request.post()
    except (ValueError, LookupError) as fault:
        raise Refusal(400, texts.UNREADABLE) from fault
    return {name: value for name, value in fields.items() if isinstance(value, str)}
