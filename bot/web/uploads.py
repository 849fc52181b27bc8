"""``POST /upload``: one file at a time, read in pieces, told by its bytes, kept, and handed to the turns."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError
from pydantic import TypeAdapter, ValidationError

from bot.uploads.inspection import inspected
from bot.web import texts
from bot.web.bodies import FILE_SECONDS, arriving
from bot.web.chat import Chat
from bot.web.gate import Gate
from bot.web.refusals import Refusal
from bot.web.said import LONGEST, UpdateId
from bot.web.sessions import Session
from bot.web.transcript import ShownFile, Transcript
from dialogs.engine.events import Attached, clean

FILE_BYTES: Final = 20 * 1024 * 1024
_FIELD_BYTES: Final = 4 * LONGEST
_NAME_CHARACTERS: Final = 120
_AT_ONCE: Final = 4
_ID: TypeAdapter[str] = TypeAdapter(UpdateId)


@dataclass(kw_only=True)
class _Form:
    id: str = ""
    caption: str = ""
    name: str = ""
    content: bytes | None = None


class Uploads:
    """Takes files: at most four are read at once, so that they never hold more than 80 MB."""

    def __init__(self, gate: Gate, chat: Chat) -> None:
        self._gate = gate
        self._chat = chat
        self._services = gate.services
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def take(self, request: web.Request) -> web.Response:
        """Answer ``POST /upload`` (fields ``id``, ``caption``, ``file``): 413 and 415 say what is taken."""
        session = await self._gate.actor(request, uploads=True)
        if (request.content_length or 0) > FILE_BYTES + 2 * _FIELD_BYTES:
            raise Refusal(413, texts.TOO_LARGE)
        async with self._places:
            async with arriving(FILE_SECONDS):
                form = await _read(request)
            shown = await self._shown(session, form)
        attached = Attached(
            name=shown.name, media_type=shown.media_type, size=shown.size, file=shown.file, caption=shown.caption
        )
        await self._chat.take(request, session, f"{session.address}:{form.id}", attached)
        return web.json_response({})

    async def _shown(self, session: Session, form: _Form) -> ShownFile:
        update = f"{session.address}:{form.id}"
        async with self._services.database.reading() as connection:
            known = await Transcript(connection, self._services.cipher, session.address).of_update(update)
        if known is not None and isinstance(known.payload, ShownFile):
            return known.payload  # a repeated upload, whose first answer was lost: its bytes are here already
        found = await asyncio.to_thread(inspected, form.content or b"")
        if found is None:
            raise Refusal(415, texts.WRONG_TYPE)
        file = await self._services.keep(form.name, found.media_type, found.content, session.address)
        shown = ShownFile(
            file=file, name=form.name, media_type=found.media_type, size=len(found.content), caption=form.caption
        )
        standing = await self._chat.show_own(session, update, shown)
        return standing if isinstance(standing, ShownFile) else shown


async def _read(request: web.Request) -> _Form:
    if request.content_type != "multipart/form-data":
        raise Refusal(415, texts.UNREADABLE)
    form = _Form()
    try:
        async for part in await request.multipart():
            await _read_part(part, form)
        _ID.validate_python(form.id)
    except (ValueError, ValidationError, LookupError, AssertionError, HttpProcessingError):
        raise Refusal(400, texts.UNREADABLE) from None  # the fault quotes the form
    if form.content is None:
        raise Refusal(400, texts.UNREADABLE)
    return form


async def _read_part(part: MultipartReader | BodyPartReader | None, form: _Form) -> None:
    if not isinstance(part, BodyPartReader):
        raise Refusal(400, texts.UNREADABLE)
    if part.name == "file" and form.content is None:
        form.name = file_name(part.filename or "")
        form.content = await _limited(part, FILE_BYTES)
    elif part.name == "id":
        form.id = (await _limited(part, _FIELD_BYTES)).decode()
    elif part.name == "caption":
        form.caption = clean((await _limited(part, _FIELD_BYTES)).decode())[:LONGEST]
    else:
        raise Refusal(400, texts.UNREADABLE)


async def _limited(part: BodyPartReader, most: int) -> bytes:
    content = bytearray()
    while piece := await part.read_chunk():
        content += piece
        if len(content) > most:
            raise Refusal(413, texts.TOO_LARGE)
    return bytes(content)


def file_name(given: str) -> str:
    """Make a file's name safe to keep and to give back: no folders, no control signs, at most 120 characters."""
    bare = PureWindowsPath(PurePosixPath(clean(given)).name).name
    bare = re.sub(r'[\s<>:"|?*/\\]+', " ", bare).strip(" .")
    stem, dot, ending = bare.rpartition(".")
    if not dot or len(ending) > 8:
        return bare[:_NAME_CHARACTERS] or "file"
    return f"{stem[: _NAME_CHARACTERS - len(ending) - 1]}.{ending}"
