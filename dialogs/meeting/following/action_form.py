"""The form in which an action is written down, or changed: what, who, until when."""

from datetime import date
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine import conversations
from dialogs.engine.cards import Heading, Note
from dialogs.engine.errors import Refusal
from dialogs.engine.forms import Choice, Form, Option, PersonStep, Step, Words
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting import records
from dialogs.meeting.actions import NewAction, add_actions, correct_action
from dialogs.meeting.asking_days import Today, as_of, coming_day
from dialogs.meeting.following.action_cards import action_card
from dialogs.meeting.following.entering import task_recorded
from dialogs.meeting.following.navigating import ACTION
from dialogs.meeting.following.owners import Person, full_name, options, owner_named, people_offered
from dialogs.meeting.following.tasks import Task, find_task
from dialogs.meeting.references import Reference, find, read_parts
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION
from dialogs.people.rights import roles_of

LONGEST: Final = 500
ITEMS: Final = 60
"""Agenda items to choose from: no agenda has more."""


class ActionArguments(BaseModel):
    """What the form is opened with: the consultation (and the action, to change it), members and agenda items."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: Today
    consultation: int
    number: str
    action: int | None = None
    people: tuple[Person, ...] = ()
    items: tuple[tuple[int, str], ...] = ()


class ActionAnswers(BaseModel):
    """What was said; ``owner`` is a member's number or a name, ``item`` an agenda item's number."""

    what: str
    owner: str
    due: date | None = None
    item: str | None = None


class ConsultationElsewhere(Refusal):
    """A form was filled in for a consultation that is not there any more, or not the organisation's."""

    def __init__(self) -> None:
        super().__init__(NO_SUCH_CONSULTATION, "the consultation of a form is gone")


def _example() -> JsonValue:
    today = Today.model_validate({"now": "2026-03-16T01:30:00Z", "timezone": "Asia/Shanghai"})
    people = ((1, "林美玲"), (2, "王建国"))
    return ActionArguments(today=today, consultation=0, number="2026-行-001", people=people).model_dump(mode="json")


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = ActionArguments.model_validate(arguments)
    choosing = (_item_step(given),) if given.items and given.action is None else ()
    return (
        Words(
            name="what",
            label=_("Task"),
            prompt=(Heading(text=_("What is to be done?")), Note(text=_("From {number}.", number=given.number))),
            longest=LONGEST,
        ),
        PersonStep(
            name="owner",
            label=_("Who"),
            prompt=(
                Heading(text=_("Who does it?")),
                Note(text=_("Members are reminded by me. Of anybody else I remind you.")),
            ),
            people=options(given.people),
            strangers=True,
            check=full_name(given.people),
        ),
        coming_day(
            given.today,
            name="due",
            label=_("Until when"),
            prompt=(Heading(text=_("Until when?")),),
            optional=True,
        ),
        *choosing,
    )


def _item_step(given: ActionArguments) -> Step:
    return Choice(
        name="item",
        label=_("Agenda item"),
        prompt=(Heading(text=_("Which agenda item does it come from?")),),
        options=tuple(Option(value=str(number), label=shortened(title, 40)) for number, title in given.items[:ITEMS]),
        optional=True,
    )


FORM: Final = Form(
    name=ACTION,
    version=1,
    title=_("An action item"),
    model=ActionAnswers,
    steps=_steps,
    roles=roles_of("form", ACTION),
    submit=_("Write it down"),
    example=_example(),
    renewed=as_of,
)


async def ask_to_add(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form for a new action: ``consultation``."""
    reference = await find(turn, turn.member[1], arguments[0] if arguments else "")
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
        return
    given = await _arguments(turn, reference, None)
    await turn.open_form(ACTION, f"new {reference.id}", given.model_dump(mode="json"))


async def ask_to_change(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form with what is written of an action: ``action``."""
    task = await task_recorded(turn, arguments)
    if task is None:
        return
    given = await _arguments(turn, task.reference, task.id)
    known = {number for number, _name in given.people}
    answers: dict[str, JsonValue] = {
        "what": task.what,
        "owner": str(task.person) if task.person in known else task.owner,
        "due": None if task.due_on is None else task.due_on.isoformat(),
    }
    # What a former draft holds may be older than what is written now.
    await conversations.drop(turn, ACTION, str(task.id))
    await turn.open_form(ACTION, str(task.id), given.model_dump(mode="json"), answers)


async def written_down(turn: Turn, arguments: JsonValue, answers: ActionAnswers) -> None:
    """Write the action down, or change it, and show it."""
    given = ActionArguments.model_validate(arguments)
    reference = await find(turn, turn.member[1], given.consultation)
    if reference is None:
        raise ConsultationElsewhere
    person, owner = await owner_named(turn, reference, answers.owner, given.people)
    if given.action is None:
        item = None if answers.item is None else int(answers.item)
        new = NewAction(what=answers.what, owner=owner, person=person, due_on=answers.due, item=item)
        (number,) = await add_actions(turn, reference, [new], by=turn.who.person)
    else:
        number = given.action
        await correct_action(
            *(turn, reference, number),
            by=turn.who.person,
            what=answers.what,
            owner=owner,
            person=person,
            due_on=answers.due,
        )
    turn.show(await action_card(turn, await _written(turn, reference, number), _("Written down.")))


async def _written(turn: Turn, reference: Reference, number: int) -> Task:
    task = await find_task(turn, reference.organisation, number)
    if task is None:
        raise ConsultationElsewhere
    return task


async def _arguments(turn: Turn, reference: Reference, action: int | None) -> ActionArguments:
    items = await read_parts(turn, reference, records.agenda_item)
    items.sort(key=lambda item: (str(item["position"]).zfill(9), str(item["id"]).zfill(18)))
    return ActionArguments(
        today=Today.of(turn),
        consultation=reference.id,
        number=reference.number,
        action=action,
        people=await people_offered(turn, reference),
        items=tuple((int(str(item["id"])), str(item["title"])) for item in items),
    )
