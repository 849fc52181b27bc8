"""The links by which participants without a chat read the minutes and answer: one each, theirs alone.

A link lasts until the minutes are signed, or its participant is struck. It can be opened again, from another browser,
too: whoever holds it answers under that participant's name.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine.cipher import Cipher, open_text, seal_text
from dialogs.engine.house import Installation
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live import doors
from dialogs.meeting.references import Reference, reference_of, within

PREFIX: Final = "r-"
TOKEN_BYTES: Final = 20
"""160 bits, in hexadecimal, as an invitation's."""

PURPOSE: Final = "minutes"
LIFETIME: Final = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class PersonalLink:
    """Where a link leads: to which consultation's minutes, as whom."""

    reference: Reference
    participant: int
    name: str


async def token_of(work: Work, reference: Reference, participant: int) -> str:
    """Give the token of a participant's link, the same as long as it is open."""
    table = records.door
    query = select(table.c.sealed_token).where(*_of(reference), table.c.participant_id == participant, *_open(work.now))
    sealed = await work.transaction.scalar(query.order_by(table.c.id.desc()).limit(1))
    return await _make(work, reference, participant) if sealed is None else open_text(work.cipher, sealed)


async def find(connection: AsyncConnection, cipher: Cipher, token: str, now: datetime) -> PersonalLink | None:
    """Find where a token leads; none for an unknown one, or one that is withdrawn. Finding uses nothing up."""
    if not token.startswith(PREFIX):
        return None
    door, whose, consultation = records.door, records.participant, records.consultation
    found = await connection.execute(
        select(
            *(consultation.c.id, consultation.c.organisation_id, consultation.c.year, consultation.c.clause),
            *(consultation.c.serial, door.c.participant_id, whose.c.sealed_name),
        )
        .join(whose, whose.c.id == door.c.participant_id)
        .join(consultation, consultation.c.id == door.c.consultation_id)
        .where(door.c.token_fingerprint == _fingerprint(cipher, token), door.c.purpose == PURPOSE, *_open(now))
        .where(whose.c.removed_at.is_(None), consultation.c.removed_at.is_(None))
    )
    row = found.mappings().one_or_none()
    if row is None:
        return None
    return PersonalLink(
        reference=reference_of(row),
        participant=row["participant_id"],
        name=open_text(cipher, row["sealed_name"]),
    )


async def note_told(work: Work, reference: Reference, participants: Collection[int], *, by: int | None) -> None:
    """Note that participants were told by hand, each of their own link."""
    for participant in participants:
        await token_of(work, reference, participant)
    table = records.door
    await work.transaction.execute(
        update(table)
        .where(*_of(reference), table.c.participant_id.in_(participants), *_open(work.now))
        .values(told_at=work.now, told_by_id=by)
    )


async def told_at(work: Work, reference: Reference) -> dict[int, datetime]:
    """Give by participant when they were told by hand last."""
    table = records.door
    found = await work.transaction.execute(
        select(table.c.participant_id, table.c.told_at)
        .where(*_of(reference), table.c.told_at.is_not(None))
        .order_by(table.c.told_at)
    )
    return {row.participant_id: row.told_at for row in found}


async def revoke(work: Work, reference: Reference) -> None:
    """Let no link to these minutes be opened any more."""
    table = records.door
    await work.transaction.execute(
        update(table).where(*_of(reference), table.c.revoked_at.is_(None)).values(revoked_at=work.now)
    )


def address_of(installation: Installation, token: str) -> str | None:
    """Give the address to be forwarded: on the web, or in Telegram; none where this installation has neither."""
    return doors.web_link(installation, token) or doors.telegram_link(installation, token)


async def _make(work: Work, reference: Reference, participant: int) -> str:
    token = PREFIX + secrets.token_hex(TOKEN_BYTES)
    await work.transaction.execute(
        insert(records.door).values(
            organisation_id=reference.organisation,
            consultation_id=reference.id,
            participant_id=participant,
            token_fingerprint=_fingerprint(work.cipher, token),
            sealed_token=seal_text(work.cipher, token),
            purpose=PURPOSE,
            expires_at=work.now + LIFETIME,
            created_at=work.now,
        )
    )
    return token


def _fingerprint(cipher: Cipher, token: str) -> bytes:
    return cipher.fingerprint(f"minutes:{token}")


def _of(reference: Reference) -> tuple[ColumnElement[bool], ...]:
    return (*within(reference, records.door), records.door.c.purpose == PURPOSE)


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return records.door.c.revoked_at.is_(None), records.door.c.expires_at > now
