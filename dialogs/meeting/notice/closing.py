"""Signed minutes close the notice and the materials with the rest of the record."""

from dialogs.engine.turn import Turn
from dialogs.meeting.minutes.keeping import read_draft
from dialogs.meeting.procedure import CLOSED, SIGNED
from dialogs.meeting.references import Reference, find
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION


async def is_closed(turn: Turn, reference: Reference) -> bool:
    """Whether the minutes are signed; then it is said that the record stays as it is."""
    if (await read_draft(turn, reference)).state not in SIGNED:
        return False
    turn.say(CLOSED)
    return True


async def still_open(turn: Turn, consultation: int) -> Reference | None:
    """Find a consultation of the organisation worked in that can be written to; else say why there is none."""
    reference = await find(turn, turn.member[1], consultation)
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
        return None
    return None if await is_closed(turn, reference) else reference
