"""The links by which participants without a chat read the minutes and answer: one each, theirs alone.

A link lasts until the minutes are signed, or its participant is struck. It can be opened again, from another browser,
too: whoever holds it answers under that participant's name.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine.cipher import Cipher, open_text
from dialogs.engine.house import Installation
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import Reference, reference_of
from dialogs.meeting.token_links import TokenLinks, is_open, web_link

PREFIX: Final = "r-"
TOKEN_BYTES: Final = 20
"""160 bits, in hexadecimal, as an invitation's."""

LIFETIME: Final = timedelta(days=90)

LINKS: Final = TokenLinks(purpose="minutes", prefix=PREFIX, realm="minutes", token_bytes=TOKEN_BYTES, lifetime=LIFETIME)


@dataclass(frozen=True, kw_only=True)
class PersonalLink:
    """Where a link leads: to which consultation's minutes, as whom."""

    reference: Reference
    participant: int
    name: str


async def token_of(work: Work, reference: Reference, participant: int) -> str:
    """Give the token of a participant's link, the same as long as it is open."""
    return await LINKS.token_of(work, reference, participant)


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
        .where(*LINKS.bearing(cipher, token), *is_open(now))
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
        .where(*LINKS.of(reference), table.c.participant_id.in_(participants), *is_open(work.now))
        .values(told_at=work.now, told_by_id=by)
    )


async def told_at(work: Work, reference: Reference) -> dict[int, datetime]:
    """Give by participant when they were told by hand last."""
    table = records.door
    found = await work.transaction.execute(
        select(table.c.participant_id, table.c.told_at)
        .where(*LINKS.of(reference), table.c.told_at.is_not(None))
        .order_by(table.c.told_at)
    )
    return {row.participant_id: row.told_at for row in found}


async def revoke(work: Work, reference: Reference) -> None:
    """Let no link to these minutes be opened any more."""
    await LINKS.revoke(work, reference)


def address_of(installation: Installation, token: str) -> str | None:
    """Give the address to be forwarded: on the web, or in Telegram; none where this installation has neither."""
    return web_link(installation, token) or installation.telegram_link(token)
