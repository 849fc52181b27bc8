"""The form in which an action is written down, or changed: what, who, until when."""

from datetime import date
from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Heading, Note
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
from dialogs.meeting.following.owners import Offered, offered, owner_named
from dialogs.meeting.following.tasks import find_task
from dialogs.meeting.following.telling import owners_told
from dialogs.meeting.following.writing_down import WRITTEN, PartElsewhere, ask_for_new, consultation_of
from dialogs.meeting.opening import OneConsultation, open_anew
from dialogs.meeting.references import Reference, read_parts
from dialogs.people.rights import roles_of

LONGEST: Final = 500
ITEMS: Final = 60
"""Agenda items to choose from: no agenda has more."""


class ActionArguments(OneConsultation, Offered):
    """What the form is opened with: the consultation (and the action, to change it), members and agenda items."""

    today: Today
    action: int | None = None
    items: tuple[tuple[int, str], ...] = ()


class ActionAnswers(BaseModel):
    """What was said; ``owner`` is a member's number or a name, ``item`` an agenda item's number."""

    what: str
    owner: str
    due: date | None = None
    item: str | None = None


def _example() -> JsonValue:
    today = Today.model_validate({"now": "2026-03-16T01:30:00Z", "timezone": "Asia/Shanghai"})
    people = ((1, "林美玲"), (2, "王建国"))
    return ActionArguments(today=today, consultation=0, number="2026-行-001", people=people).model_dump(mode="json")


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = ActionArguments.model_validate(arguments)
    choosing = (_item_step(given),) if len(given.items) > 1 and given.action is None else ()
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
            people=given.options(),
            strangers=True,
            check=given.check,
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
    on_record=True,
    example=_example(),
    renewed=as_of,
)


async def ask_to_add(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form for a new action: ``consultation``."""
    await ask_for_new(turn, arguments, ACTION, _given)


async def ask_to_change(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form with what is written of an action: ``action``."""
    task = await task_recorded(turn, arguments)
    if task is None:
        return
    given = (await _given(turn, task.reference)).model_copy(update={"action": task.id})
    known = {number for number, _name in given.people}
    answers: dict[str, JsonValue] = {
        "what": task.what,
        "owner": str(task.person) if task.person in known else task.owner,
        "due": None if task.due_on is None else task.due_on.isoformat(),
    }
    await open_anew(turn, ACTION, str(task.id), given, answers)


async def written_down(turn: Turn, arguments: JsonValue, answers: ActionAnswers) -> None:
    """Write the action down, or change it, tell whose it is, and show it."""
    given = ActionArguments.model_validate(arguments)
    reference = await consultation_of(turn, given.consultation)
    async with owners_told(turn, reference):
        number = await _write(turn, reference, given, answers)
    task = await find_task(turn, reference.organisation, number)
    if task is None:
        raise PartElsewhere
    turn.show(await action_card(turn, task, WRITTEN))


async def _write(turn: Turn, reference: Reference, given: ActionArguments, answers: ActionAnswers) -> int:
    person, owner = await owner_named(turn, reference, answers.owner, given.people)
    if given.action is not None:
        await correct_action(
            *(turn, reference, given.action),
            by=turn.who.person,
            what=answers.what,
            owner=owner,
            person=person,
            due_on=answers.due,
        )
        return given.action
    new = NewAction(what=answers.what, owner=owner, person=person, due_on=answers.due, item=_item(given, answers))
    (number,) = await add_actions(turn, reference, [new], by=turn.who.person)
    return number


def _item(given: ActionArguments, answers: ActionAnswers) -> int | None:
    """Give the agenda item that it comes from: the one that was chosen, or the only one there is."""
    if answers.item is not None:
        return int(answers.item)
    return given.items[0][0] if len(given.items) == 1 else None


async def _given(turn: Turn, reference: Reference) -> ActionArguments:
    items = await read_parts(turn, reference, records.agenda_item)
    items.sort(key=lambda item: (str(item["position"]).zfill(9), str(item["id"]).zfill(18)))
    owners = await offered(turn, reference.organisation, reference)
    return ActionArguments(
        today=Today.of(turn),
        consultation=reference.id,
        number=reference.number,
        people=owners.people,
        others=owners.others,
        joined=owners.joined,
        items=tuple((int(str(item["id"])), str(item["title"])) for item in items),
    )
