"""Chats whose holder says to be a participant who came by another door: noted, and theirs only once confirmed.

Anybody can type somebody else's name. So a claim gives nothing by itself, neither a voice nor a place in the queue: it
is confirmed from the chat by which the participant came first, or by a facilitator, who is told of it either way. A
participant who was claimed wrongly once is not offered to anybody again.
"""

import unicodedata
from dataclasses import dataclass

from sqlalchemy import ColumnElement, insert, select, update

from dialogs.engine.cipher import open_text
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live.changing import touch
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.references import Reference, within
from dialogs.meeting.terms import Attendance, StakeholderKind


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Who is claimed to be somebody, from which chat; ``first``: the chat by which that participant came."""

    id: int
    participant: int
    name: str
    kind: StakeholderKind
    chat: int
    first: int | None
    pending: bool


async def twin(turn: Turn, room: Room, name: str, kind: StakeholderKind) -> int | None:
    """Find the one participant who came by another door under the same name and kind; none for who has claimed one."""
    table, claim = records.participant, records.claim
    if await turn.transaction.scalar(select(claim.c.id).where(*_here(room), claim.c.chat_id == turn.who.chat).limit(1)):
        return None
    disputed = select(claim.c.participant_id).where(*_here(room), claim.c.confirmed.is_(False))
    found = await turn.transaction.execute(
        select(table.c.id, table.c.sealed_name).where(
            *within(room.reference, table),
            table.c.kind == kind.value,
            table.c.attendance == Attendance.PRESENT.value,
            table.c.person_id.is_(None),
            table.c.chat_id.is_not(None),
            table.c.chat_id != turn.who.chat,
            table.c.id.not_in(disputed),
        )
    )
    alike = [row.id for row in found if same_name(open_text(turn.cipher, row.sealed_name), name)]
    return int(alike[0]) if len(alike) == 1 else None


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike, but for spaces, width and case."""
    return _plain(one) == _plain(other)


async def make(turn: Turn, room: Room, participant: int) -> Claim | None:
    """Note that whoever is in this chat says to be a participant; none where that participant is gone."""
    table = records.participant
    known = select(table.c.id).where(*within(room.reference, table), table.c.id == participant)
    if await turn.transaction.scalar(known) is None:
        return None
    number = await turn.transaction.scalar(
        insert(records.claim)
        .values(
            organisation_id=room.reference.organisation,
            consultation_id=room.number,
            participant_id=participant,
            chat_id=turn.who.chat,
            confirmed=False,
            created_at=turn.now,
        )
        .returning(records.claim.c.id)
    )
    return None if number is None else await find(turn, room, number)


async def find(work: Work, room: Room, number: int) -> Claim | None:
    """Give one of a room's claims that still stands, decided or not."""
    found = await _claims(work, room, records.claim.c.id == number)
    return found[0] if found else None


async def pending(work: Work, room: Room) -> list[Claim]:
    """Give the claims that nobody has decided yet."""
    return await _claims(work, room, records.claim.c.decided_at.is_(None))


async def confirmed_by_facilitators(work: Work, room: Room) -> list[Claim]:
    """Give the claims that a facilitator confirmed, in the order in which they were made."""
    return await _claims(work, room, records.claim.c.confirmed, records.claim.c.by_id.is_not(None))


async def person_claimed(work: Work, claim: Claim) -> int | None:
    """Give the person whom the participant of a claim is, where they have joined."""
    table = records.participant
    return await work.transaction.scalar(select(table.c.person_id).where(table.c.id == claim.participant))


async def is_pending(turn: Turn, room: Room) -> bool:
    """Whether whoever is in this chat waits for a claim to be decided."""
    return bool(
        await _claims(turn, room, records.claim.c.decided_at.is_(None), records.claim.c.chat_id == turn.who.chat)
    )


async def decide(turn: Turn, room: Room, claim: Claim, *, confirmed: bool, by: int | None) -> None:
    """Confirm a claim, or turn it down; ``by`` is the facilitator, none where the participant did."""
    table = records.claim
    await turn.transaction.execute(
        update(table).where(table.c.id == claim.id).values(decided_at=turn.now, confirmed=confirmed, by_id=by)
    )
    await touch(turn, room)


async def withdraw(turn: Turn, room: Room) -> None:
    """Let whoever waits in this chat wait no more: they come as somebody of their own."""
    table = records.claim
    await turn.transaction.execute(
        update(table)
        .where(*_here(room), table.c.chat_id == turn.who.chat, table.c.decided_at.is_(None))
        .values(decided_at=turn.now)
    )


async def bind(work: Work, reference: Reference, chat: int, participant: int, *, by: int | None) -> None:
    """Let a chat be a participant's from now on, whatever was said of it before; ``by`` has seen to it."""
    table = records.claim
    known = {"participant_id": participant, "confirmed": True, "decided_at": work.now, "by_id": by}
    here = (*within(reference, table), table.c.chat_id == chat)
    noted = await work.transaction.execute(update(table).where(*here).values(**known))
    if not noted.rowcount:
        scope = {"organisation_id": reference.organisation, "consultation_id": reference.id}
        await work.transaction.execute(insert(table).values(**scope, **known, chat_id=chat, created_at=work.now))


async def confirmed(work: Work, room: Room) -> dict[int, int]:
    """Give the further chats of participants: by chat, whose it is."""
    table = records.claim
    found = await work.transaction.execute(
        select(table.c.chat_id, table.c.participant_id).where(*_here(room), table.c.confirmed)
    )
    return {row.chat_id: row.participant_id for row in found}


async def _claims(work: Work, room: Room, *which: ColumnElement[bool]) -> list[Claim]:
    claim, whose = records.claim, records.participant
    found = await work.transaction.execute(
        select(claim.c.id, claim.c.chat_id, claim.c.decided_at, claim.c.participant_id)
        .add_columns(whose.c.sealed_name, whose.c.kind, whose.c.chat_id.label("first"))
        .join(whose, whose.c.id == claim.c.participant_id)
        .where(*_here(room), whose.c.removed_at.is_(None), *which)
        .order_by(claim.c.id)
    )
    return [
        Claim(
            id=row.id,
            participant=row.participant_id,
            name=open_text(work.cipher, row.sealed_name),
            kind=StakeholderKind(row.kind),
            chat=row.chat_id,
            first=row.first,
            pending=row.decided_at is None,
        )
        for row in found
    ]


def _here(room: Room) -> tuple[ColumnElement[bool], ...]:
    return within(room.reference, records.claim)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
