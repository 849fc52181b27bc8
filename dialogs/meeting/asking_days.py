"""Days asked for in a form, typed as people write them: ``12月3日``, ``下周五``, ``3 Dec``."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict

from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import listed
from dialogs.meeting.times import Ambiguous, Moment, Past, read_moment

Reading = Callable[[str], date | Text]
"""What a form's day step reads typed words with."""


class Today(BaseModel):
    """When and where a form was opened: part of its arguments, for a form's steps know no clock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    now: AwareDatetime
    timezone: str

    @classmethod
    def of(cls, turn: Turn) -> "Today":
        """Take a turn's time, and the time zone of the organisation worked in."""
        return cls(now=turn.now, timezone=str(turn.who.timezone))

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.timezone)

    @property
    def day(self) -> date:
        """The calendar day there."""
        return self.now.astimezone(self.zone).date()


def coming_day(today: Today) -> Reading:
    """Read a day from today on; what is over or can be read in two ways is asked back."""
    return lambda text: _read(text, today.now, today.zone, past_allowed=False)


def day_gone(today: Today) -> Reading:
    """Read a day up to today: when something was done."""

    def read(text: str) -> date | Text:
        found = _read(text, today.now, today.zone, past_allowed=True)
        if isinstance(found, date) and found > today.day:
            return _("{day} is still to come. On which day was it done?", day=found)
        return found

    return read


def _read(text: str, now: datetime, zone: ZoneInfo, *, past_allowed: bool) -> date | Text:
    found = read_moment(text, now, zone, past_allowed=past_allowed)
    match found:
        case Moment(day=day):
            return day
        case Past(readings=(moment, *_rest)) if moment.day < now.astimezone(zone).date():
            return _("{day} is over. Please give a day from today on.", day=moment.day)
        case Ambiguous(readings=readings) | Past(readings=readings):
            return _several(sorted({moment.day for moment in readings}))
        case _:
            return found.sentence


def _several(days: list[date]) -> date | Text:
    """Ask which of several days is meant; times of one and the same day make no difference."""
    if len(days) == 1:
        return days[0]
    said: list[Text] = [_("{day}", day=day) for day in days]
    return _("That can mean {days}. Please write the day with its year, like “2026-12-03”.", days=listed(said))
