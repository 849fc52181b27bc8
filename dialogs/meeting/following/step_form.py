"""The form that takes a step of an outcome's ledger, or corrects one: when, which body, which document, why."""

from datetime import date
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Heading, Note, Quote
from dialogs.engine.forms import Answers, FileStep, Form, Kept, Step, Words
from dialogs.engine.text import Message, Text, _
from dialogs.meeting.asking_days import Today, as_of, coming_day, day_gone
from dialogs.meeting.following.navigating import STEP
from dialogs.meeting.following.path import NEXT, WITH_REASON
from dialogs.meeting.following.proving import CLASSIFIED
from dialogs.meeting.terms import ConversionState
from dialogs.people.rights import roles_of

LONGEST: Final = 500
LONGEST_NAME: Final = 100

QUESTIONS: Final[dict[ConversionState, tuple[Message, Message]]] = {
    ConversionState.SUBMITTED: (_("When was it submitted?"), _("To which body?")),
    ConversionState.ACCEPTED: (_("When was it accepted for handling?"), _("Which body handles it?")),
    ConversionState.ADOPTED: (_("When was it adopted?"), _("Which body adopted it?")),
    ConversionState.PARTLY_ADOPTED: (_("When was it adopted in part?"), _("Which body adopted it in part?")),
    ConversionState.REJECTED: (_("When was it not adopted?"), _("Which body did not adopt it?")),
    ConversionState.IMPLEMENTED: (_("When was it carried out?"), _("Who carried it out?")),
}
"""By the state that a step leads to: when, and which body."""

DOCUMENT_NOTES: Final[dict[ConversionState, Message]] = {
    ConversionState.SUBMITTED: _("The title or number of what was submitted."),
    ConversionState.ACCEPTED: _("The number of the reply, where there is one."),
}
DOCUMENT_NOTE: Final = _("The body's own document number, like 深民函〔2026〕12号.")


class StepArguments(BaseModel):
    """What the form is opened with: the outcome, the state that the step leads to, and the step, to correct it.

    ``since`` and ``until`` are the days of the steps before and after it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: Today
    outcome: int
    text: str
    state: ConversionState
    step: int | None = None
    since: date | None = None
    until: date | None = None


class StepAnswers(BaseModel):
    """What was said; ``due`` is when the step after this one is due."""

    when: date
    body: str | None = None
    document: str | None = None
    reason: str | None = None
    proof: list[Kept] | None = None
    due: date | None = None


def _example() -> JsonValue:
    today = Today.model_validate({"now": "2026-03-16T01:30:00Z", "timezone": "Asia/Shanghai"})
    return StepArguments(
        today=today, outcome=0, text="在地铁站口增设停放区", state=ConversionState.PARTLY_ADOPTED
    ).model_dump(mode="json")


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = StepArguments.model_validate(arguments)
    when, which = QUESTIONS[given.state]
    asking_reason = (_reason_step(given.state),) if given.state in WITH_REASON else ()
    asking_due = (_due_step(given),) if given.step is None and NEXT[given.state] else ()
    return (
        day_gone(
            given.today,
            name="when",
            label=_("When"),
            prompt=(Heading(text=when), Quote(text=given.text)),
            check=lambda answer, answers: _in_order(given, answer, answers),
        ),
        Words(
            name="body",
            label=_("Body"),
            prompt=(Heading(text=which),),
            longest=LONGEST_NAME,
            optional=given.state is not ConversionState.SUBMITTED,
        ),
        _document_step(given.state),
        *asking_reason,
        _proof_step(),
        *asking_due,
    )


def _document_step(state: ConversionState) -> Step:
    return Words(
        name="document",
        label=_("Document"),
        prompt=(Heading(text=_("By which document?")), Note(text=DOCUMENT_NOTES.get(state, DOCUMENT_NOTE))),
        longest=LONGEST_NAME,
        optional=True,
    )


def _proof_step() -> Step:
    return FileStep(
        name="proof",
        label=_("Proof"),
        prompt=(Heading(text=_("Is there a proof of it?")), Note(text=CLASSIFIED)),
        optional=True,
        most=1,
        links=True,
    )


def _reason_step(state: ConversionState) -> Step:
    partly = state is ConversionState.PARTLY_ADOPTED
    asked = _("What was left out, and why?") if partly else _("What reason was given?")
    return Words(name="reason", label=_("Reason"), prompt=(Heading(text=asked),), longest=LONGEST)


def _due_step(given: StepArguments) -> Step:
    return coming_day(
        given.today,
        name="due",
        label=_("Next step due"),
        prompt=(Heading(text=_("When is the next step due?")), Note(text=_("I remind you before and after."))),
        optional=True,
    )


def _in_order(given: StepArguments, answer: JsonValue, answers: Answers) -> Text | None:
    """Refuse a day before that of the step before, or after that of the step after."""
    del answers
    day = date.fromisoformat(str(answer))
    if given.since is not None and day < given.since:
        return _("The step before it was on {day}, so this one cannot be earlier.", day=given.since)
    if given.until is not None and day > given.until:
        return _("The step after it was on {day}, so this one cannot be later.", day=given.until)
    return None


FORM: Final = Form(
    name=STEP,
    version=1,
    title=_("A step of the outcome conversion"),
    model=StepAnswers,
    steps=_steps,
    roles=roles_of("form", STEP),
    submit=_("Write it down"),
    on_record=True,
    example=_example(),
    renewed=as_of,
)
