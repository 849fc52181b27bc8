"""The facilitators' steps in a room, in their order: what was done last is told on the board, and can be taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, insert, select, update

from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.following.telling import owners_told
from dialogs.meeting.live.changing import set_item, touch
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.undoing import undo_turn

AT_ONCE: Final = timedelta(seconds=4)
"""Within this time two facilitators who do the same have done it without seeing each other."""


class Kind(StrEnum):
    """What a facilitator did."""

    NEXT = "next"
    POLL = "poll"
    POLL_CLOSED = "poll-closed"
    DECISION = "decision"
    ACTION = "action"
    OPINION = "opinion"
    ITEMS = "items"
    END = "end"


DONE: Final[dict[Kind, Message]] = {
    Kind.NEXT: _("Moved to the next item"),
    Kind.POLL: _("A poll was opened"),
    Kind.POLL_CLOSED: _("The poll was closed"),
    Kind.DECISION: _("A decision was recorded"),
    Kind.ACTION: _("An action was recorded"),
    Kind.OPINION: _("An opinion was recorded"),
    Kind.ITEMS: _("Items were added to the agenda"),
    Kind.END: _("The meeting was closed"),
}
UNDONE: Final[dict[Kind, Message]] = {
    Kind.NEXT: _("Taken back: the move to the next item"),
    Kind.POLL: _("Taken back: the opening of the poll"),
    Kind.POLL_CLOSED: _("Taken back: the closing of the poll"),
    Kind.DECISION: _("Taken back: the decision"),
    Kind.ACTION: _("Taken back: the action"),
    Kind.OPINION: _("Taken back: the opinion that was recorded last"),
    Kind.ITEMS: _("Taken back: the items added to the agenda"),
    Kind.END: _("Taken back: the end of the meeting"),
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: what it was, by whom, when, and whether it was taken back."""

    kind: Kind
    by: int | None
    at: datetime
    undone: bool

    @property
    def said(self) -> Message:
        """Say it."""
        return (UNDONE if self.undone else DONE)[self.kind]


async def note(turn: Turn, room: Room, kind: Kind) -> None:
    """Note a step, and what was on before it; the boards follow."""
    await turn.transaction.execute(
        insert(records.step).values(
            organisation_id=room.reference.organisation,
            consultation_id=room.number,
            kind=kind.value,
            turn=turn.correlation,
            item_id=room.item,
            item_since=room.item_since,
            by_id=turn.who.person,
            at=turn.now,
            created_at=turn.now,
        )
    )
    await touch(turn, room)


async def last(work: Work, room: Room) -> Step | None:
    """Give what was done or taken back last since the room was opened."""
    table = records.step
    moment = select(table).where(*_of(room)).order_by(table.c.undone_at.desc(), table.c.id.desc())
    undone = (await work.transaction.execute(moment.where(table.c.undone_at.is_not(None)).limit(1))).one_or_none()
    done = (await work.transaction.execute(moment.where(table.c.undone_at.is_(None)).limit(1))).one_or_none()
    if undone is not None and (done is None or undone.undone_at >= done.at):
        return Step(kind=Kind(undone.kind), by=undone.by_id, at=undone.undone_at, undone=True)
    return None if done is None else Step(kind=Kind(done.kind), by=done.by_id, at=done.at, undone=False)


async def done_meanwhile(turn: Turn, room: Room, kind: Kind) -> bool:
    """Whether another facilitator has just done the same."""
    step = await last(turn, room)
    if step is None or step.undone or step.kind is not kind:
        return False
    return step.by != turn.who.person and turn.now - step.at < AT_ONCE


async def undo(turn: Turn, room: Room) -> Kind | None:
    """Take back the last step that still stands; gives what it was, or none where none is left."""
    row = await _last_standing(turn, room, records.step.c.kind != Kind.END.value)
    if row is None:
        return None
    if Kind(row.kind) is Kind.NEXT:
        await set_item(turn, room, row.item_id, row.item_since)
    await _take_back(turn, room, row)
    return Kind(row.kind)


async def undo_end(turn: Turn, room: Room) -> None:
    """Take back what was done in the step that closed the room."""
    row = await _last_standing(turn, room, records.step.c.kind == Kind.END.value)
    if row is not None:
        await _take_back(turn, room, row)


async def _last_standing(turn: Turn, room: Room, which: ColumnElement[bool]) -> "Row[tuple[Any, ...]] | None":
    table = records.step
    query = select(table).where(*_of(room), table.c.undone_at.is_(None), which).order_by(table.c.id.desc()).limit(1)
    return (await turn.transaction.execute(query.with_for_update())).one_or_none()


async def _take_back(turn: Turn, room: Room, row: "Row[tuple[Any, ...]]") -> None:
    table = records.step
    async with owners_told(turn, room.reference):
        await undo_turn(turn, room.reference, row.turn, by=turn.who.person)
    await turn.transaction.execute(update(table).where(table.c.id == row.id).values(undone_at=turn.now))
    await touch(turn, room)


def _of(room: Room) -> tuple[ColumnElement[bool], ...]:
    table = records.step
    return (
        table.c.consultation_id == room.number,
        table.c.organisation_id == room.reference.organisation,
        table.c.at >= room.opened_at,
    )
