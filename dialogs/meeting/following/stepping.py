"""What happens to an outcome's ledger: a step entered, corrected, struck; its proof shown; the outcome opened."""

from pydantic import JsonValue

from dialogs.engine.cards import Card, Heading, Note, Paragraph
from dialogs.engine.offering import NOT_THERE, offered
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.conversion import NewStep, StepChanges, add_step, correct_outcome, correct_step, remove_step
from dialogs.meeting.following.conversion_cards import NO_SUCH_OUTCOME, outcome_card, result_seen, step_text
from dialogs.meeting.following.ledger import Result, find_result, find_step
from dialogs.meeting.following.navigating import OUTCOME, STRIKE, YES
from dialogs.meeting.following.path import NEXT
from dialogs.meeting.following.stages import note_stage
from dialogs.meeting.following.step_form import StepAnswers, StepArguments
from dialogs.meeting.navigating import action_button, view_button
from dialogs.meeting.references import hold
from dialogs.meeting.seeing import may_see
from dialogs.meeting.terms import Stage
from dialogs.people import auditing, membership
from dialogs.people.identifying import identify
from dialogs.people.roles import Role


async def step_given(turn: Turn, arguments: JsonValue, answers: StepAnswers) -> None:
    """Enter the step, or correct it, and show the outcome."""
    given = StepArguments.model_validate(arguments)
    result = await find_result(turn, turn.member[1], given.outcome)
    if result is None:
        turn.say(NO_SUCH_OUTCOME)
        return
    if given.step is None:
        await _enter(turn, result.id, given, answers)
        return
    await correct_step(turn, result.reference, given.step, by=turn.who.person, **_facts(answers))
    await _show(turn, result, given.step)


async def _enter(turn: Turn, number: int, given: StepArguments, answers: StepAnswers) -> None:
    result = await find_result(turn, turn.member[1], number)
    if result is None:
        raise AssertionError("an outcome that was just read cannot be missing")
    # A second facilitator who enters the same step at the same time waits, and then finds it entered.
    await hold(turn, result.reference)
    result = await find_result(turn, turn.member[1], number) or result
    if given.state not in NEXT[result.state]:
        turn.show(await outcome_card(turn, result, _("Somebody has noted a step meanwhile; yours was not added.")))
        return
    step = NewStep.model_validate({"state": given.state, **_facts(answers)})
    await add_step(turn, result.reference, result.id, step, by=turn.who.person)
    if NEXT[given.state]:
        await correct_outcome(turn, result.reference, result.id, by=turn.who.person, due_on=answers.due)
    await note_stage(turn, result.reference, Stage.CONVERTING)
    await _show(turn, result, None)


def _facts(answers: StepAnswers) -> StepChanges:
    facts: StepChanges = {
        "taken_on": answers.when,
        "body": answers.body,
        "document": answers.document,
        "reason": answers.reason,
    }
    kept = answers.proof[0] if answers.proof else None
    if kept is not None and kept.file is not None:
        facts["file"] = kept.file
    if kept is not None and kept.link is not None:
        facts["proof"] = kept.link
    return facts


async def strike(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Strike a step that was entered by mistake, once it is confirmed: ``step, ask | yes``."""
    found = await find_step(turn, turn.member[1], arguments[0] if arguments else "")
    if found is None:
        turn.say(NO_SUCH_OUTCOME)
        return
    result, step = found
    if arguments[1:] == (YES,):
        await remove_step(turn, result.reference, step.id, by=turn.who.person)
        await _show(turn, result, step.id)
        return
    turn.show(
        Card(
            blocks=(
                Heading(text=_("Strike this step?")),
                Paragraph(text=step_text(step)),
                Note(text=_("The outcome then stands where the step before it left it; the history keeps it.")),
            ),
            buttons=(
                (
                    action_button(_("Yes, strike it"), STRIKE, step.id, YES),
                    view_button(_("‹ Back"), OUTCOME, result.id),
                ),
            ),
        )
    )


async def show_proof(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Send the file that proves a step: ``step``."""
    found = await find_step(turn, turn.member[1], arguments[0] if arguments else "")
    if found is None or not await may_see(turn, found[0].reference):
        turn.say(NO_SUCH_OUTCOME)
        return
    result, step = found
    card = NOT_THERE if step.file is None else await offered(turn, step.file)
    if isinstance(card, Card):
        await auditing.note(turn, result.reference.organisation, "proof of a step opened", str(step.id))
        turn.show(card)
    else:
        turn.say(card)


async def open_outcome(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open an outcome from a reminder, in whichever of the person's organisations they record for: ``outcome``."""
    person, worked_in = turn.member
    for number, _name, role in await membership.organisations_of(turn, person):
        found = await find_result(turn, number, arguments[0] if arguments else "")
        if found is None or role is Role.MEMBER:
            continue
        if number != worked_in:
            await membership.work_in(turn, person, number)
            await turn.become(await identify(turn, turn.incoming))
        turn.show(await outcome_card(turn, found))
        return
    result = await result_seen(turn, arguments)
    if result is not None:
        turn.show(await outcome_card(turn, result))


async def _show(turn: Turn, result: Result, corrected: int | None) -> None:
    now = await find_result(turn, result.reference.organisation, result.id) or result
    turn.show(await outcome_card(turn, now, _("Noted.") if corrected is None else _("Corrected.")))
