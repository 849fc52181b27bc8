"""Facilitators note what participants answered to minutes in another way: by telephone, on paper, in person."""

from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Heading
from dialogs.engine.forms import Answers, Choice, Form, Option, PersonStep, Step, Words
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.live.changing import turn_pages
from dialogs.meeting.minutes.about import Which, consultation_of, open_about
from dialogs.meeting.minutes.audience import asked
from dialogs.meeting.minutes.guest_cards import is_open
from dialogs.meeting.minutes.keeping import read_draft, respond
from dialogs.meeting.minutes.navigating import ANSWER, MINUTES
from dialogs.meeting.minutes.responding import LONGEST, why_closed
from dialogs.meeting.references import Reference, hold
from dialogs.people.rights import roles_of

MOST_NAMES: Final = 200
RIGHT: Final = "right"
WRONG: Final = "wrong"


class Answering(BaseModel):
    """What a participant answered another way."""

    who: str
    answer: str
    text: str | None = None


def _is_objection(answers: Answers) -> bool:
    return answers.get("answer") == WRONG


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
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


FORM: Final = Form(
    name=ANSWER,
    version=1,
    title=_("A participant's answer"),
    model=Answering,
    steps=_steps,
    roles=roles_of("form", ANSWER),
    submit=_("Note it"),
    example=Which(consultation=0, number="2026-行-001", names=((1, "李秀兰"),)).model_dump(mode="json"),
)


async def ask_answer(turn: Turn, reference: Reference) -> None:
    """Ask a facilitator whose answer is to be noted."""
    people = await asked(turn, reference)
    draft = await read_draft(turn, reference)
    if not people:
        turn.say(_("Nobody is on record as having taken part."))
    elif not is_open(draft, turn.now):
        turn.say(why_closed(draft))
    else:
        await open_about(turn, ANSWER, reference, tuple((one.participant, one.name) for one in people[:MOST_NAMES]))


async def answered(turn: Turn, arguments: JsonValue, answers: Answering) -> None:
    """Note the answer of somebody who gave it another way."""
    reference = await consultation_of(turn, arguments)
    if reference is None:
        return
    await hold(turn, reference)
    still = {str(one.participant): one.participant for one in await asked(turn, reference)}
    draft = await read_draft(turn, reference)
    if answers.who not in still or not is_open(draft, turn.now):
        turn.say(why_closed(draft))
        return
    objection = None if answers.answer == RIGHT else answers.text
    await respond(turn, reference, still[answers.who], objection=objection, by=turn.who.person)
    await turn_pages(turn, reference)
    await turn.open_view(MINUTES, str(reference.id))
