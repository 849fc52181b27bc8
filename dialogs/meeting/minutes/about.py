"""What the minutes' forms have in common: about which consultation they are, and that it is still there."""

from typing import Final

from pydantic import JsonValue

from dialogs.engine.turn import Turn
from dialogs.meeting.opening import OneConsultation, open_anew
from dialogs.meeting.references import Reference, find
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION

Names = tuple[tuple[int, str], ...]
"""Participants by their numbers."""


class Which(OneConsultation):
    """Which consultation's minutes; ``names`` are those to choose from, where one is chosen."""

    names: Names = ()


EXAMPLE: Final[JsonValue] = Which(consultation=0, number="2026-行-001").model_dump(mode="json")
"""What a form is opened with when it is played in the terminal."""


async def open_about(turn: Turn, form: str, reference: Reference, names: Names = ()) -> None:
    """Open a form about a consultation's minutes."""
    given = Which(consultation=reference.id, number=reference.number, names=names)
    await open_anew(turn, form, str(reference.id), given)


async def consultation_of(turn: Turn, arguments: JsonValue) -> Reference | None:
    """Find the consultation that a form was filled in for; else say that there is none such."""
    reference = await find(turn, turn.member[1], Which.model_validate(arguments).consultation)
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
    return reference
