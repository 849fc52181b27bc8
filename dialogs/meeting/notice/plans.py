"""When and where a consultation is to be: as it is on record, and as those invited were told."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from pydantic import BaseModel, ConfigDict

from dialogs.engine.text import Text, _
from dialogs.meeting.cards.saying import moment_of
from dialogs.meeting.record import Consultation
from dialogs.meeting.times import said


class Plan(BaseModel):
    """The day, the time where it is known, and the place."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    starts_at: datetime | None
    ends_at: datetime | None
    day_only: bool
    venue: str | None

    def same_time(self, other: "Plan") -> bool:
        """Whether it is at the same time."""
        return (self.starts_at, self.ends_at, self.day_only) == (other.starts_at, other.ends_at, other.day_only)


def plan_of(consultation: Consultation) -> Plan:
    """Give when and where a consultation is to be."""
    return Plan.model_validate(consultation.model_dump(include=set(Plan.model_fields)))


def when_text(consultation: Consultation, plan: Plan, timezone: tzinfo) -> Text:
    """Say when it is by a plan, as the organisation's clock shows it."""
    planned = consultation.model_copy(update=plan.model_dump())
    return _("not fixed yet") if plan.starts_at is None else said(moment_of(planned, timezone))


def where_text(plan: Plan) -> Text:
    """Say where it is by a plan."""
    return _("not fixed yet") if plan.venue is None else plan.venue


def changes(consultation: Consultation, told: Plan, timezone: tzinfo) -> Iterator[Text]:
    """Say what is otherwise than it was told: from what to what."""
    now = plan_of(consultation)
    if not now.same_time(told):
        before, after = (when_text(consultation, plan, timezone) for plan in (told, now))
        yield _("When: {before} → {after}", before=before, after=after)
    if now.venue != told.venue:
        yield _("Venue: {before} → {after}", before=where_text(told), after=where_text(now))
