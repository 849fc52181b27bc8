"""The last stages of a consultation are reached by what is done about its outcomes."""

from sqlalchemy import select

from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.references import Reference, within
from dialogs.meeting.stages import reach_stage
from dialogs.meeting.terms import Stage


async def note_stage(turn: Turn, reference: Reference, stage: Stage) -> None:
    """Note that a stage is reached now, unless it was reached already."""
    table = records.stage
    found = await turn.transaction.execute(
        select(table.c.reached_at).where(*within(reference, table), table.c.stage == stage.value)
    )
    if found.scalar_one_or_none() is None:
        await reach_stage(turn, reference, stage, by=turn.who.person)
