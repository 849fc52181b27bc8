"""How days that something is due on are said."""

from datetime import date
from typing import Final

from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.following.tasks import Task
from dialogs.meeting.terms import ActionState
from dialogs.meeting.times import Moment, said
from dialogs.meeting.wording import ACTION_STATE_NAMES

NO_DAY: Final = _("no date")


def today(turn: Turn) -> date:
    """The day in the organisation's time zone."""
    return turn.now.astimezone(turn.who.timezone).date()


def due_text(due: date | None, today: date) -> Text:
    """Say when something that is still to be done is due."""
    if due is None:
        return NO_DAY
    days, day = (due - today).days, said(Moment(day=due))
    if days == 0:
        return _("due today")
    if days < 0:
        return n_("due on {day}, {count} day overdue", "due on {day}, {count} days overdue", -days, day=day)
    return n_("due on {day}, in {count} day", "due on {day}, in {count} days", days, day=day)


def standing_text(task: Task, today: date, done_on: date | None) -> Text:
    """Say where an action stands: when it is due, that it is done, that it was dropped."""
    match task.state:
        case ActionState.OPEN:
            return due_text(task.due_on, today)
        case ActionState.DONE if done_on is not None:
            return _("done on {day}", day=done_on)
        case state:
            return ACTION_STATE_NAMES[state]


def task_line(task: Task, standing: Text, *, whose: bool) -> Text:
    """Say an action on one line; ``whose`` names its owner."""
    what = shortened(task.what)
    if whose:
        return _("{what} ({owner}): {standing}", what=what, owner=task.owner, standing=standing)
    return _("{what}: {standing}", what=what, standing=standing)
