"""Taking back that two participants are one: what each of them said and did is theirs again.

What has a history is taken back from it. Voices, places in the queue and chats have none: how they were is kept,
sealed, with the merge. What the one who stayed has done since stays theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import and_, delete, insert, or_, select, update

from dialogs.engine.cipher import open_text, seal_text
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live.changing import touch
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.references import within
from dialogs.meeting.undoing import undo_turn


class Voice(BaseModel):
    """A position in a poll."""

    model_config = ConfigDict(frozen=True)

    poll_id: int
    participant_id: int
    kind: str
    position: int
    at: datetime


class Hand(BaseModel):
    """A place in the queue, and whether it waited still."""

    model_config = ConfigDict(frozen=True)

    id: int
    participant_id: int
    ended_at: datetime | None


class Chat(BaseModel):
    """A chat that was said, or found, to be a participant's."""

    model_config = ConfigDict(frozen=True)

    id: int
    participant_id: int
    confirmed: bool
    decided_at: datetime | None
    by_id: int | None


class Former(BaseModel):
    """What two participants had before they were one."""

    model_config = ConfigDict(frozen=True)

    voices: tuple[Voice, ...]
    hands: tuple[Hand, ...]
    chats: tuple[Chat, ...]
    came_by: int | None
    """The chat by which the one came who is on the list no more."""


@dataclass(frozen=True, kw_only=True)
class Merge:
    """A merge that still stands: under which names the two were on the list."""

    id: int
    kept: int
    other: int
    kept_name: str
    other_name: str
    turn: str
    at: datetime
    former: Former


async def as_they_are(work: Work, room: Room, kept: int, other: int) -> Former:
    """Read what two participants have that no history keeps."""
    voice, hand, claim = records.position, records.speaker, records.claim
    both = [kept, other]
    came_by = await work.transaction.scalar(
        select(records.participant.c.chat_id).where(records.participant.c.id == other)
    )
    voices = await work.transaction.execute(select(voice).where(voice.c.participant_id.in_(both)))
    hands = await work.transaction.execute(
        select(hand).where(*within(room.reference, hand), hand.c.participant_id.in_(both))
    )
    chats = await work.transaction.execute(
        select(claim).where(
            *within(room.reference, claim), or_(claim.c.participant_id.in_(both), claim.c.chat_id == (came_by or 0))
        )
    )
    return Former(
        voices=tuple(Voice.model_validate(dict(row)) for row in voices.mappings()),
        hands=tuple(Hand.model_validate(dict(row)) for row in hands.mappings()),
        chats=tuple(Chat.model_validate(dict(row)) for row in chats.mappings()),
        came_by=came_by,
    )


async def note(turn: Turn, room: Room, kept: int, other: int, former: Former) -> None:
    """Note that two are one from now on, and how it was before."""
    await turn.transaction.execute(
        insert(records.merge).values(
            organisation_id=room.reference.organisation,
            consultation_id=room.number,
            kept_id=kept,
            other_id=other,
            turn=turn.correlation,
            sealed_former=seal_text(turn.cipher, former.model_dump_json()),
            by_id=turn.who.person,
            at=turn.now,
            created_at=turn.now,
        )
    )


async def standing(work: Work, room: Room) -> Sequence[Merge]:
    """Give the merges that can be taken back, the latest first: of several with one participant only the last."""
    table, kept, other = records.merge, records.participant.alias("kept"), records.participant.alias("other")
    found = await work.transaction.execute(
        select(table, kept.c.sealed_name.label("kept_name"), other.c.sealed_name.label("other_name"))
        .join(kept, kept.c.id == table.c.kept_id)
        .join(other, other.c.id == table.c.other_id)
        .where(*within(room.reference, table), table.c.undone_at.is_(None))
        .where(kept.c.removed_at.is_(None), other.c.removed_at.is_not(None))
        .order_by(table.c.id.desc())
    )
    merges: dict[int, Merge] = {}
    for row in found:
        one = Merge(
            id=row.id,
            kept=row.kept_id,
            other=row.other_id,
            kept_name=open_text(work.cipher, row.kept_name),
            other_name=open_text(work.cipher, row.other_name),
            turn=row.turn,
            at=row.at,
            former=Former.model_validate_json(open_text(work.cipher, row.sealed_former)),
        )
        merges.setdefault(one.kept, one)
    return tuple(merges.values())


async def not_undone(work: Work, room: Room) -> tuple[Former, ...]:
    """Give how it was before each merge that was not taken back, those that no longer can be among them."""
    table = records.merge
    found = await work.transaction.scalars(
        select(table.c.sealed_former).where(*within(room.reference, table), table.c.undone_at.is_(None))
    )
    return tuple(Former.model_validate_json(open_text(work.cipher, sealed)) for sealed in found)


async def take_back(turn: Turn, room: Room, merge: Merge) -> list[int]:
    """Let two be two again; gives the polls in which one of them had a voice, to be counted again."""
    await undo_turn(turn, room.reference, merge.turn, by=turn.who.person)
    await _give_back_voices(turn, merge)
    await _give_back_hands(turn, merge)
    await _give_back_chats(turn, room, merge)
    table = records.merge
    await turn.transaction.execute(update(table).where(table.c.id == merge.id).values(undone_at=turn.now))
    await touch(turn, room)
    return sorted({voice.poll_id for voice in merge.former.voices})


async def _give_back_voices(turn: Turn, merge: Merge) -> None:
    table = records.position
    polls = [voice.poll_id for voice in merge.former.voices]
    theirs = (table.c.poll_id.in_(polls), table.c.participant_id == merge.kept)
    since = await turn.transaction.scalars(select(table.c.poll_id).where(*theirs, table.c.at > merge.at))
    voted_since = set(since.all())
    await turn.transaction.execute(delete(table).where(*theirs, table.c.poll_id.not_in(voted_since)))
    back = [
        voice.model_dump()
        for voice in merge.former.voices
        if voice.participant_id == merge.other or voice.poll_id not in voted_since
    ]
    if back:
        await turn.transaction.execute(insert(table), back)


async def _give_back_hands(turn: Turn, merge: Merge) -> None:
    table = records.speaker
    for hand in merge.former.hands:
        place = table.c.id == hand.id
        await turn.transaction.execute(update(table).where(place).values(participant_id=hand.participant_id))
        if hand.ended_at is None:
            ended_by_it = and_(place, table.c.ended_at == merge.at)
            await turn.transaction.execute(update(table).where(ended_by_it).values(ended_at=None))


async def _give_back_chats(turn: Turn, room: Room, merge: Merge) -> None:
    table, former = records.claim, merge.former
    noted = (*within(room.reference, table), table.c.chat_id == (former.came_by or 0))
    await turn.transaction.execute(delete(table).where(*noted, table.c.id.not_in([chat.id for chat in former.chats])))
    for chat in former.chats:
        was = chat.model_dump(exclude={"id"})
        await turn.transaction.execute(update(table).where(table.c.id == chat.id).values(**was))
