"""What follows: action items that fell due in a period, and how far the outcomes came."""

from datetime import date
from typing import Final

from sqlalchemy import select

from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.conversion import CONVERTED
from dialogs.meeting.performance.period import Period, held_in, of_consultation
from dialogs.meeting.terms import ActionState, ConversionState
from standard.on_record import Agreed, Due

_TABLE: Final = records.consultation


async def read_actions(work: Work, period: Period) -> tuple[Due, ...]:
    """Read the action items of any consultation that fell due in the period; those dropped are not counted."""
    part = records.action
    found = await work.transaction.execute(
        select(part.c.due_on, part.c.state, part.c.done_at)
        .join(_TABLE, of_consultation(part))
        .where(
            _TABLE.c.organisation_id == period.organisation,
            _TABLE.c.removed_at.is_(None),
            part.c.removed_at.is_(None),
            part.c.state != ActionState.DROPPED.value,
            part.c.due_on >= period.first_day,
            part.c.due_on < period.last_day,
        )
        .order_by(part.c.id)
    )
    return tuple(
        Due(
            done=row.state == ActionState.DONE.value,
            on_time=row.done_at is not None and row.done_at.astimezone(period.zone).date() <= row.due_on,
        )
        for row in found
    )


async def read_outcomes(work: Work, period: Period) -> tuple[Agreed, ...]:
    """Read the outcomes of the consultations held in the period, in two statements."""
    part, step = records.outcome, records.conversion_step
    steps = await work.transaction.execute(
        select(step.c.outcome_id, step.c.state)
        .join(_TABLE, of_consultation(step))
        .where(*held_in(period), step.c.removed_at.is_(None))
        .distinct()
    )
    taken: dict[int, set[ConversionState]] = {}
    for row in steps:
        taken.setdefault(row.outcome_id, set()).add(ConversionState(row.state))
    found = await work.transaction.execute(
        select(part.c.id, part.c.state, part.c.due_on)
        .join(_TABLE, of_consultation(part))
        .where(*held_in(period), part.c.removed_at.is_(None))
        .order_by(part.c.id)
    )
    return tuple(_agreed(ConversionState(row.state), row.due_on, taken.get(row.id, set()), period) for row in found)


def _agreed(state: ConversionState, due_on: date | None, taken: set[ConversionState], period: Period) -> Agreed:
    """Say how far an outcome came; one that a body accepted, or answered, was submitted to it."""
    came = (taken | {state}) - {ConversionState.AGREED}
    late = due_on is not None and due_on < period.last_day
    return Agreed(
        submitted=bool(came - {ConversionState.IMPLEMENTED}),
        adopted=bool(came & {ConversionState.ADOPTED, ConversionState.PARTLY_ADOPTED}),
        implemented=ConversionState.IMPLEMENTED in came,
        unconverted=late and state not in CONVERTED,
    )
