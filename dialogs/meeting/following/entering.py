"""Finding what a button names: in the organisation worked in, or, from a reminder, in another one of the person's."""

from typing import Final

from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.following.tasks import Task, find_task
from dialogs.meeting.seeing import facilitates, may_see
from dialogs.people import membership
from dialogs.people.identifying import identify
from dialogs.people.roles import Role

NO_SUCH_ACTION: Final = _(
    "That action item is not there any more, or not yours to see. /meetings shows those that are."
)


def may_finish(turn: Turn, task: Task) -> bool:
    """Whether the person may say that an action is done: its owner, and facilitators."""
    return facilitates(turn) or task.person == turn.who.person


async def task_seen(turn: Turn, arguments: tuple[str, ...]) -> Task | None:
    """Find an action of the organisation worked in that the person may see; else say that there is none."""
    task = await find_task(turn, turn.member[1], arguments[0] if arguments else "")
    if task is not None and (task.person == turn.who.person or await may_see(turn, task.reference)):
        return task
    turn.say(NO_SUCH_ACTION)
    return None


async def task_recorded(turn: Turn, arguments: tuple[str, ...]) -> Task | None:
    """Find an action of the organisation worked in, for a facilitator; else say that there is none."""
    task = await find_task(turn, turn.member[1], arguments[0] if arguments else "")
    if task is None:
        turn.say(NO_SUCH_ACTION)
    return task


async def task_entered(turn: Turn, arguments: tuple[str, ...]) -> Task | None:
    """Find an action that the person may finish in whichever of their organisations, and work in that one.

    Else say that there is none. A reminder reaches people while they work in another organisation.
    """
    person, worked_in = turn.member
    wanted = arguments[0] if arguments else ""
    for number, _name, role in await membership.organisations_of(turn, person):
        task = await find_task(turn, number, wanted)
        if task is None or (task.person != person and role is Role.MEMBER):
            continue
        if number != worked_in:
            await membership.work_in(turn, person, number)
            await turn.become(await identify(turn, turn.incoming))
        return task
    turn.say(NO_SUCH_ACTION)
    return None
