"""The form in which an outcome is written down, or changed: what was agreed, until when its next step is due."""

from datetime import date
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine import conversations
from dialogs.engine.cards import Card, Heading, Note, Quote
from dialogs.engine.forms import Form, Step, Words
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.asking_days import Today, as_of, coming_day
from dialogs.meeting.conversion import NewOutcome, add_outcomes, correct_outcome, remove_outcome
from dialogs.meeting.following.action_form import ConsultationElsewhere
from dialogs.meeting.following.conversion_cards import outcome_card, result_seen, show_outcomes
from dialogs.meeting.following.ledger import find_result
from dialogs.meeting.following.navigating import OUTCOME, REMOVE_OUTCOME, YES
from dialogs.meeting.navigating import action_button, view_button
from dialogs.meeting.references import find
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION
from dialogs.people.rights import roles_of

LONGEST: Final = 1000


class OutcomeArguments(BaseModel):
    """What the form is opened with: the consultation, and the outcome, to change it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: Today
    consultation: int
    number: str
    outcome: int | None = None


class OutcomeAnswers(BaseModel):
    """What was said."""

    text: str
    due: date | None = None


def _example() -> JsonValue:
    today = Today.model_validate({"now": "2026-03-16T01:30:00Z", "timezone": "Asia/Shanghai"})
    return OutcomeArguments(today=today, consultation=0, number="2026-行-001").model_dump(mode="json")


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = OutcomeArguments.model_validate(arguments)
    return (
        Words(
            name="text",
            label=_("Outcome"),
            prompt=(
                Heading(text=_("What was agreed?")),
                Note(text=_("One conclusion or proposal that can be handed on; each further one by itself.")),
                Note(text=_("From {number}.", number=given.number)),
            ),
            longest=LONGEST,
        ),
        coming_day(
            given.today,
            name="due",
            label=_("Next step due"),
            prompt=(
                Heading(text=_("When is the next step due?")),
                Note(text=_("Submitting it, say. I remind you before and after.")),
            ),
            optional=True,
        ),
    )


FORM: Final = Form(
    name=OUTCOME,
    version=1,
    title=_("An outcome"),
    model=OutcomeAnswers,
    steps=_steps,
    roles=roles_of("form", OUTCOME),
    submit=_("Write it down"),
    example=_example(),
    renewed=as_of,
)


async def ask_to_add(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form for a new outcome: ``consultation``."""
    reference = await find(turn, turn.member[1], arguments[0] if arguments else "")
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
        return
    given = OutcomeArguments(today=Today.of(turn), consultation=reference.id, number=reference.number)
    await turn.open_form(OUTCOME, f"new {reference.id}", given.model_dump(mode="json"))


async def ask_to_change(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form with what is written of an outcome: ``outcome``."""
    result = await result_seen(turn, arguments)
    if result is None:
        return
    given = OutcomeArguments(
        today=Today.of(turn), consultation=result.reference.id, number=result.reference.number, outcome=result.id
    )
    answers: dict[str, JsonValue] = {
        "text": result.text,
        "due": None if result.due_on is None else result.due_on.isoformat(),
    }
    await conversations.drop(turn, OUTCOME, str(result.id))
    await turn.open_form(OUTCOME, str(result.id), given.model_dump(mode="json"), answers)


async def written_down(turn: Turn, arguments: JsonValue, answers: OutcomeAnswers) -> None:
    """Write the outcome down, or change it, and show it."""
    given = OutcomeArguments.model_validate(arguments)
    reference = await find(turn, turn.member[1], given.consultation)
    if reference is None:
        raise ConsultationElsewhere
    if given.outcome is None:
        new = NewOutcome(text=answers.text, due_on=answers.due)
        (number,) = await add_outcomes(turn, reference, [new], by=turn.who.person)
    else:
        number = given.outcome
        await correct_outcome(turn, reference, number, by=turn.who.person, text=answers.text, due_on=answers.due)
    result = await find_result(turn, reference.organisation, number)
    if result is None:
        raise ConsultationElsewhere
    turn.show(await outcome_card(turn, result, _("Written down.")))


async def remove(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Take an outcome out that was entered by mistake, once it is confirmed: ``outcome, ask | yes``."""
    result = await result_seen(turn, arguments)
    if result is None:
        return
    if arguments[1:] == (YES,):
        await remove_outcome(turn, result.reference, result.id, by=turn.who.person)
        card = await show_outcomes(turn, (str(result.reference.id),))
        if card is not None:
            turn.show(card)
        return
    sure = action_button(_("Yes, take it out"), REMOVE_OUTCOME, result.id, YES)
    turn.show(
        Card(
            blocks=(
                Heading(text=_("Take this outcome out?")),
                Quote(text=result.text),
                Note(
                    text=_("It counts no more; the history keeps it. What was not adopted is noted as a step instead.")
                ),
            ),
            buttons=((sure, view_button(_("‹ Back"), OUTCOME, result.id)),),
        )
    )
