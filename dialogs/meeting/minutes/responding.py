"""Participants' answers to minutes: they are right, or what is wrong in them; facilitators note those of others."""

from collections.abc import Awaitable, Callable
from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Answers, Choice, Form, Option, PersonStep, Step, Words
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.minutes.about import EXAMPLE, Which, consultation_of, open_about
from dialogs.meeting.minutes.audience import asked
from dialogs.meeting.minutes.keeping import read_draft, respond
from dialogs.meeting.minutes.navigating import ANSWER, MINUTES, OBJECT
from dialogs.meeting.minutes.showing import takes_answers
from dialogs.meeting.participants import participant_of
from dialogs.meeting.references import Reference, find
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION, has_part
from dialogs.people import membership
from dialogs.people.identifying import identify
from dialogs.people.rights import roles_of

LONGEST: Final = 4000
MOST_NAMES: Final = 200
OVER: Final = _("The time for confirming is over, or the minutes have been signed. Please write to the facilitator.")
RIGHT: Final = "right"
WRONG: Final = "wrong"


async def entered(turn: Turn, arguments: tuple[str, ...]) -> Reference | None:
    """Find the consultation of a letter in whichever of the person's organisations, and work there from now on."""
    person, organisation = turn.member
    number = arguments[0] if arguments else ""
    own = [each for each, _name, _role in await membership.organisations_of(turn, person)]
    for each in sorted(own, key=lambda other: other != organisation):
        reference = await find(turn, each, number)
        if reference is not None and await has_part(turn, reference, person):
            if each != organisation:
                await membership.work_in(turn, person, each)
                await turn.become(await identify(turn, turn.incoming))
            return reference
    turn.say(NO_SUCH_CONSULTATION)
    return None


async def read_minutes(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the minutes from a letter: ``consultation``."""
    reference = await entered(turn, arguments)
    if reference is not None:
        await turn.open_view(MINUTES, str(reference.id))


async def confirm(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Note that a participant finds the minutes right: ``consultation``."""
    await _as_participant(turn, arguments, _confirmed)


async def object_to(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Ask a participant what is wrong: ``consultation``."""
    await _as_participant(turn, arguments, _ask_objection)


async def _as_participant(
    turn: Turn, arguments: tuple[str, ...], then: Callable[[Turn, Reference, int], Awaitable[None]]
) -> None:
    reference = await entered(turn, arguments)
    if reference is None:
        return
    participant = await participant_of(turn, reference, person=turn.who.person)
    if participant is None or not takes_answers(turn, await read_draft(turn, reference)):
        turn.say(OVER)
        return
    await then(turn, reference, participant)


async def _confirmed(turn: Turn, reference: Reference, participant: int) -> None:
    await respond(turn, reference, participant, objection=None, by=turn.who.person)
    turn.say(_("Thank you: it is noted that you find the minutes of {number} right.", number=reference.number))


async def _ask_objection(turn: Turn, reference: Reference, participant: int) -> None:
    del participant
    await open_about(turn, OBJECT, reference)


class Objecting(BaseModel):
    """What is wrong in the minutes."""

    text: str


class Answering(BaseModel):
    """What a participant answered another way."""

    who: str
    answer: str
    text: str | None = None


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


def _is_objection(answers: Answers) -> bool:
    return answers.get("answer") == WRONG


def _answer_steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = Which.model_validate(arguments)
    return (
        PersonStep(
            name="who",
            label=_("Participant"),
            prompt=(Heading(text=_("Who has answered?")),),
            people=tuple(Option(value=str(number), label=name) for number, name in given.names),
        ),
        Choice(
            name="answer",
            label=_("Answer"),
            prompt=(Heading(text=_("What did they say about the minutes of {number}?", number=given.number)),),
            options=(
                Option(value=RIGHT, label=_("They are right")),
                Option(value=WRONG, label=_("They object")),
            ),
        ),
        Words(
            name="text",
            label=_("Objection"),
            prompt=(Heading(text=_("What do they object to, in their own words?")),),
            longest=LONGEST,
            condition=_is_objection,
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

ANSWERING: Final = Form(
    name=ANSWER,
    version=1,
    title=_("A participant's answer"),
    model=Answering,
    steps=_answer_steps,
    roles=roles_of("form", ANSWER),
    submit=_("Note it"),
    example=Which(consultation=0, number="2026-行-001", names=((1, "李秀兰"),)).model_dump(mode="json"),
)


async def objected(turn: Turn, arguments: JsonValue, answers: Objecting) -> None:
    """Attach a participant's objection."""
    given = Which.model_validate(arguments)

    async def attach(turn: Turn, reference: Reference, participant: int) -> None:
        await respond(turn, reference, participant, objection=answers.text, by=turn.who.person)
        turn.say(_("Thank you: your objection is attached to the minutes of {number}.", number=reference.number))

    await _as_participant(turn, (str(given.consultation),), attach)


async def ask_answer(turn: Turn, reference: Reference) -> None:
    """Ask a facilitator whose answer is to be noted."""
    people = await asked(turn, reference)
    if not people:
        turn.say(_("Nobody is on record as having taken part."))
        return
    if not takes_answers(turn, await read_draft(turn, reference)):
        turn.say(OVER)
        return
    names = tuple((one.participant, one.name) for one in people[:MOST_NAMES])
    await open_about(turn, ANSWER, reference, names)


async def answered(turn: Turn, arguments: JsonValue, answers: Answering) -> None:
    """Note the answer of somebody who gave it another way."""
    reference = await consultation_of(turn, arguments)
    if reference is None:
        return
    still = {str(one.participant): one.participant for one in await asked(turn, reference)}
    if answers.who not in still or not takes_answers(turn, await read_draft(turn, reference)):
        turn.say(OVER)
        return
    objection = None if answers.answer == RIGHT else answers.text
    await respond(turn, reference, still[answers.who], objection=objection, by=turn.who.person)
    await turn.open_view(MINUTES, str(reference.id))
