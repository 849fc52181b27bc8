"""What follows a consultation: what is to be done, and what becomes of its outcomes."""

from datetime import date, datetime

from dialogs.meeting.record.part import Part
from dialogs.meeting.terms import ActionState, ConversionState


class ActionItem(Part):
    """Something to be done: by a person of the organisation, or by an outside body (a name alone)."""

    id: int
    what: str
    owner: str
    person: int | None = None
    due_on: date | None = None
    state: ActionState = ActionState.OPEN
    done_at: datetime | None = None
    reason: str | None = None
    """Why it was dropped."""
    proof: str | None = None
    item: int | None = None


class ConversionStep(Part):
    """One step of an outcome's conversion: to or by which body, when, by which document, and why."""

    state: ConversionState
    on: date
    body: str | None = None
    document: str | None = None
    reason: str | None = None
    proof: str | None = None


class Outcome(Part):
    """An agreed outcome, and what became of it."""

    id: int
    text: str
    state: ConversionState = ConversionState.AGREED
    due_on: date | None = None
    steps: tuple[ConversionStep, ...] = ()
    published_at: datetime | None = None
    publication: str | None = None
    """What participants were told of what became of what they said."""
