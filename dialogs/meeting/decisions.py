"""Decisions on agenda items; one taken without a quorum is recorded as such."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from pydantic import BaseModel, ConfigDict

from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import DecisionKind


class NewDecision(BaseModel):
    """What was decided on an item; ``at`` is now unless it is given, ``poll`` the poll that it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: int
    text: str
    kind: DecisionKind = DecisionKind.RESOLUTION
    review_on: date | None = None
    quorate: bool = True
    poll: int | None = None
    at: datetime | None = None


class DecisionChanges(TypedDict, total=False):
    """What can be corrected of a decision."""

    text: str
    kind: DecisionKind
    review_on: date | None
    quorate: bool
    poll: int | None


async def add_decisions(
    work: Work, reference: Reference, decisions: Sequence[NewDecision], *, by: int | None
) -> tuple[int, ...]:
    """Add decisions; gives their numbers in order.

    Raises :class:`~dialogs.meeting.history.NoSuchPart` for an item or poll that is not this consultation's.
    """
    await history.must_have(work, reference, records.agenda_item, {decision.item for decision in decisions})
    polls = {decision.poll for decision in decisions if decision.poll is not None}
    await history.must_have(work, reference, records.poll, polls)
    entries = [dict(decision) | {"at": decision.at or work.now} for decision in decisions]
    return await history.add(work, reference, records.decision, entries, by=by)


async def correct_decision(
    work: Work, reference: Reference, number: int, *, by: int | None, **changes: Unpack[DecisionChanges]
) -> bool:
    """Change a decision as it was recorded; ``False`` where this consultation has no such one."""
    if (poll := changes.get("poll")) is not None:
        await history.must_have(work, reference, records.poll, {poll})
    return await history.correct(work, reference, records.decision, number, {**changes}, by=by)


async def remove_decision(work: Work, reference: Reference, number: int, *, by: int | None) -> bool:
    """Take a decision out; ``False`` where this consultation has no such one."""
    return await history.remove(work, reference, records.decision, number, by=by)
