"""What of a consultation belongs into a calendar: its date, and what is due after it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from pydantic import BaseModel, ConfigDict

from dialogs.engine.text import Reader, _
from dialogs.meeting.record import Consultation
from dialogs.meeting.terms import ActionState, ConversionState

REMIND_MEETING = (timedelta(days=1), timedelta(hours=1))
REMIND_DEADLINE = (timedelta(days=3), timedelta(hours=15))
"""Before the deadline's day begins: nine in the morning of the day before."""

SETTLED = frozenset({ConversionState.IMPLEMENTED, ConversionState.REJECTED})


class Appointment(BaseModel):
    """One entry of a calendar: a moment, with its end where it is known, or a whole day.

    ``uid`` stays the same whenever the entry is given out again, so that a calendar replaces it.
    """

    model_config = ConfigDict(frozen=True)

    uid: str
    title: str
    begins: datetime | date
    ends: datetime | None = None
    place: str | None = None
    words: str = ""
    alarms: tuple[timedelta, ...] = ()
    """How long before it one is reminded."""
    cancelled: bool = False


def appointments(consultation: Consultation, reader: Reader) -> tuple[Appointment, ...]:
    """Give the consultation's own date and the deadlines that are still open, in that order."""
    return tuple(_all(consultation, reader))


def date_of(consultation: Consultation, reader: Reader) -> Appointment | None:
    """Give the consultation's own date; none where it has none yet. One that is called off is struck from calendars."""
    if consultation.starts_at is None:
        return None
    cancelled = consultation.is_called_off
    # Rows keep their numbers for ever, and no two organisations share one.
    return Appointment(
        uid=f"consultation-{consultation.id}",
        title=reader.say(_("Consultation {number}: {topic}", number=consultation.number, topic=consultation.topic)),
        begins=_begins(consultation, consultation.starts_at, reader),
        ends=consultation.ends_at,
        place=consultation.venue,
        words="\n".join(f"{item.position}. {item.title}" for item in consultation.agenda),
        alarms=() if cancelled else REMIND_MEETING,
        cancelled=cancelled,
    )


def _all(consultation: Consultation, reader: Reader) -> Iterator[Appointment]:
    say, number = reader.say, consultation.number
    own = date_of(consultation, reader)
    if own is not None:
        yield own
    for action in consultation.actions:
        if action.due_on is not None and action.state is ActionState.OPEN:
            title = _("Due: {what} ({owner}, {number})", what=action.what, owner=action.owner, number=number)
            yield _deadline(f"action-{action.id}", say(title), action.due_on)
    for outcome in consultation.outcomes:
        if outcome.due_on is not None and outcome.state not in SETTLED:
            title = _("Outcome conversion due: {outcome} ({number})", outcome=outcome.text, number=number)
            yield _deadline(f"outcome-{outcome.id}", say(title), outcome.due_on)


def _deadline(uid: str, title: str, day: date) -> Appointment:
    return Appointment(uid=uid, title=title, begins=day, alarms=REMIND_DEADLINE)


def _begins(consultation: Consultation, starts_at: datetime, reader: Reader) -> datetime | date:
    """Give the moment; the day alone where no hour is known."""
    return starts_at.astimezone(reader.timezone).date() if consultation.day_only else starts_at
