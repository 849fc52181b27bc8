"""``GET /picture/<message>`` and ``GET /document/<message>``: only what hangs on the session's own messages."""

import asyncio
import re
from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot.web import texts
from bot.web.gate import Gate
from bot.web.refusals import Refusal
from bot.web.transcript import Payload, ShownCard, ShownFile, Transcript
from dialogs.engine.cards import Page, Picture

_KEPT: Final = {"Cache-Control": "private, max-age=86400, immutable", "Vary": "Cookie"}
"""Addresses carry the message's edition, so a changed picture has another address.

A browser's next session counts its messages from 1 again: by the cookie its pictures are told from the last one's.
"""

_INERT: Final = {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""Should a browser open a file of somebody's after all, nothing in it runs or loads."""

_MEDIA_TYPE: Final = re.compile(r"[a-z]+/[a-z0-9.+-]+")


class Attachments:
    """Gives out pictures, drawn when they are asked for, and files."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._services = gate.services
        self._drawing = asyncio.Lock()

    async def picture(self, request: web.Request) -> web.Response:
        """Answer with the picture of a card as PNG."""
        payload = await self._payload(request)
        if not isinstance(payload, ShownCard) or payload.card.picture is None:
            raise Refusal(404, texts.NOT_YOURS)
        png = await self._png(payload.card.picture, payload.locale)
        return web.Response(body=png, content_type="image/png", headers=_KEPT)

    async def _png(self, picture: Picture, locale: str) -> bytes:
        if isinstance(picture, Page):
            content = await self._services.fetch(picture.file)
            if content is None:
                raise Refusal(404, texts.NOT_YOURS)
            return content
        async with self._drawing:  # matplotlib draws for one at a time
            return await asyncio.to_thread(self._services.draw, picture, locale)

    async def document(self, request: web.Request) -> web.Response:
        """Answer with the file of a card, or with one that the person attached, to be saved under its name."""
        match await self._payload(request):
            case ShownCard(card=card) if card.document is not None:
                file, name, media_type = card.document.file, card.document.name, card.document.media_type
            case ShownFile(file=file, name=name, media_type=media_type):
                pass
            case _:
                raise Refusal(404, texts.NOT_YOURS)
        content = await self._services.fetch(file)
        if content is None:
            raise Refusal(404, texts.NOT_YOURS)
        known = _MEDIA_TYPE.fullmatch(media_type)
        return web.Response(
            body=content,
            content_type=media_type if known else "application/octet-stream",
            headers={**_KEPT, **_INERT, "Content-Disposition": disposition(name)},
        )

    async def _payload(self, request: web.Request) -> Payload:
        session = await self._gate.member(request)
        async with self._services.database.reading() as connection:
            page = Transcript(connection, self._services.cipher, session.address)
            message = await page.one(int(request.match_info["message"]))
        if message is None:
            raise Refusal(404, texts.NOT_YOURS)
        return message.payload


def disposition(name: str) -> str:
    """Write a ``Content-Disposition`` (RFC 6266) with the name as RFC 5987 has it, and an ASCII one beside it."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
