"""What the buttons of an action do: done, not done after all, opened, its proof shown."""

from dialogs.engine.cards import Card
from dialogs.engine.offering import offered
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.actions import correct_action, finish_action
from dialogs.meeting.following.action_cards import action_card, my_actions
from dialogs.meeting.following.entering import NO_SUCH_ACTION, may_finish, task_entered, task_seen
from dialogs.meeting.following.navigating import MINE
from dialogs.meeting.following.tasks import Task, find_task
from dialogs.meeting.following.telling import owners_told
from dialogs.meeting.terms import ActionState
from dialogs.people import auditing


async def finish(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Note that an action is done: ``action, mine`` (from one's own list) or ``action``."""
    task = await task_entered(turn, arguments)
    if task is None:
        return
    if task.state is ActionState.OPEN:
        await finish_action(turn, task.reference, task.id, by=turn.who.person)
        notice = _("Noted as done: {what}. Thank you.", what=task.what)
    elif task.state is ActionState.DONE:
        notice = _("That was noted as done already.")
    else:
        notice = _("That has been dropped meanwhile, so there is nothing to do any more.")
    if arguments[1:] == (MINE,):
        turn.show(await my_actions(turn, notice=notice))
    else:
        turn.show(await action_card(turn, await _again(turn, task), notice))


async def reopen(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Note that an action is still to be done after all: ``action``."""
    task = await task_seen(turn, arguments)
    if task is None:
        return
    if not may_finish(turn, task):
        turn.say(NO_SUCH_ACTION)
        return
    async with owners_told(turn, task.reference):
        await correct_action(
            turn, task.reference, task.id, by=turn.who.person, state=ActionState.OPEN, done_at=None, reason=None
        )
    turn.show(await action_card(turn, await _again(turn, task), _("It is to be done again.")))


async def open_action(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open an action from a reminder, in whichever of the person's organisations: ``action``."""
    task = await task_entered(turn, arguments)
    if task is not None:
        turn.show(await action_card(turn, task))


async def show_proof(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Send the file that proves an action: ``action``."""
    task = await task_seen(turn, arguments)
    if task is None:
        return
    found = _("That piece of evidence is not there any more.") if task.file is None else await offered(turn, task.file)
    if isinstance(found, Card):
        await auditing.note(turn, task.reference.organisation, "proof of an action opened", str(task.id))
        turn.show(found)
    else:
        turn.say(found)


async def _again(turn: Turn, task: Task) -> Task:
    """Read an action as it stands now."""
    return await find_task(turn, task.reference.organisation, task.id) or task
