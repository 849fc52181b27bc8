"""The form in which an outcome is written down, or changed: what was agreed, until when its next step is due."""

from datetime import date
from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Form, Step, Words
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.asking_days import Today, as_of, coming_day
from dialogs.meeting.conversion import NewOutcome, add_outcomes, correct_outcome
from dialogs.meeting.following.conversion_cards import outcome_card, result_seen
from dialogs.meeting.following.ledger import find_result
from dialogs.meeting.following.navigating import OUTCOME
from dialogs.meeting.following.writing_down import WRITTEN, PartElsewhere, ask_for_new, consultation_of
from dialogs.meeting.opening import OneConsultation, open_anew
from dialogs.meeting.references import Reference
from dialogs.people.rights import roles_of

LONGEST: Final = 1000


class OutcomeArguments(OneConsultation):
    """What the form is opened with: the consultation, and the outcome, to change it."""

    today: Today
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
    on_record=True,
    example=_example(),
    renewed=as_of,
)


async def ask_to_add(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form for a new outcome: ``consultation``."""
    await ask_for_new(turn, arguments, OUTCOME, _given)


async def ask_to_change(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form with what is written of an outcome: ``outcome``."""
    result = await result_seen(turn, arguments)
    if result is None:
        return
    given = (await _given(turn, result.reference)).model_copy(update={"outcome": result.id})
    answers: dict[str, JsonValue] = {
        "text": result.text,
        "due": None if result.due_on is None else result.due_on.isoformat(),
    }
    await open_anew(turn, OUTCOME, str(result.id), given, answers)


async def written_down(turn: Turn, arguments: JsonValue, answers: OutcomeAnswers) -> None:
    """Write the outcome down, or change it, and show it."""
    given = OutcomeArguments.model_validate(arguments)
    reference = await consultation_of(turn, given.consultation)
    if given.outcome is None:
        new = NewOutcome(text=answers.text, due_on=answers.due)
        (number,) = await add_outcomes(turn, reference, [new], by=turn.who.person)
    else:
        number = given.outcome
        await correct_outcome(turn, reference, number, by=turn.who.person, text=answers.text, due_on=answers.due)
    result = await find_result(turn, reference.organisation, number)
    if result is None:
        raise PartElsewhere
    turn.show(await outcome_card(turn, result, WRITTEN))


async def _given(turn: Turn, reference: Reference) -> OutcomeArguments:
    return OutcomeArguments(today=Today.of(turn), consultation=reference.id, number=reference.number)
