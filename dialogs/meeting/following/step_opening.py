"""The form of a step is opened: for one that makes sense from where the outcome stands, or to correct one."""

from datetime import date

from pydantic import JsonValue

from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.asking_days import Today
from dialogs.meeting.following.conversion_cards import NO_SUCH_OUTCOME, result_seen
from dialogs.meeting.following.ledger import Result, find_step, steps_of
from dialogs.meeting.following.ledger import Step as LedgerStep
from dialogs.meeting.following.navigating import STEP
from dialogs.meeting.following.path import NEXT, WITH_REASON
from dialogs.meeting.following.step_form import StepArguments
from dialogs.meeting.opening import open_anew
from dialogs.meeting.terms import ConversionState


async def ask_for_step(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form for a step that makes sense from where the outcome stands: ``outcome, state``."""
    result = await result_seen(turn, arguments)
    if result is None:
        return
    state = next((each for each in NEXT[result.state] if arguments[1:] == (each.value,)), None)
    if state is None:
        turn.say(_("That step has been noted meanwhile, or does not follow from where the outcome stands."))
        return
    steps = await steps_of(turn, result)
    given = _given(turn, result, state, since=steps[-1].taken_on if steps else None)
    subject = f"{result.id} {state.value}"
    await open_anew(turn, STEP, subject, given)


async def ask_to_correct(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form with what is written of a step: ``step``."""
    found = await find_step(turn, turn.member[1], arguments[0] if arguments else "")
    if found is None:
        turn.say(NO_SUCH_OUTCOME)
        return
    result, step = found
    given = await _around(turn, result, step)
    answers: dict[str, JsonValue] = {
        "when": step.taken_on.isoformat(),
        "body": step.body,
        "document": step.document,
        "proof": None,
        **({"reason": step.reason} if step.state in WITH_REASON else {}),
    }
    await open_anew(turn, STEP, str(step.id), given, answers)


async def _around(turn: Turn, result: Result, step: LedgerStep) -> StepArguments:
    steps = await steps_of(turn, result)
    place = [each.id for each in steps].index(step.id)
    return _given(
        *(turn, result, step.state),
        step=step.id,
        since=steps[place - 1].taken_on if place else None,
        until=steps[place + 1].taken_on if place + 1 < len(steps) else None,
    )


def _given(  # noqa: PLR0913 - what the form is opened with
    turn: Turn,
    result: Result,
    state: ConversionState,
    *,
    step: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> StepArguments:
    return StepArguments(
        today=Today.of(turn), outcome=result.id, text=result.text, state=state, step=step, since=since, until=until
    )
