"""The link into a room: one for all who take part, in Telegram and in the browser; a look at it uses nothing up."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine.cipher import Cipher, open_text, seal_text
from dialogs.engine.house import Installation
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live.rooms import Room

PREFIX: Final = "m-"
TOKEN_BYTES: Final = 16
"""128 bits; with its prefix 34 characters, short enough for a QR code that is read from afar."""

PURPOSE: Final = "room"
LIFETIME: Final = timedelta(days=2)
"""How long a link leads in; a meeting that goes on longer is given another one as soon as its link is shown again."""


async def token_of(work: Work, room: Room) -> str:
    """Give the link's token, the same for everybody and as long as it leads in."""
    table = records.door
    query = select(table.c.sealed_token).where(
        table.c.consultation_id == room.number,
        table.c.organisation_id == room.reference.organisation,
        table.c.purpose == PURPOSE,
        *_open(work.now),
    )
    sealed = await work.transaction.scalar(query.order_by(table.c.id.desc()).limit(1))
    return await _make(work, room) if sealed is None else open_text(work.cipher, sealed)


async def find(
    connection: AsyncConnection, cipher: Cipher, token: str, now: datetime, *, closed: bool = False
) -> int | None:
    """Give the row of a token's door; none for an unknown one, or one that leads nowhere any more.

    ``closed`` finds those, too: whoever took part comes back by the link that they came by.
    """
    if not token.startswith(PREFIX):
        return None
    table = records.door
    found = await connection.execute(
        select(table.c.id).where(
            table.c.token_fingerprint == _fingerprint(cipher, token),
            table.c.purpose == PURPOSE,
            *(() if closed else _open(now)),
        )
    )
    number = found.scalar_one_or_none()
    return None if number is None else int(number)


async def revoke(work: Work, room: Room) -> None:
    """Let no link lead into a room any more."""
    table = records.door
    await work.transaction.execute(
        update(table)
        .where(table.c.consultation_id == room.number, table.c.purpose == PURPOSE, table.c.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )


async def restore(work: Work, room: Room) -> None:
    """Let the links lead in again that led in until the room was closed: they stand on screens and sheets."""
    table = records.door
    await work.transaction.execute(
        update(table)
        .where(table.c.consultation_id == room.number, table.c.purpose == PURPOSE, table.c.revoked_at == room.ended_at)
        .values(revoked_at=None)
    )


def telegram_link(installation: Installation, token: str) -> str | None:
    """Give the link that opens the private chat with the bot."""
    name = installation.bot_username
    return f"https://t.me/{name}?start={token}" if name else None


def web_link(installation: Installation, token: str) -> str | None:
    """Give the link that opens the web room."""
    return f"{installation.public_url.rstrip('/')}/m/{token}" if installation.public_url else None


async def _make(work: Work, room: Room) -> str:
    token = PREFIX + secrets.token_hex(TOKEN_BYTES)
    await work.transaction.execute(
        insert(records.door).values(
            organisation_id=room.reference.organisation,
            consultation_id=room.number,
            token_fingerprint=_fingerprint(work.cipher, token),
            sealed_token=seal_text(work.cipher, token),
            purpose=PURPOSE,
            expires_at=work.now + LIFETIME,
            created_at=work.now,
        )
    )
    return token


def _fingerprint(cipher: Cipher, token: str) -> bytes:
    return cipher.fingerprint(f"meeting:{token}")


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    table = records.door
    return table.c.revoked_at.is_(None), table.c.removed_at.is_(None), table.c.expires_at > now
