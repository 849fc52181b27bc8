"""Files that people send: kept sealed; one that lies with the channel yet is fetched after the turn.

A row is written in the same transaction as the answer that names it, so no acknowledged piece of evidence can be lost
with the process; the bytes follow (``awaiting``, ``arrived``), tried again until they are here.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import records
from dialogs.engine.cards import Card, Notice
from dialogs.engine.cipher import Cipher
from dialogs.engine.events import Attached, Unreadable
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work

LARGEST: Final = 20 * 1024 * 1024
"""Bytes; what a bot may download (Bot API, getFile)."""

OFFICE: Final = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Final = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/webp",
        "application/pdf",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        f"{OFFICE}.wordprocessingml.document",
        f"{OFFICE}.spreadsheetml.sheet",
        f"{OFFICE}.presentationml.presentation",
        "text/plain",
    }
)
"""What is taken as evidence: pictures and ordinary documents, nothing that runs."""

FIRST_RETRY: Final = timedelta(seconds=30)
MOST_ATTEMPTS: Final = 12


@dataclass(frozen=True)
class Content:
    """A file that is here: its name, media type and bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Awaited:
    """A file that the channel still holds under ``remote``."""

    id: int
    owner: str
    name: str
    media_type: str
    remote: str
    attempts: int


async def keep(  # noqa: PLR0913 - a row's columns
    work: Work, owner: str, organisation: int | None, *, name: str, media_type: str, content: bytes
) -> int:
    """Keep a file whose bytes are here; gives its number."""
    return await _insert(
        work,
        owner=owner,
        organisation_id=organisation,
        sealed_name=work.cipher.seal(name.encode()),
        media_type=media_type,
        size=len(content),
        sealed_content=work.cipher.seal(content),
    )


async def keep_arrival(turn: Turn, event: Attached) -> Attached | Unreadable:
    """Give an attachment its row, so that the answer can name it; its bytes may follow."""
    if event.name.lower().endswith(".csv"):
        # Devices call a table by many names; it is plain text, and looked at as such when its bytes are here.
        event = event.model_copy(update={"media_type": "text/plain"})
    if event.media_type not in MEDIA_TYPES:
        return Unreadable(what="wrong_type")
    if (event.size or 0) > LARGEST:
        return Unreadable(what="file_too_large")
    if event.file is not None:
        return event if await _take_own(turn, event.file) else event.model_copy(update={"file": None})
    if event.remote is None:
        return event
    number = await _insert(
        turn,
        owner=turn.who.owner,
        organisation_id=turn.who.organisation,
        sealed_name=turn.cipher.seal(event.name.encode()),
        media_type=event.media_type,
        size=event.size,
        sealed_remote=turn.cipher.seal(json.dumps([turn.who.channel, event.remote]).encode()),
        fetch_after=turn.now,
    )
    return event.model_copy(update={"file": number, "remote": None})


async def read(connection: AsyncConnection, cipher: Cipher, number: int) -> Content | None:
    """Read a file, or nothing while it is still to arrive. Whether it may be read is the caller's to check."""
    table = records.file
    row = (await connection.execute(select(table).where(table.c.id == number))).one_or_none()
    if row is None or row.sealed_content is None:
        return None
    return Content(cipher.open(row.sealed_name).decode(), row.media_type, cipher.open(row.sealed_content))


async def awaiting(connection: AsyncConnection, cipher: Cipher, now: datetime, limit: int = 10) -> list[Awaited]:
    """List the files that the channels still hold and that may be tried now."""
    table = records.file
    rows = await connection.execute(
        select(
            *(table.c.id, table.c.owner, table.c.sealed_name, table.c.media_type),
            *(table.c.sealed_remote, table.c.attempts),
        )
        .where(table.c.fetch_after <= now)
        .order_by(table.c.fetch_after)
        .limit(limit)
    )
    return [
        Awaited(
            id=row.id,
            owner=row.owner,
            name=cipher.open(row.sealed_name).decode(),
            media_type=row.media_type,
            remote=json.loads(cipher.open(row.sealed_remote))[1],
            attempts=row.attempts,
        )
        for row in rows
    ]


async def arrived(connection: AsyncConnection, cipher: Cipher, number: int, content: bytes) -> None:
    """Keep the bytes of an awaited file."""
    await connection.execute(
        update(records.file)
        .where(records.file.c.id == number)
        .values(sealed_content=cipher.seal(content), size=len(content), sealed_remote=None, fetch_after=None)
    )


async def refuse(work: Work, awaited: Awaited) -> None:
    """Keep nothing of an awaited file that is not what it claims to be, and tell whoever sent it.

    Its row stays, for answers name it; it holds nothing and is not asked for again.
    """
    table = records.file
    await work.transaction.execute(
        update(table).where(table.c.id == awaited.id).values(sealed_remote=None, fetch_after=None)
    )
    kind, _sign, number = awaited.owner.partition(":")
    if kind == "person":
        await work.write_to(int(number), Card(blocks=(Notice(text=_not_kept(awaited.name)),)))


def _not_kept(name: str) -> Message:
    return _(
        "“{name}” was not kept: it is damaged, or not the kind of file that it says it is. Please send a picture "
        "(JPEG, PNG, WebP), a PDF, a Word, Excel or PowerPoint file without macros, or plain text.",
        name=name,
    )


async def missed(connection: AsyncConnection, awaited: Awaited, now: datetime) -> None:
    """Try an awaited file again later, each time after a longer pause; in the end leave it to the channel."""
    last = awaited.attempts + 1 >= MOST_ATTEMPTS
    again = None if last else now + FIRST_RETRY * 2**awaited.attempts
    await connection.execute(
        update(records.file)
        .where(records.file.c.id == awaited.id)
        .values(attempts=awaited.attempts + 1, fetch_after=again)
    )


async def erase(connection: AsyncConnection, numbers: list[int]) -> None:
    """Erase files that nothing names any more."""
    await connection.execute(delete(records.file).where(records.file.c.id.in_(numbers)))


async def _take_own(turn: Turn, number: int) -> bool:
    """Let a file that is here already belong to the organisation worked in; ``False`` for somebody else's.

    A page keeps what is uploaded before there is a turn that knows the organisation.
    """
    table = records.file
    own = (table.c.id == number, table.c.owner.in_([turn.who.owner, f"chat:{turn.who.chat}"]))
    organisation = func.coalesce(table.c.organisation_id, turn.who.organisation)
    taken = await turn.transaction.execute(update(table).where(*own).values(organisation_id=organisation))
    return taken.rowcount == 1


async def _insert(work: Work, **values: object) -> int:
    inserted = await work.transaction.execute(insert(records.file).values(created_at=work.now, attempts=0, **values))
    (number,) = inserted.inserted_primary_key or (0,)
    return int(number)
