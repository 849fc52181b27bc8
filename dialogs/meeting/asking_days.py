"""Days asked for in a form, typed as people write them: ``12月3日``, ``下周五``, ``3 Dec``."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict

from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import listed
from dialogs.meeting.times import Moment, Past, Unclear, read_moment

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

    def read(text: str) -> date | Text:
        found = read_moment(text, today.now, today.zone)
        if isinstance(found, Past) and found.readings[0].day < today.day:
            return _("{day} is over. Please give a day from today on.", day=found.readings[0].day)
        return _one_of(found, {each.day for each in _readings(found)})

    return read


def day_gone(today: Today) -> Reading:
    """Read a day up to today, when something was done; ``12月3日`` in spring is last year's."""

    def read(text: str) -> date | Text:
        found = read_moment(text, today.now, today.zone, past_allowed=True)
        days = {each.day for each in _readings(found)}
        gone = {day for day in days if day <= today.day}
        if days and not gone:
            return _("{day} is still to come. On which day was it done?", day=min(days))
        return _one_of(found, gone)

    return read


def _readings(found: Moment | Unclear) -> tuple[Moment, ...]:
    return (found,) if isinstance(found, Moment) else found.readings


def _one_of(found: Moment | Unclear, days: set[date]) -> date | Text:
    """Give the one day that is meant, whatever the time of day; else ask."""
    if len(days) == 1:
        return days.pop()
    if isinstance(found, Unclear) and not days:
        return found.sentence
    said: list[Text] = [Message(text="{day}", values={"day": day}) for day in sorted(days)]
    return _("That can mean {days}. Please write the day with its year, like “2026-12-03”.", days=listed(said))
