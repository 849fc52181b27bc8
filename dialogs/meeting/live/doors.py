"""The link into a room: one for all who take part, in Telegram and in the browser; a look at it uses nothing up."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine.cipher import Cipher
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.token_links import TokenLinks, is_open

PREFIX: Final = "m-"
TOKEN_BYTES: Final = 16
"""128 bits; with its prefix 34 characters, short enough for a QR code that is read from afar."""

LIFETIME: Final = timedelta(days=2)
"""How long a link leads in; a meeting that goes on longer is given another one as soon as its link is shown again."""

LINKS: Final = TokenLinks(purpose="room", prefix=PREFIX, realm="meeting", token_bytes=TOKEN_BYTES, lifetime=LIFETIME)


async def token_of(work: Work, room: Room) -> str:
    """Give the link's token, the same for everybody and as long as it leads in."""
    return await LINKS.token_of(work, room.reference)


async def find(
    connection: AsyncConnection, cipher: Cipher, token: str, now: datetime, *, closed: bool = False
) -> int | None:
    """Give the row of a token's door; none for an unknown one, or one that leads nowhere any more.

    ``closed`` finds those, too: whoever took part comes back by the link that they came by.
    """
    if not token.startswith(PREFIX):
        return None
    leading = () if closed else is_open(now)
    found = await connection.execute(select(records.door.c.id).where(*LINKS.bearing(cipher, token), *leading))
    number = found.scalar_one_or_none()
    return None if number is None else int(number)


async def revoke(work: Work, room: Room) -> None:
    """Let no link lead into a room any more."""
    await LINKS.revoke(work, room.reference)


async def restore(work: Work, room: Room) -> None:
    """Let the links lead in again that led in until the room was closed: they stand on screens and sheets."""
    table = records.door
    await work.transaction.execute(
        update(table).where(*LINKS.of(room.reference), table.c.revoked_at == room.ended_at).values(revoked_at=None)
    )
