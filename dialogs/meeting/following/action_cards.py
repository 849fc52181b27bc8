"""The cards of actions: those of a consultation, one of them, and one's own."""

from datetime import date
from typing import Final

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.presses import page_of
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.following.entering import may_finish, task_seen
from dialogs.meeting.following.former import former_versions
from dialogs.meeting.following.navigating import (
    ACTION,
    ACTIONS,
    ADD,
    CHANGE,
    DONE,
    DROP,
    MINE,
    MY_ACTIONS,
    PROOF,
    REOPEN,
    SHOW_PROOF,
)
from dialogs.meeting.following.saying import standing_text, task_line, today
from dialogs.meeting.following.tasks import Task, count_open_tasks, count_tasks, open_tasks, tasks_of
from dialogs.meeting.navigating import action_button, consultation_button, turning, view_button
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named, facilitates
from dialogs.meeting.striking.navigating import What, strike_button
from dialogs.meeting.terms import ActionState

A_PAGE: Final = 8
"""Actions a card."""

Row = tuple[Button, ...]


async def show_actions(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """List a consultation's actions: ``consultation, page``."""
    reference = await consultation_named(turn, arguments)
    return None if reference is None else await actions_card(turn, reference, (*arguments, "", "")[1])


async def actions_card(turn: Turn, reference: Reference, page_named: str = "", notice: Text | None = None) -> Card:
    """List a consultation's actions, a page of them; ``notice`` says what has just happened."""
    count = await count_tasks(turn, reference)
    last = -(-count // A_PAGE)
    page = page_of(page_named, last)
    tasks = await tasks_of(turn, reference, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    adding = ((action_button(_("Add an action item"), ADD, reference.id),),) if facilitates(turn) else ()
    said: Block = Bullets(lines=tuple(_line(turn, task, whose=True) for task in tasks))
    return Card(
        blocks=(
            Heading(text=_("Action items from {number}", number=reference.number)),
            *(() if notice is None else (Notice(text=notice),)),
            said if tasks else Paragraph(text=_("Nothing is to be done from this consultation yet.")),
        ),
        buttons=(
            *((_task_button(task),) for task in tasks),
            *turning(ACTIONS, reference.id, page, last),
            *adding,
            (consultation_button(reference),),
        ),
    )


async def show_action(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show one action: ``action``."""
    task = await task_seen(turn, arguments)
    return None if task is None else await action_card(turn, task)


async def action_card(turn: Turn, task: Task, notice: Text | None = None) -> Card:
    """Show an action with what can be done about it; ``notice`` says what has just happened."""
    facts: list[Text] = [
        _("Who: {owner}", owner=task.owner),
        _("State: {standing}", standing=standing_text(task, today(turn), _done_on(turn, task))),
    ]
    if task.reason is not None:
        facts.append(_("Why dropped: {reason}", reason=task.reason))
    if task.proof is not None:
        facts.append(_("Proof: {proof}", proof=task.proof))
    blocks: list[Block] = [
        Heading(text=_("Action item from {number}", number=task.reference.number)),
        *(() if notice is None else (Notice(text=notice),)),
        Paragraph(text=task.what),
        Bullets(lines=tuple(facts)),
    ]
    if task.person is None and task.state is ActionState.OPEN:
        blocks.append(Note(text=_("No member here: whoever recorded it is reminded.")))
    return Card(blocks=(*blocks, *await former_versions(turn, task)), buttons=_buttons(turn, task))


async def show_mine(turn: Turn, arguments: tuple[str, ...]) -> Card:
    """List what the person is still to do in the organisation worked in: ``page``."""
    return await my_actions(turn, arguments[0] if arguments else "")


async def my_actions(turn: Turn, page_named: str = "", notice: Text | None = None) -> Card:
    """List what the person is still to do; ``notice`` says what has just happened."""
    person, organisation = turn.member
    count = await count_open_tasks(turn, organisation, person=person)
    last = -(-count // A_PAGE)
    page = page_of(page_named, last)
    tasks = await open_tasks(turn, organisation, person=person, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    lines = tuple(
        _("{line}. From {number}.", line=_line(turn, task, whose=False), number=task.reference.number) for task in tasks
    )
    return Card(
        blocks=(
            Heading(text=_("What I am to do")),
            *(() if notice is None else (Notice(text=notice),)),
            Bullets(lines=lines) if tasks else Paragraph(text=_("Nothing: everything is done.")),
        ),
        buttons=(
            *(
                (action_button(_("Done: {what}", what=shortened(task.what, 30)), DONE, task.id, MINE),)
                for task in tasks
            ),
            *_turning_mine(page, last),
        ),
    )


def _done_on(turn: Turn, task: Task) -> date | None:
    return None if task.done_at is None else task.done_at.astimezone(turn.who.timezone).date()


def _line(turn: Turn, task: Task, *, whose: bool) -> Text:
    return task_line(task, standing_text(task, today(turn), _done_on(turn, task)), whose=whose)


def _task_button(task: Task) -> Button:
    return view_button(shortened(task.what, 40), ACTION, task.id)


def _turning_mine(page: int, last: int) -> tuple[Row, ...]:
    row = (
        *((view_button(_("Previous page"), MY_ACTIONS, page - 1),) if page > 1 else ()),
        *((view_button(_("Next page"), MY_ACTIONS, page + 1),) if page < last else ()),
    )
    return (row,) if row else ()


def _buttons(turn: Turn, task: Task) -> tuple[Row, ...]:
    rows: list[Row] = []
    if may_finish(turn, task):
        rows += _finishing(task)
    if task.file is not None:
        rows.append((action_button(_("See the proof"), SHOW_PROOF, task.id),))
    if facilitates(turn):
        drop = (action_button(_("Drop"), DROP, task.id),) if task.state is ActionState.OPEN else ()
        strike = strike_button(_("Strike it"), task.reference, What.ACTION, task.id)
        rows.append((action_button(_("Change"), CHANGE, task.id), *drop, strike))
    back = view_button(_("‹ Action items"), ACTIONS, task.reference.id)
    return (*rows, (back, consultation_button(task.reference)))


def _finishing(task: Task) -> list[Row]:
    match task.state:
        case ActionState.OPEN:
            return [(action_button(_("Done"), DONE, task.id), action_button(_("Done, with proof"), PROOF, task.id))]
        case ActionState.DONE:
            return [
                (action_button(_("Add proof"), PROOF, task.id), action_button(_("Not done after all"), REOPEN, task.id))
            ]
        case _:
            return [(action_button(_("Take it up again"), REOPEN, task.id),)]
