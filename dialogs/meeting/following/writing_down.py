"""What writing down an action item and an outcome have in common: for which consultation, and whether it is there."""

from collections.abc import Awaitable, Callable
from typing import Final

from pydantic import BaseModel

from dialogs.engine.errors import Refusal
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting.references import Reference, find
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION

WRITTEN: Final[Message] = _("Written down.")


class PartElsewhere(Refusal):
    """A form was filled in for what is not there any more, or is not the organisation's."""

    def __init__(self) -> None:
        super().__init__(NO_SUCH_CONSULTATION, "what a form is about is gone")


async def ask_for_new(
    turn: Turn,
    arguments: tuple[str, ...],
    form: str,
    given: Callable[[Turn, Reference], Awaitable[BaseModel]],
) -> None:
    """Open the form for something new of a consultation, or go on with what was begun: ``consultation``."""
    reference = await find(turn, turn.member[1], arguments[0] if arguments else "")
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
        return
    await turn.open_form(form, f"new {reference.id}", (await given(turn, reference)).model_dump(mode="json"))


async def consultation_of(turn: Turn, number: int) -> Reference:
    """Find the consultation that a form was filled in for; raises :class:`PartElsewhere`."""
    reference = await find(turn, turn.member[1], number)
    if reference is None:
        raise PartElsewhere
    return reference
