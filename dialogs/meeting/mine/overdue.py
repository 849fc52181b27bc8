"""What is overdue in the organisation: action items first, then outcomes whose next step is."""

from datetime import timedelta
from typing import Final

from dialogs.engine.cards import Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.presses import ViewPress, packed, page_of
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.following.conversion_cards import result_line
from dialogs.meeting.following.ledger import Result, count_results_due, results_due
from dialogs.meeting.following.navigating import ACTION, OUTCOME
from dialogs.meeting.following.saying import due_text, task_line, today
from dialogs.meeting.following.tasks import Task, count_open_tasks, open_tasks
from dialogs.meeting.navigating import view_button

OVERDUE: Final = "overdue"
"""The view: page."""
MEETINGS: Final = "meetings"

A_PAGE: Final = 8


async def count_overdue(turn: Turn) -> int:
    """Count what is overdue in the organisation worked in."""
    tasks, results = await _counts(turn)
    return tasks + results


async def show_overdue(turn: Turn, arguments: tuple[str, ...]) -> Card:
    """List what is overdue, the longest overdue first: ``page``."""
    tasks, results = await _counts(turn)
    last = -(-(tasks + results) // A_PAGE)
    page = page_of((*arguments, "")[0], last)
    offset = (page - 1) * A_PAGE
    organisation, yesterday = turn.member[1], today(turn) - timedelta(days=1)
    late = await open_tasks(turn, organisation, due_until=yesterday, limit=A_PAGE, offset=offset)
    room = A_PAGE - len(late)
    slow = await results_due(turn, organisation, due_until=yesterday, limit=room, offset=max(0, offset - tasks))
    lines: tuple[Text, ...] = (
        *(_task_line(turn, task) for task in late),
        *(_("{line}. From {number}.", line=result_line(turn, one), number=one.reference.number) for one in slow),
    )
    return Card(
        blocks=(
            Heading(text=_("Overdue")),
            Bullets(lines=lines) if lines else Paragraph(text=_("Nothing is overdue.")),
            Note(text=_("Action items first, then outcomes whose next step is overdue.")),
        ),
        buttons=(
            *((_open_task(task),) for task in late),
            *((_open_result(one),) for one in slow),
            *_turning(page, last),
            (Button(label=_("‹ Consultations"), press=packed(ViewPress(MEETINGS))),),
        ),
    )


async def _counts(turn: Turn) -> tuple[int, int]:
    organisation, yesterday = turn.member[1], today(turn) - timedelta(days=1)
    return (
        await count_open_tasks(turn, organisation, due_until=yesterday),
        await count_results_due(turn, organisation, due_until=yesterday),
    )


def _task_line(turn: Turn, task: Task) -> Text:
    line = task_line(task, due_text(task.due_on, today(turn)), whose=True)
    return _("{line}. From {number}.", line=line, number=task.reference.number)


def _open_task(task: Task) -> Button:
    return view_button(shortened(task.what, 40), ACTION, task.id)


def _open_result(result: Result) -> Button:
    return view_button(shortened(result.text, 40), OUTCOME, result.id)


def _turning(page: int, last: int) -> tuple[tuple[Button, ...], ...]:
    row = (
        *((view_button(_("Previous page"), OVERDUE, page - 1),) if page > 1 else ()),
        *((view_button(_("Next page"), OVERDUE, page + 1),) if page < last else ()),
    )
    return (row,) if row else ()
