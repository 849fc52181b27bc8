"""Outcomes and the ledger of their conversion (成果转化): agreed → submitted → accepted → adopted … → implemented."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, TypedDict, Unpack

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.references import Reference, within
from dialogs.meeting.terms import ConversionState

CONVERTED: Final = frozenset(
    {ConversionState.ADOPTED, ConversionState.PARTLY_ADOPTED, ConversionState.REJECTED, ConversionState.IMPLEMENTED}
)
"""The states in which the body that was asked has answered."""


class NewOutcome(BaseModel):
    """An agreed outcome; ``due_on`` is when its next step is due."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    due_on: date | None = None
    item: int | None = None
    state: ConversionState = ConversionState.AGREED


class OutcomeChanges(TypedDict, total=False):
    """What can be corrected of an outcome; its state follows from its steps."""

    text: str
    due_on: date | None
    published_at: datetime | None
    publication: str | None


class NewStep(BaseModel):
    """One step: ``taken_on`` which day, to or by which ``body``, by which ``document``, for which ``reason``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: ConversionState
    taken_on: date
    body: str | None = None
    document: str | None = None
    reason: str | None = None
    proof: str | None = None
    file: int | None = None


class StepChanges(TypedDict, total=False):
    """What can be corrected of a step."""

    state: ConversionState
    taken_on: date
    body: str | None
    document: str | None
    reason: str | None
    proof: str | None
    file: int | None


async def add_outcomes(
    work: Work, reference: Reference, outcomes: Sequence[NewOutcome], *, by: int | None
) -> tuple[int, ...]:
    """Add outcomes; gives their numbers in order.

    Raises :class:`~dialogs.meeting.history.NoSuchPart` for an item that is not this consultation's.
    """
    items = {outcome.item for outcome in outcomes if outcome.item is not None}
    await history.must_have(work, reference, records.agenda_item, items)
    return await history.add(work, reference, records.outcome, [dict(outcome) for outcome in outcomes], by=by)


async def correct_outcome(
    work: Work, reference: Reference, number: int, *, by: int | None, **changes: Unpack[OutcomeChanges]
) -> bool:
    """Change an outcome; ``False`` where this consultation has no such one."""
    return await history.correct(work, reference, records.outcome, number, {**changes}, by=by)


async def remove_outcome(work: Work, reference: Reference, number: int, *, by: int | None) -> bool:
    """Take an outcome out that was entered by mistake; ``False`` where this consultation has no such one."""
    return await history.remove(work, reference, records.outcome, number, by=by)


async def add_step(work: Work, reference: Reference, outcome: int, step: NewStep, *, by: int | None) -> int:
    """Enter a step in an outcome's ledger; the outcome's state becomes that of its latest step. Gives its number.

    Raises :class:`~dialogs.meeting.history.NoSuchPart` for an outcome that is not this consultation's.
    """
    await history.must_have(work, reference, records.outcome, {outcome})
    fields = dict(step) | {"outcome": outcome, "by": by}
    (number,) = await history.add(work, reference, records.conversion_step, [fields], by=by)
    await _bring_up_to_date(work, reference, outcome, by)
    return number


async def correct_step(
    work: Work, reference: Reference, number: int, *, by: int | None, **changes: Unpack[StepChanges]
) -> bool:
    """Change a step of the ledger; ``False`` where this consultation has no such one."""
    done = await history.correct(work, reference, records.conversion_step, number, {**changes}, by=by)
    await _follow(work, reference, number, by)
    return done


async def remove_step(work: Work, reference: Reference, number: int, *, by: int | None) -> bool:
    """Strike a step that was entered by mistake; ``False`` where this consultation has no such one."""
    done = await history.remove(work, reference, records.conversion_step, number, by=by)
    await _follow(work, reference, number, by)
    return done


async def _follow(work: Work, reference: Reference, step: int, by: int | None) -> None:
    table = records.conversion_step
    found = await work.transaction.execute(
        select(table.c.outcome_id).where(table.c.id == step, table.c.consultation_id == reference.id)
    )
    if (outcome := found.scalar_one_or_none()) is not None:
        await _bring_up_to_date(work, reference, outcome, by)


async def _bring_up_to_date(work: Work, reference: Reference, outcome: int, by: int | None) -> None:
    table = records.conversion_step
    latest = await work.transaction.execute(
        select(table.c.state)
        .where(table.c.outcome_id == outcome, *within(reference, table))
        .order_by(table.c.taken_on.desc(), table.c.id.desc())
        .limit(1)
    )
    state = latest.scalar_one_or_none() or ConversionState.AGREED.value
    await history.correct(work, reference, records.outcome, outcome, {"state": state}, by=by)
