"""The web room of a meeting: its link says what it is and what is kept; only the POST comes in, without an account.

After the end the same link leads those who took part back to their page, in the browser they came with; and a
participant's own link leads to the minutes (:mod:`dialogs.meeting.minutes.entering`).
"""

import re
import secrets
from typing import Final

from aiohttp import web

from bot.web import pages, texts
from bot.web.entrance import Entrance, form_of, html
from bot.web.gate import Gate
from bot.web.services import MeetingRoom
from bot.web.sessions import Session, csrf_of
from dialogs.engine.events import Command, Incoming, clean
from dialogs.meeting.live.attending import LONGEST_NAME
from dialogs.meeting.terms import StakeholderKind

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


class Room:
    """``/m/<token>``."""

    def __init__(self, gate: Gate, entrance: Entrance) -> None:
        self._gate = gate
        self._entrance = entrance
        self._services = gate.services

    async def show(self, request: web.Request) -> web.Response:
        """Answer ``GET /m/<token>``: which meeting, what is kept, and who comes in; 410 when it is over.

        Whoever took part is led on to their own page (303).
        """
        session = await self._gate.session(request)
        reader = self._gate.reader(request)
        room = await self._room(request)
        if room is None:
            return html(
                pages.plain_page(reader, texts.UNKNOWN_TITLE, texts.ROOM_UNKNOWN, back=session is not None), 410
            )
        if room.over:
            return await self._after_the_end(request, session)
        token = request.cookies.get(self._gate.cookies.session, "") if session else ""
        new = False
        if not token:
            token, new = self._gate.cookies.visitor(request)
        known = session is not None and await self._services.is_person(session.address)
        response = html(pages.room_page(reader, room, csrf_of(token), secrets.token_urlsafe(16), known=known))
        if new:
            self._gate.cookies.keep_visitor(response, token)
        return response

    async def enter(self, request: web.Request) -> web.Response:
        """Answer ``POST /m/<token>``: begin a session where there is none, and let the turns take the seat."""
        session = await self._gate.session(request)
        form = await form_of(request)
        self._gate.check_own(request, form.get("csrf", ""))
        room = await self._room(request)
        known = session is not None and await self._services.is_person(session.address)
        name, kind = " ".join(clean(form.get("name", "")).split())[:LONGEST_NAME], form.get("kind", "")
        invited = known or (room is not None and room.name is not None)
        if room is None or room.over or not (invited or (name and kind in set(StakeholderKind))):
            return await self.show(request)
        response = web.Response(status=303, headers={"Location": "/"})
        if session is None:
            session = await self._entrance.begin(request, response)
        who = "" if invited else f" {kind} {name}"
        await self._services.take(
            Incoming(
                channel="web",
                bot="web",
                update=self._entrance.update(session, form),
                address=session.address,
                content=Command(name="start", argument=f"{request.match_info['token']}{who}"),
                language=self._gate.locale(request),
            )
        )
        return response

    async def _after_the_end(self, request: web.Request, session: Session | None) -> web.Response:
        """Lead whoever took part back to their page; to everybody else the link says no more than that it is over."""
        token = request.match_info["token"]
        if session is not None and await self._services.took_part(token, session.address):
            return web.Response(status=303, headers={"Location": "/"})
        reader = self._gate.reader(request)
        page = pages.plain_page(reader, texts.ROOM_OVER_TITLE, texts.ROOM_OVER, back=session is not None)
        return html(page, 410)

    async def _room(self, request: web.Request) -> MeetingRoom | None:
        """Find the room of a link; who holds none is let try another one only so often.

        Those who hold one are not: three hundred of them may come in within a minute from behind one hall's address.
        """
        token = request.match_info["token"]
        room = await self._services.describe_room(token) if _TOKEN.fullmatch(token) else None
        if room is None:
            self._gate.pace_entrance(request)
        return room
