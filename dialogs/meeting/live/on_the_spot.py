"""A consultation begun where people have met: its kind, its topic, and it is held."""

from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Choice, Form, Option, Step, Words
from dialogs.engine.house import Place
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.lines import lines_of
from dialogs.meeting.live.holding import hold
from dialogs.meeting.templates import read_template
from dialogs.people.rights import roles_of
from standard.library import library

LONGEST_TOPIC: Final = 200
LONGEST_AGENDA: Final = 4000


class OnTheSpot(BaseModel):
    """The form's answers."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    topic: str
    agenda: str | None = None


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    del arguments
    affairs = library().affairs.values()
    return (
        Choice(
            name="kind",
            label=_("Kind"),
            prompt=(Heading(text=_("Which kind of affairs is it about?")),),
            options=tuple(Option(value=affair.clause, label=affair.short) for affair in affairs),
        ),
        Words(
            name="topic",
            label=_("Topic"),
            prompt=(
                Heading(text=_("What is it about?")),
                Note(text=_("One sentence: what is to be discussed or settled. Nothing classified, please.")),
            ),
            longest=LONGEST_TOPIC,
        ),
        Words(
            name="agenda",
            label=_("Agenda"),
            prompt=(
                Heading(text=_("What is on the agenda?")),
                Note(text=_("One item a line. Left out, the topic is the only item.")),
            ),
            longest=LONGEST_AGENDA,
            optional=True,
        ),
    )


FORM: Final[Form[OnTheSpot]] = Form(
    name="meeting-now",
    version=1,
    title=_("A consultation on the spot"),
    model=OnTheSpot,
    steps=_steps,
    roles=roles_of("form", "meeting-now"),
    submit=_("Begin"),
    review=False,
)


async def begin(turn: Turn, arguments: JsonValue, answers: OnTheSpot) -> None:
    """Begin a consultation now, and hold it where it was asked for."""
    person, organisation = turn.member
    rules = (await read_template(turn, organisation, answers.kind)).rules
    new = NewConsultation(clause=answers.kind, topic=answers.topic, starts_at=turn.now, rules=rules)
    reference = await create_consultation(turn, organisation, new, by=person)
    titles = lines_of(answers.agenda or "")
    if titles:
        await add_items(turn, reference, [NewItem(title=title) for title in titles], by=person)
    place = None
    match arguments:
        case [int(chat), str(thread)]:
            place = Place(chat=chat, thread=thread)
    await hold(turn, reference, place)
