"""The page behind the QR code on minutes: the way to the record in one's own chat, the same for every number."""

import secrets
from typing import Final

from aiohttp import web

from bot.web import pages
from bot.web.entrance import Entrance, form_of, html
from bot.web.gate import Gate
from bot.web.sessions import csrf_of
from dialogs.engine.events import Command, Incoming
from dialogs.engine.house import telegram_link
from dialogs.meeting.record_link import token_of

ROUTE: Final = r"/c/{number:[1-9][0-9]{0,17}}"


class Record:
    """``/c/<number>``."""

    def __init__(self, gate: Gate, entrance: Entrance) -> None:
        self._gate = gate
        self._entrance = entrance
        self._services = gate.services

    async def show(self, request: web.Request) -> web.Response:
        """Answer ``GET /c/<number>``: a button for whoever is signed in, and how to get in for everybody else."""
        self._gate.pace_entrance(request)
        session = await self._gate.session(request)
        reader = self._gate.reader(request)
        elsewhere = telegram_link(self._services.bot_username, token_of(int(request.match_info["number"])))
        own = None
        if session is not None:
            own = (csrf_of(request.cookies.get(self._gate.cookies.session, "")), secrets.token_urlsafe(16))
        return html(pages.record_page(reader, elsewhere, own))

    async def enter(self, request: web.Request) -> web.Response:
        """Answer ``POST /c/<number>``: let the turns open the record in this browser's conversation."""
        self._gate.pace_entrance(request)
        session = await self._gate.session(request)
        form = await form_of(request)
        self._gate.check_own(request, form.get("csrf", ""))
        if session is None:
            return await self.show(request)
        await self._services.take(
            Incoming(
                channel="web",
                bot="web",
                update=self._entrance.update(session, form),
                address=session.address,
                content=Command(name="start", argument=token_of(int(request.match_info["number"]))),
                language=self._gate.locale(request),
            )
        )
        return web.Response(status=303, headers={"Location": "/"})
