"""The room in which a consultation is held live, found by whoever may be in it.

A room is found in five ways, and by nothing else: by its organisation's facilitators, by the group that shows its
board, by its link, by whoever takes part in it, and by the work that falls due for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, Select, or_, select

from dialogs.engine.cipher import open_text
from dialogs.engine.house import Place
from dialogs.engine.presses import row_number
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import Reference, reference_of
from dialogs.people import records as people


@dataclass(frozen=True, kw_only=True)
class Room:
    """A consultation's room: ``item`` is the agenda item that is on, since ``item_since``."""

    reference: Reference
    id: int
    item: int | None
    item_since: datetime | None
    revision: int
    opened_at: datetime
    ended_at: datetime | None

    @property
    def number(self) -> int:
        """The consultation's row: what buttons name."""
        return self.reference.id


async def presided(work: Work, organisation: int, number: str | int, *, held: bool = False) -> Room | None:
    """Find the room of one of an organisation's consultations; ``held``: others wait until this transaction ends."""
    return await _one(work, *_named(number), records.room.c.organisation_id == organisation, held=held)


async def is_open(work: Work, reference: Reference) -> bool:
    """Whether a consultation is being held live just now."""
    room = await presided(work, reference.organisation, reference.id)
    return room is not None and room.ended_at is None


async def running(work: Work, organisation: int, *, ended_since: datetime | None = None) -> Sequence[Room]:
    """Give an organisation's open rooms, the one opened last first; or those that were closed since."""
    table = records.room
    query = _rooms(table.c.organisation_id == organisation, *_open(ended_since))
    return await _all(work, query.order_by(table.c.ended_at.desc(), table.c.opened_at.desc(), table.c.id))


async def of_board(work: Work, board: int) -> Room | None:
    """Find the room that a board shows, by the board's row."""
    shown = select(records.board.c.consultation_id).where(records.board.c.id == board)
    return await _one(work, records.room.c.consultation_id.in_(shown))


async def at_place(
    work: Work,
    place: Place,
    number: str | int | None = None,
    *,
    held: bool = False,
    ended_since: datetime | None = None,
) -> Room | None:
    """Find the open room whose board stands in a chat: in one topic of it, or under one consultation's number.

    ``ended_since``: the one that was closed since.
    """
    board = records.board
    there = select(board.c.consultation_id).where(board.c.chat_id == place.chat, board.c.removed_at.is_(None))
    named = () if number is None else _named(number)
    if number is None:
        there = there.where(board.c.thread == place.thread)
    return await _one(work, records.room.c.consultation_id.in_(there), *named, *_open(ended_since), held=held)


async def joined(work: Work, number: str | int, person: int | None, chat: int) -> Room | None:
    """Find the room in which somebody takes part, or whose link has brought its board to their chat."""
    table, board = records.participant, records.board
    theirs = select(table.c.consultation_id).where(_is(person, chat), table.c.removed_at.is_(None))
    shown = select(board.c.consultation_id).where(board.c.chat_id == chat, board.c.own, board.c.removed_at.is_(None))
    by_either = or_(records.room.c.consultation_id.in_(theirs), records.room.c.consultation_id.in_(shown))
    return await _one(work, *_named(number), by_either)


async def joined_last(work: Work, person: int | None, chat: int) -> Room | None:
    """Find the open room in which somebody checked in last."""
    table = records.participant
    query = (
        _rooms(*_open())
        .join(table, table.c.consultation_id == records.room.c.consultation_id)
        .where(_is(person, chat), table.c.removed_at.is_(None))
        .order_by(table.c.checked_in_at.desc(), table.c.id.desc())
        .limit(1)
    )
    found = await _all(work, query)
    return found[0] if found else None


async def of_door(work: Work, door: int) -> Room | None:
    """Find the room that a link leads into, by the link's row."""
    leads = select(records.door.c.consultation_id).where(records.door.c.id == door)
    return await _one(work, records.room.c.consultation_id.in_(leads))


async def due(work: Work, number: int) -> Room | None:
    """Find the room that work has fallen due for."""
    return await _one(work, *_named(number))


async def as_it_is(work: Work, room: Room) -> Room:
    """Give a room as it stands after what this transaction did in it."""
    found = await due(work, room.number)
    assert found is not None  # noqa: S101 - nothing takes a room away
    return found


async def titles(work: Work, reference: Reference) -> tuple[str, str]:
    """Give a consultation's topic, and the name of the organisation that holds it."""
    table = records.consultation
    found = await work.transaction.execute(
        select(table.c.sealed_topic, people.organisation.c.name)
        .join(people.organisation, people.organisation.c.id == table.c.organisation_id)
        .where(table.c.id == reference.id)
    )
    row = found.one()
    return open_text(work.cipher, row.sealed_topic), row.name


def _named(number: str | int) -> tuple[ColumnElement[bool], ...]:
    return (records.room.c.consultation_id == row_number(number),)


def _open(ended_since: datetime | None = None) -> tuple[ColumnElement[bool], ...]:
    ended_at = records.room.c.ended_at
    return (ended_at.is_(None) if ended_since is None else ended_at >= ended_since,)


def _is(person: int | None, chat: int) -> ColumnElement[bool]:
    table, claim = records.participant, records.claim
    claimed = select(claim.c.participant_id).where(
        claim.c.chat_id == chat, claim.c.confirmed, claim.c.removed_at.is_(None)
    )
    from_here = or_(table.c.chat_id == chat, table.c.id.in_(claimed))
    return from_here if person is None else or_(table.c.person_id == person, from_here)


def _rooms(*which: ColumnElement[bool]) -> "Select[tuple[object, ...]]":
    room, consultation = records.room, records.consultation
    return (
        select(
            room.c.id.label("room"),
            *(room.c.item_id, room.c.item_since, room.c.revision, room.c.opened_at, room.c.ended_at),
            *(consultation.c.id, consultation.c.organisation_id, consultation.c.year, consultation.c.clause),
            consultation.c.serial,
        )
        .join(consultation, consultation.c.id == room.c.consultation_id)
        .where(consultation.c.removed_at.is_(None), *which)
    )


async def _one(work: Work, *which: ColumnElement[bool], held: bool = False) -> Room | None:
    query = _rooms(*which)
    found = await _all(work, query.with_for_update(of=records.room) if held else query)
    return found[0] if found else None


async def _all(work: Work, query: "Select[tuple[object, ...]]") -> Sequence[Room]:
    return [_room(row) for row in (await work.transaction.execute(query)).mappings()]


def _room(row: RowMapping) -> Room:
    return Room(
        reference=reference_of(row),
        id=row["room"],
        item=row["item_id"],
        item_since=row["item_since"],
        revision=row["revision"],
        opened_at=row["opened_at"],
        ended_at=row["ended_at"],
    )
