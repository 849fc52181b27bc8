"""The form that takes the proof of what was done, and the one that says why something is not done any more."""

from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Block, Heading, Note, Quote
from dialogs.engine.forms import FileStep, Form, Kept, Step, Words
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.actions import ActionChanges, correct_action
from dialogs.meeting.following.action_cards import action_card
from dialogs.meeting.following.entering import (
    NO_SUCH_ACTION,
    may_finish,
    task_entered,
    task_recorded,
)
from dialogs.meeting.following.navigating import DROP, PROOF
from dialogs.meeting.following.tasks import Task, find_task
from dialogs.meeting.following.telling import owners_told
from dialogs.meeting.opening import open_anew
from dialogs.meeting.terms import ActionState
from dialogs.people.rights import roles_of

LONGEST: Final = 500
CLASSIFIED: Final = _("Please send nothing classified.")


class TaskArguments(BaseModel):
    """What the forms are opened with: the action, and its words to be shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: int
    what: str


class Proof(BaseModel):
    """A file or link, and words; either may be left out."""

    file: list[Kept] | None = None
    words: str | None = None


class Dropping(BaseModel):
    """Why it is dropped."""

    reason: str


EXAMPLE: Final[JsonValue] = {"action": 0, "what": "向区民政局报送建议"}


def _about(arguments: JsonValue, question: Text) -> tuple[Block, ...]:
    return Heading(text=question), Quote(text=TaskArguments.model_validate(arguments).what)


def _proof_steps(arguments: JsonValue) -> tuple[Step, ...]:
    return (
        FileStep(
            name="file",
            label=_("File or link"),
            prompt=(*_about(arguments, _("Do you have a proof that it is done?")), Note(text=CLASSIFIED)),
            optional=True,
            most=1,
            links=True,
        ),
        Words(
            name="words",
            label=_("In words"),
            prompt=_about(arguments, _("What was done, in a sentence?")),
            optional=True,
            longest=LONGEST,
        ),
    )


def _drop_steps(arguments: JsonValue) -> tuple[Step, ...]:
    return (
        Words(
            name="reason",
            label=_("Reason"),
            prompt=_about(arguments, _("Why is it not to be done any more?")),
            longest=LONGEST,
        ),
    )


PROVING: Final = Form(
    name=PROOF,
    version=1,
    title=_("Done, with proof"),
    model=Proof,
    steps=_proof_steps,
    roles=roles_of("form", PROOF),
    submit=_("It is done"),
    review=False,
    example=EXAMPLE,
)

DROPPING: Final = Form(
    name=DROP,
    version=1,
    title=_("Drop the action item"),
    model=Dropping,
    steps=_drop_steps,
    roles=roles_of("form", DROP),
    submit=_("Drop"),
    review=False,
    example=EXAMPLE,
)


async def ask_for_proof(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form for the proof: ``action``, of whichever of the person's organisations."""
    task = await task_entered(turn, arguments)
    if task is not None:
        await _open(turn, PROOF, task)


async def ask_to_drop(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form that asks why: ``action``."""
    task = await task_recorded(turn, arguments)
    if task is not None:
        await _open(turn, DROP, task)


async def proven(turn: Turn, arguments: JsonValue, proof: Proof) -> None:
    """Note that it is done, with its proof."""
    task = await find_task(turn, turn.member[1], TaskArguments.model_validate(arguments).action)
    if task is None or not may_finish(turn, task):
        turn.say(NO_SUCH_ACTION)
        return
    changes: ActionChanges = {}
    if task.state is not ActionState.DONE:
        changes = {"state": ActionState.DONE, "done_at": turn.now, "reason": None}
    kept = proof.file[0] if proof.file else None
    words = "\n".join(said for said in (proof.words, kept.link if kept else None) if said)
    if words:
        changes["proof"] = words
    if kept is not None and kept.file is not None:
        changes["file"] = kept.file
    await correct_action(turn, task.reference, task.id, by=turn.who.person, **changes)
    await _show(turn, task, _("Noted as done: {what}. Thank you.", what=task.what))


async def dropped(turn: Turn, arguments: JsonValue, dropping: Dropping) -> None:
    """Drop an action for a reason."""
    task = await find_task(turn, turn.member[1], TaskArguments.model_validate(arguments).action)
    if task is None:
        turn.say(NO_SUCH_ACTION)
        return
    async with owners_told(turn, task.reference):
        await correct_action(
            *(turn, task.reference, task.id),
            by=turn.who.person,
            state=ActionState.DROPPED,
            done_at=None,
            reason=dropping.reason,
        )
    await _show(turn, task, _("Dropped. Nobody is reminded of it any more."))


async def _open(turn: Turn, form: str, task: Task) -> None:
    await open_anew(turn, form, str(task.id), TaskArguments(action=task.id, what=task.what))


async def _show(turn: Turn, task: Task, notice: Text) -> None:
    now = await find_task(turn, task.reference.organisation, task.id)
    turn.show(await action_card(turn, now or task, notice))
