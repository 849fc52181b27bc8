"""When somebody is reminded: pure reckoning with days and clocks, in the organisation's time zone."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

BEFORE: Final = (3, 1)
"""Days before the due date."""

AFTER: Final = (1, 8, 15, 22, 29)
"""Days after it: the day after, then weekly, four times at most."""

LONG_OVERDUE: Final = 7
"""Days after which whoever recorded it is told, too."""

MORNING: Final = time(9)
"""When reminders go out."""

QUIET_FROM: Final = time(21)
QUIET_UNTIL: Final = time(8)
"""Nobody is reminded in between, however late the reminders of a day are."""

FARTHEST: Final = max(AFTER)


def is_quiet(here: datetime) -> bool:
    """Whether it is night there."""
    return not QUIET_UNTIL <= here.time() < QUIET_FROM


def next_at(here: datetime, clock: time) -> datetime:
    """Give the next instant at which the clock there shows a time."""
    zone = _zone(here)
    today = datetime.combine(here.date(), clock, tzinfo=zone)
    return today if today > here else datetime.combine(here.date() + timedelta(days=1), clock, tzinfo=zone)


def reminded(due: date, since: date, today: date) -> bool:
    """Whether a day for reminding of what is due lies after ``since``, up to today."""
    days = [due - timedelta(days=ahead) for ahead in BEFORE] + [due + timedelta(days=late) for late in AFTER]
    return any(since < day <= today for day in days)


def long_overdue(due: date, since: date, today: date) -> bool:
    """Whether it became overdue for a week after ``since``, up to today."""
    return since < due + timedelta(days=LONG_OVERDUE) <= today


def _zone(here: datetime) -> tzinfo:
    if here.tzinfo is None:
        raise ValueError("a time without a zone has no morning")
    return here.tzinfo
