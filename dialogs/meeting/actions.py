"""Actions: what is to be done after a consultation, by whom, until when."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from pydantic import BaseModel, ConfigDict

from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import ActionState


class NewAction(BaseModel):
    """Something to be done; ``person`` is the owner where they belong to the organisation, else a name alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: str
    owner: str
    person: int | None = None
    due_on: date | None = None
    state: ActionState = ActionState.OPEN
    done_at: datetime | None = None
    reason: str | None = None
    proof: str | None = None
    file: int | None = None
    item: int | None = None


class ActionChanges(TypedDict, total=False):
    """What can be corrected of an action."""

    what: str
    owner: str
    person: int | None
    due_on: date | None
    state: ActionState
    done_at: datetime | None
    reason: str | None
    proof: str | None
    file: int | None


async def add_actions(
    work: Work, reference: Reference, actions: Sequence[NewAction], *, by: int | None
) -> tuple[int, ...]:
    """Add actions; gives their numbers in order.

    Raises :class:`~dialogs.meeting.history.NoSuchPart` for an item that is not this consultation's.
    """
    items = {action.item for action in actions if action.item is not None}
    await history.must_have(work, reference, records.agenda_item, items)
    return await history.add(work, reference, records.action, [dict(action) for action in actions], by=by)


async def correct_action(
    work: Work, reference: Reference, number: int, *, by: int | None, **changes: Unpack[ActionChanges]
) -> bool:
    """Change an action; ``False`` where this consultation has no such one."""
    return await history.correct(work, reference, records.action, number, {**changes}, by=by)


async def finish_action(
    work: Work, reference: Reference, number: int, *, by: int | None, proof: str | None = None
) -> bool:
    """Note that an action is done, now; ``False`` where this consultation has no such one."""
    changes: ActionChanges = {"state": ActionState.DONE, "done_at": work.now}
    if proof is not None:
        changes["proof"] = proof
    return await correct_action(work, reference, number, by=by, **changes)


async def remove_action(work: Work, reference: Reference, number: int, *, by: int | None) -> bool:
    """Take an action out that was entered by mistake; one that is not to be done any more is dropped instead."""
    return await history.remove(work, reference, records.action, number, by=by)
