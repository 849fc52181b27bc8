"""The cards of outcomes: those of a consultation, and one with its ledger and what participants were told."""

from typing import Final

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Notice, Paragraph, Quote
from dialogs.engine.presses import page_of
from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened, side_by_side
from dialogs.meeting.following.former import former_outcome
from dialogs.meeting.following.ledger import Result, Step, count_results, find_result, results_of, steps_of
from dialogs.meeting.following.navigating import (
    ADD_OUTCOME,
    ASK,
    CHANGE_OUTCOME,
    CORRECT,
    OUTCOME,
    OUTCOMES,
    PUBLISH,
    SHOW_STEP_PROOF,
    STEP,
    STRIKE,
)
from dialogs.meeting.following.path import NEXT, WAITING
from dialogs.meeting.following.saying import due_text, today
from dialogs.meeting.navigating import action_button, consultation_button, turning, view_button
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named, facilitates, may_see
from dialogs.meeting.striking.navigating import What, strike_button
from dialogs.meeting.terms import ConversionState
from dialogs.meeting.wording import CONVERSION_NAMES

A_PAGE: Final = 8
"""Outcomes a card."""

NO_SUCH_OUTCOME: Final = _("That outcome is not there any more, or not yours to see. /meetings shows what is.")

STEP_LABELS: Final = {
    ConversionState.SUBMITTED: _("It was submitted"),
    ConversionState.ACCEPTED: _("It was accepted for handling"),
    ConversionState.ADOPTED: _("It was adopted"),
    ConversionState.PARTLY_ADOPTED: _("It was adopted in part"),
    ConversionState.REJECTED: _("It was not adopted"),
    ConversionState.IMPLEMENTED: _("It was carried out"),
}
"""What the button of a next step says."""

Row = tuple[Button, ...]


async def result_seen(turn: Turn, arguments: tuple[str, ...]) -> Result | None:
    """Find an outcome of the organisation worked in that the person may see; else say that there is none."""
    result = await find_result(turn, turn.member[1], arguments[0] if arguments else "")
    if result is not None and await may_see(turn, result.reference):
        return result
    turn.say(NO_SUCH_OUTCOME)
    return None


async def show_outcomes(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """List a consultation's outcomes: ``consultation, page``."""
    reference = await consultation_named(turn, arguments)
    return None if reference is None else await outcomes_card(turn, reference, (*arguments, "", "")[1])


async def outcomes_card(turn: Turn, reference: Reference, page_named: str = "", notice: Text | None = None) -> Card:
    """List a consultation's outcomes, a page of them; ``notice`` says what has just happened."""
    count = await count_results(turn, reference)
    last = -(-count // A_PAGE)
    page = page_of(page_named, last)
    results = await results_of(turn, reference, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    said: Block = Bullets(lines=tuple(result_line(turn, result) for result in results))
    adding = ((action_button(_("Add an outcome"), ADD_OUTCOME, reference.id),),) if facilitates(turn) else ()
    return Card(
        blocks=(
            Heading(text=_("Outcomes of {number}", number=reference.number)),
            *(() if notice is None else (Notice(text=notice),)),
            said if results else Paragraph(text=_("No outcome has been written down yet.")),
        ),
        buttons=(
            *((view_button(shortened(result.text, 40), OUTCOME, result.id),) for result in results),
            *turning(OUTCOMES, reference.id, page, last),
            *adding,
            (consultation_button(reference),),
        ),
    )


async def show_outcome(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show one outcome: ``outcome``."""
    result = await result_seen(turn, arguments)
    return None if result is None else await outcome_card(turn, result)


async def outcome_card(turn: Turn, result: Result, notice: Text | None = None) -> Card:
    """Show an outcome with its ledger and the steps that make sense now; ``notice`` says what has just happened."""
    steps = await steps_of(turn, result)
    blocks: list[Block] = [
        Heading(text=_("Outcome of {number}", number=result.reference.number)),
        *(() if notice is None else (Notice(text=notice),)),
        Quote(text=result.text),
        Paragraph(text=_standing(turn, result)),
    ]
    if steps:
        blocks += [Note(text=_("Its way so far:")), Bullets(lines=tuple(step_text(step) for step in steps))]
    blocks += published_blocks(turn, result)
    numbers = tuple(step.id for step in steps)
    former = await former_outcome(turn, result.reference, result.id, numbers)
    return Card(blocks=(*blocks, *former), buttons=_buttons(turn, result, steps))


def result_line(turn: Turn, result: Result) -> Text:
    """Say an outcome on one line."""
    return _("{what}: {standing}", what=shortened(result.text), standing=_standing(turn, result))


def step_text(step: Step, *, proof: bool = True) -> Text:
    """Say a step of the ledger, with its proof or without."""
    parts: list[Text] = [Message(text="{day}", values={"day": step.taken_on})]
    parts += [part for part in (step.body, step.document) if part is not None]
    said = _("{state}: {facts}", state=CONVERSION_NAMES[step.state], facts=side_by_side(parts))
    if step.reason is not None:
        said = _("{said}. Reason: {reason}", said=said, reason=step.reason)
    return said if step.proof is None or not proof else _("{said}. Proof: {proof}", said=said, proof=step.proof)


def published_blocks(turn: Turn, result: Result) -> list[Block]:
    """Tell when participants were told what became of it, and in which words."""
    if result.published_at is None:
        return []
    day = result.published_at.astimezone(turn.who.timezone).date()
    words: list[Block] = [] if result.publication is None else [Quote(text=result.publication)]
    return [Note(text=_("Participants were told on {day}.", day=day)), *words]


def _standing(turn: Turn, result: Result) -> Text:
    state = CONVERSION_NAMES[result.state]
    if result.state not in WAITING or result.due_on is None:
        return state
    return _("{state}; the next step is {due}", state=state, due=due_text(result.due_on, today(turn)))


def _buttons(turn: Turn, result: Result, steps: list[Step]) -> tuple[Row, ...]:
    rows: list[Row] = [
        (action_button(_("See the proof of {day}", day=step.taken_on), SHOW_STEP_PROOF, step.id),)
        for step in steps
        if step.file is not None
    ]
    if facilitates(turn):
        rows += [(action_button(STEP_LABELS[state], STEP, result.id, state.value),) for state in NEXT[result.state]]
        told = result.published_at is not None
        rows.append(
            (action_button(_("Correct what was told") if told else _("Tell participants"), PUBLISH, result.id),)
        )
        rows += [(_correcting(step),) for step in steps]
        rows += [(_striking(steps[-1]),)] if steps else []
        strike = strike_button(_("Strike it"), result.reference, What.OUTCOME, result.id)
        rows.append((action_button(_("Change"), CHANGE_OUTCOME, result.id), strike))
    back = view_button(_("‹ Outcomes"), OUTCOMES, result.reference.id)
    return (*rows, (back, consultation_button(result.reference)))


def _correcting(step: Step) -> Button:
    label = _("Correct: {state}, {day}", state=CONVERSION_NAMES[step.state], day=step.taken_on)
    return action_button(label, CORRECT, step.id)


def _striking(step: Step) -> Button:
    """Strike the latest step: those before it carry what came after them."""
    return action_button(_("Strike: {state}", state=CONVERSION_NAMES[step.state]), STRIKE, step.id, ASK)
