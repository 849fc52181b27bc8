"""The chat page, and what a person says on it."""

from typing import Final

from aiohttp import web
from pydantic import JsonValue

from bot.web import pages, texts
from bot.web.bodies import WORDS_SECONDS, arriving
from bot.web.courier import MENU
from bot.web.gate import Gate
from bot.web.refusals import Refusal
from bot.web.said import LONGEST, SentPress, content_of, own_words, read_act
from bot.web.sessions import Session, csrf_of
from bot.web.transcript import Payload, SessionOver, ShownWords, Transcript
from bot.web.wire import on_wire
from dialogs.engine.events import Content, Incoming

BODY_BYTES: Final = 64 * 1024


class Chat:
    """``GET /`` and ``POST /say``."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._services = gate.services

    async def show(self, request: web.Request) -> web.Response:
        """Answer ``GET /``: the conversation, or how to get in."""
        session = await self._gate.session(request)
        reader = self._gate.reader(request)
        if session is None:
            return web.Response(text=pages.welcome_page(reader), content_type="text/html")
        token = request.cookies[self._gate.cookies.session]
        page = pages.chat_page(reader, csrf_of(token), LONGEST, await self._begin_with(session))
        response = web.Response(text=page, content_type="text/html")
        self._gate.cookies.keep_session(response, token)
        return response

    async def say(self, request: web.Request) -> web.Response:
        """Answer ``POST /say``: 200 once the turn is committed, so a page may repeat whatever got no answer."""
        session = await self._gate.actor(request)
        async with arriving(WORDS_SECONDS):
            body = await _body(request)
        act = read_act(body)
        content = content_of(act)
        update = f"{session.address}:{act.id}"
        words = own_words(content)
        if words is not None:
            await self.show_own(session, update, ShownWords(text=words))
        message = str(act.message) if isinstance(act, SentPress) else None
        await self.take(request, session, update, content, message)
        return web.json_response({})

    async def show_own(self, session: Session, update: str, payload: Payload) -> Payload:
        """Put the person's own words or file on their pages, once an update; give what stands there."""
        async with self._services.database.writing() as connection:
            page = Transcript(connection, self._services.cipher, session.address)
            known = await page.of_update(update)
            if known is not None:
                return known.payload
            try:
                await page.add(payload, self._services.clock(), update)
            except SessionOver:
                raise Refusal(401, texts.NO_SESSION) from None
        self._services.bells.ring(session.address)
        return payload

    async def take(
        self, request: web.Request, session: Session, update: str, content: Content, message: str | None = None
    ) -> None:
        """Hand an update to the turns."""
        await self._services.take(
            Incoming(
                channel="web",
                bot="web",
                update=update,
                address=session.address,
                content=content,
                message=message,
                language=self._gate.locale(request),
            )
        )

    async def _begin_with(self, session: Session) -> dict[str, JsonValue]:
        cipher = self._services.cipher
        async with self._services.database.reading() as connection:
            messages = await Transcript(connection, cipher, session.address).last()
        menu = MENU.validate_json(cipher.open(session.sealed_menu)) if session.sealed_menu else ()
        return {
            "edition": max([session.edition, *(message.edition for message in messages)]),
            "messages": [on_wire(message) for message in messages],
            "menu": [list(entry) for entry in menu],
        }


async def _body(request: web.Request) -> bytes:
    if request.content_type != "application/json":
        raise Refusal(415, texts.UNREADABLE)
    body = await request.content.read(BODY_BYTES + 1)
    while len(body) <= BODY_BYTES and not request.content.at_eof():
        body += await request.content.read(BODY_BYTES + 1 - len(body))
    if len(body) > BODY_BYTES:
        raise Refusal(413, texts.too_long(LONGEST))
    return body
