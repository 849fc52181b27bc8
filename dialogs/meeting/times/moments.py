"""A day, with or without a time of day."""

from datetime import UTC, date, datetime, time, tzinfo
from typing import Final, Self

from pydantic import BaseModel, ConfigDict

from dialogs.engine.text import Message, _

WEEKDAYS: Final = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
"""By :meth:`datetime.date.weekday`."""

_DAY: Final = "%Y%m%d"
_CLOCK: Final = "%H%M"


class Moment(BaseModel):
    """A day, the time at which something begins where that was given, and when it ends on that day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    begins: time | None = None
    ends: time | None = None

    def starts_at(self, timezone: tzinfo) -> datetime | None:
        """Give the instant, in UTC, at which it begins there; none where only the day is known."""
        return _instant(self.day, self.begins, timezone)

    def ends_at(self, timezone: tzinfo) -> datetime | None:
        """Give the instant, in UTC, at which it ends there, or none."""
        return _instant(self.day, self.ends, timezone)

    @property
    def code(self) -> str:
        """Write it in at most 18 ASCII signs, short enough for a button: ``20261203T1500-1630``."""
        written = f"{self.day:%Y%m%d}"
        if self.begins is not None:
            written += f"T{self.begins:{_CLOCK}}"
        if self.ends is not None:
            written += f"-{self.ends:{_CLOCK}}"
        return written

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read what :attr:`code` wrote; raises ``ValueError`` for anything else."""
        day, _t, clock = code.partition("T")
        begins, _dash, ends = clock.partition("-")
        moment = cls(day=datetime.strptime(day, _DAY).date(), begins=_clock(begins), ends=_clock(ends))  # noqa: DTZ007
        if moment.code != code:
            raise ValueError(f"no moment's code: {code!r}")
        return moment


def said(moment: Moment) -> Message:
    """Say a moment in full, with its weekday, so that a slip is seen."""
    weekday = WEEKDAYS[moment.day.weekday()]
    if moment.begins is None:
        return _("{day} ({weekday})", day=moment.day, weekday=weekday)
    begins = f"{moment.begins:%H:%M}"
    if moment.ends is None:
        return _("{day} ({weekday}), {begins}", day=moment.day, weekday=weekday, begins=begins)
    ends = f"{moment.ends:%H:%M}"
    return _("{day} ({weekday}), {begins}–{ends}", day=moment.day, weekday=weekday, begins=begins, ends=ends)


def _instant(day: date, clock: time | None, timezone: tzinfo) -> datetime | None:
    return None if clock is None else datetime.combine(day, clock, tzinfo=timezone).astimezone(UTC)


def _clock(written: str) -> time | None:
    return datetime.strptime(written, _CLOCK).time() if written else None  # noqa: DTZ007 - a time of day has no zone
