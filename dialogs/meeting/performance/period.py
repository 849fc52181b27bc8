"""The time that performance on record is counted over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Table

from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.daily import zone_of

PERIOD: Final = timedelta(days=365)

_TABLE: Final = records.consultation


@dataclass(frozen=True, kw_only=True)
class Period:
    """What is looked at: from ``since`` on, before ``until``; ``zone`` is the organisation's."""

    organisation: int
    since: datetime
    until: datetime
    zone: ZoneInfo

    @property
    def last_day(self) -> date:
        """The calendar day, there, on which it ends."""
        return self.until.astimezone(self.zone).date()

    @property
    def first_day(self) -> date:
        """The calendar day, there, on which it begins."""
        return self.since.astimezone(self.zone).date()


async def year_until(work: Work, organisation: int, until: datetime) -> Period:
    """Give an organisation's last 365 days up to an instant."""
    zone = await zone_of(work, organisation)
    if zone is None:
        raise LookupError(f"no organisation {organisation}")
    return Period(organisation=organisation, since=until - PERIOD, until=until, zone=zone)


def held_in(period: Period) -> tuple[ColumnElement[bool], ...]:
    """Give the condition for the organisation's consultations that were held in a period."""
    return (
        _TABLE.c.organisation_id == period.organisation,
        _TABLE.c.removed_at.is_(None),
        _TABLE.c.held_at >= period.since,
        _TABLE.c.held_at < period.until,
    )


def of_consultation(part: Table) -> ColumnElement[bool]:
    """Join a part to its consultation."""
    return (part.c.consultation_id == _TABLE.c.id) & (part.c.organisation_id == _TABLE.c.organisation_id)
