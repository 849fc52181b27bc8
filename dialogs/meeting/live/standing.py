"""How a room stands: what its boards show, read in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Table, func, select

from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live import steps
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.polls import Tally, read_tallies
from dialogs.meeting.terms import Attendance, Position, StakeholderKind

PRESENT: Final = (Attendance.PRESENT.value, Attendance.PROXY.value)


@dataclass(frozen=True, kw_only=True)
class Item:
    """An agenda item; ``minutes`` is its time box, ``over`` whether it has been on and is over."""

    id: int
    title: str
    presenter: str | None
    minutes: int | None
    over: bool


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Somebody in the speaking queue; ``called``: it is their turn."""

    participant: int
    name: str
    kind: StakeholderKind
    called: bool


@dataclass(frozen=True, kw_only=True)
class OpenPoll:
    """The poll on the current item that was opened last, open or closed."""

    id: int
    question: str
    threshold: str
    hidden: bool
    closed: bool
    carried: bool | None
    tally: Tally

    @property
    def voices(self) -> int:
        """How many have taken a position."""
        return sum(count for of_kind in self.tally.values() for count in of_kind.values())

    @property
    def told(self) -> bool:
        """Whether its tally is shown."""
        return self.closed or not self.hidden


@dataclass(frozen=True, kw_only=True)
class Standing:
    """All that a board shows."""

    room: Room
    now: datetime
    topic: str
    items: Sequence[Item]
    present: Mapping[StakeholderKind, int]
    queue: Sequence[Speaker]
    poll: OpenPoll | None
    opinions: int
    step: steps.Step | None
    positions: Mapping[int, Position] = field(default_factory=dict)
    """Who took which position in the open poll, by participant."""

    @property
    def place(self) -> int | None:
        """The place of the current item on the agenda, from 0; none before the first."""
        return next((place for place, item in enumerate(self.items) if item.id == self.room.item), None)


async def read(work: Work, room: Room) -> Standing:
    """Read how a room stands."""
    topic = await work.transaction.scalar(
        select(records.consultation.c.sealed_topic).where(records.consultation.c.id == room.number)
    )
    poll = await _poll(work, room)
    return Standing(
        room=room,
        now=work.now,
        topic=open_text(work.cipher, topic) if topic is not None else "",
        items=await items_of(work, room),
        present=await _present(work, room),
        queue=await _queue(work, room),
        poll=poll,
        opinions=await _opinions(work, room),
        step=await steps.last(work, room),
        positions=await _positions(work, poll),
    )


async def items_of(work: Work, room: Room) -> list[Item]:
    """Give the agenda in its order."""
    table = records.agenda_item
    found = await work.transaction.execute(
        select(table).where(*_in(table, room)).order_by(table.c.position, table.c.id)
    )
    return [
        Item(
            id=row.id,
            title=open_text(work.cipher, row.sealed_title),
            presenter=None if row.sealed_presenter is None else open_text(work.cipher, row.sealed_presenter),
            minutes=row.minutes,
            over=row.ended_at is not None,
        )
        for row in found
    ]


async def _present(work: Work, room: Room) -> dict[StakeholderKind, int]:
    table = records.participant
    found = await work.transaction.execute(
        select(table.c.kind, func.count().label("count"))
        .where(*_in(table, room), table.c.attendance.in_(PRESENT))
        .group_by(table.c.kind)
    )
    counted = {StakeholderKind(row.kind): int(row[1]) for row in found}
    return {kind: counted[kind] for kind in StakeholderKind if kind in counted}


async def _queue(work: Work, room: Room) -> list[Speaker]:
    speaker, whose = records.speaker, records.participant
    found = await work.transaction.execute(
        select(speaker.c.participant_id, speaker.c.called_at, whose.c.sealed_name, whose.c.kind)
        .join(whose, whose.c.id == speaker.c.participant_id)
        .where(*_in(speaker, room), speaker.c.ended_at.is_(None))
        .order_by(speaker.c.called_at.is_(None), speaker.c.raised_at, speaker.c.id)
    )
    return [
        Speaker(
            participant=row.participant_id,
            name=open_text(work.cipher, row.sealed_name),
            kind=StakeholderKind(row.kind),
            called=row.called_at is not None,
        )
        for row in found
    ]


async def _poll(work: Work, room: Room) -> OpenPoll | None:
    table = records.poll
    found = await work.transaction.execute(
        select(table)
        .where(*_in(table, room), table.c.item_id == room.item, table.c.opened_at >= room.opened_at)
        .order_by(table.c.id.desc())
        .limit(1)
    )
    row = found.one_or_none()
    if row is None:
        return None
    return OpenPoll(
        id=row.id,
        question=open_text(work.cipher, row.sealed_question),
        threshold=row.threshold,
        hidden=row.hidden,
        closed=row.closed_at is not None,
        carried=row.carried,
        tally=(await read_tallies(work, [row.id])).get(row.id, {}),
    )


async def _positions(work: Work, poll: OpenPoll | None) -> dict[int, Position]:
    if poll is None or poll.closed:
        return {}
    table = records.position
    found = await work.transaction.execute(
        select(table.c.participant_id, table.c.position).where(table.c.poll_id == poll.id)
    )
    return {row.participant_id: Position(str(row.position)) for row in found}


async def _opinions(work: Work, room: Room) -> int:
    table = records.opinion
    counted = select(func.count()).select_from(table).where(*_in(table, room), table.c.item_id == room.item)
    return int(await work.transaction.scalar(counted) or 0)


def _in(table: Table, room: Room) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.consultation_id == room.number,
        table.c.organisation_id == room.reference.organisation,
        table.c.removed_at.is_(None),
    )
