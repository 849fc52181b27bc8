"""Calling a consultation off, for a reason that those invited are told; and holding it after all."""

from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Form, Step, Words
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.notice.closing import still_open
from dialogs.meeting.notice.navigating import CALL_OFF
from dialogs.meeting.notice.showing import notice_card
from dialogs.meeting.notice.standing import read_standing
from dialogs.meeting.opening import EXAMPLE, OneConsultation, open_anew
from dialogs.meeting.references import Reference
from dialogs.people import auditing
from dialogs.people.rights import roles_of

LONGEST: Final = 300
HELD: Final = _("This consultation has been held, so it cannot be called off any more.")


class CallingOff(BaseModel):
    """Why it is called off."""

    reason: str


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = OneConsultation.model_validate(arguments)
    return (
        Words(
            name="reason",
            label=_("Reason"),
            prompt=(
                Heading(text=_("Why is {number} called off?", number=given.number)),
                Note(text=_("The reason stays on record, and those who had the notice are told it. You see it first.")),
            ),
            longest=LONGEST,
        ),
    )


FORM: Final = Form(
    name=CALL_OFF,
    version=1,
    title=_("Call it off"),
    model=CallingOff,
    steps=_steps,
    roles=roles_of("form", CALL_OFF),
    submit=_("Call it off"),
    example=EXAMPLE,
)


async def ask(turn: Turn, reference: Reference) -> None:
    """Ask why."""
    if (await read_standing(turn, reference)).consultation.held_at is not None:
        turn.say(HELD)
        return
    given = OneConsultation(consultation=reference.id, number=reference.number)
    await open_anew(turn, CALL_OFF, str(reference.id), given)


async def called_off(turn: Turn, arguments: JsonValue, answers: CallingOff) -> None:
    """Call it off; whoever had the notice is told by a press of its own."""
    reference = await still_open(turn, OneConsultation.model_validate(arguments).consultation)
    if reference is None:
        return
    if (await read_standing(turn, reference)).consultation.held_at is not None:
        turn.say(HELD)
        return
    await correct_consultation(turn, reference, by=turn.who.person, called_off_at=turn.now, call_off=answers.reason)
    await _show(turn, reference, "consultation called off", _("It is called off."))


async def hold_after_all(turn: Turn, reference: Reference) -> None:
    """Let it take place after all."""
    await correct_consultation(turn, reference, by=turn.who.person, called_off_at=None, call_off=None)
    await _show(turn, reference, "consultation held after all", _("It takes place after all."))


async def _show(turn: Turn, reference: Reference, action: str, notice: Message) -> None:
    await auditing.note(turn, reference.organisation, action, reference.number)
    turn.show(await notice_card(turn, await read_standing(turn, reference), notice))
