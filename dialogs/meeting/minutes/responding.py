"""Participants' own answers to minutes: they are right, or what is wrong in them."""

from collections.abc import Awaitable, Callable
from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Form, Step, Words
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting.minutes.about import EXAMPLE, Which, open_about
from dialogs.meeting.minutes.guest_cards import is_open
from dialogs.meeting.minutes.guest_pages import show_here
from dialogs.meeting.minutes.keeping import Draft, read_draft, respond
from dialogs.meeting.minutes.navigating import COPY, MINUTES, OBJECT
from dialogs.meeting.minutes.places import Place, place_of
from dialogs.meeting.references import hold
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION
from dialogs.meeting.terms import MinutesState
from dialogs.people.rights import roles_of

LONGEST: Final = 4000
OVER: Final = _("The time for confirming is over, or the minutes have been signed. Please write to the facilitator.")
REVISED: Final = _("These minutes were taken back to be revised. You are asked again once they are done.")


async def entered(turn: Turn, arguments: tuple[str, ...]) -> Place | None:
    """Find the consultation of a letter or a page; else say that there is none such."""
    place = await place_of(turn, arguments[0] if arguments else "")
    if place is None:
        turn.leave_card()
        turn.say(NO_SUCH_CONSULTATION)
    return place


async def read_minutes(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the minutes from a letter: ``consultation``."""
    place = await entered(turn, arguments)
    if place is None:
        return
    if place.member:
        await turn.open_view(MINUTES, str(place.reference.id))
    else:
        turn.leave_card()
        await turn.open_view(COPY, str(place.reference.id))


async def confirm(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Note that a participant finds the minutes right: ``consultation``."""
    await _as_participant(turn, arguments, _confirmed)


async def object_to(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Ask a participant what is wrong: ``consultation``."""
    await _as_participant(turn, arguments, _ask_objection)


async def _as_participant(
    turn: Turn, arguments: tuple[str, ...], then: Callable[[Turn, Place, int], Awaitable[None]]
) -> None:
    place = await entered(turn, arguments)
    if place is None:
        return
    if not place.member:
        turn.leave_card()
    await hold(turn, place.reference)
    draft = await read_draft(turn, place.reference)
    if place.participant is None or not is_open(draft, turn.now):
        await _settle(turn, place, why_closed(draft))
        return
    await then(turn, place, place.participant)


def why_closed(draft: Draft) -> Message:
    """Say why minutes take no answers now."""
    return REVISED if draft.state is MinutesState.DRAFT and draft.circulated_at is not None else OVER


async def _settle(turn: Turn, place: Place, said: Message) -> None:
    """Say what came of it; a guest's page shows it, too."""
    if not place.member:
        turn.leave_card()
        if turn.who.channel == "web" and turn.who.person is None:
            await show_here(turn, place.reference)
    turn.say(said)


async def _confirmed(turn: Turn, place: Place, participant: int) -> None:
    number = place.reference.number
    await respond(turn, place.reference, participant, objection=None, by=turn.who.person)
    await _settle(turn, place, _("Thank you: it is noted that you find the minutes of {number} right.", number=number))


async def _ask_objection(turn: Turn, place: Place, participant: int) -> None:
    del participant
    await open_about(turn, OBJECT, place.reference)


class Objecting(BaseModel):
    """What is wrong in the minutes."""

    text: str


def _objection_steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = Which.model_validate(arguments)
    return (
        Words(
            name="text",
            label=_("Objection"),
            prompt=(
                Heading(text=_("What is wrong in the minutes of {number}?", number=given.number)),
                Note(text=_("It is attached to the minutes as you write it, with your name.")),
            ),
            longest=LONGEST,
        ),
    )


OBJECTING: Final = Form(
    name=OBJECT,
    version=1,
    title=_("An objection to minutes"),
    model=Objecting,
    steps=_objection_steps,
    roles=roles_of("form", OBJECT),
    submit=_("Attach it"),
    example=EXAMPLE,
)


async def objected(turn: Turn, arguments: JsonValue, answers: Objecting) -> None:
    """Attach a participant's objection."""
    given = Which.model_validate(arguments)

    async def attach(turn: Turn, place: Place, participant: int) -> None:
        number = place.reference.number
        await respond(turn, place.reference, participant, objection=answers.text, by=turn.who.person)
        await _settle(
            turn, place, _("Thank you: your objection is attached to the minutes of {number}.", number=number)
        )

    await _as_participant(turn, (str(given.consultation),), attach)
