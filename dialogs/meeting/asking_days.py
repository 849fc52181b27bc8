"""Steps that ask for a day, typed as people write it: ``12月3日``, ``下周五``, ``3 Dec``; answered as ISO 8601."""

from datetime import date, datetime, tzinfo
from typing import Final, TypedDict, Unpack
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Block
from dialogs.engine.forms import Check
from dialogs.engine.interpreted import Interpreted, Understood, Unsure
from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.times import Moment, Past, Unclear, read_deadline, read_moment

TAKES: Final = _("Type a day as you would write it, for example 3 April, tomorrow or 2026-04-03.")


class Today(BaseModel):
    """The time of a turn and the time zone: part of a form's arguments as ``today``, for its steps know no clock."""

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


def as_of(arguments: JsonValue, now: datetime, timezone: tzinfo) -> JsonValue:
    """Give a form's arguments with ``today`` as it is at a turn: for :attr:`~dialogs.engine.forms.Form.renewed`."""
    today = Today(now=now, timezone=str(timezone)).model_dump(mode="json")
    return {**arguments, "today": today} if isinstance(arguments, dict) else arguments


class Asked(TypedDict, total=False):
    """What a step says."""

    name: str
    label: Text
    prompt: tuple[Block, ...]
    optional: bool
    check: Check | None


def coming_day(today: Today, **asked: Unpack[Asked]) -> Interpreted:
    """Ask for a day from today on; one that is over, or can mean several, is asked back for."""
    return Interpreted(**asked, read=lambda text: _coming(today, text), say=day_said, takes=TAKES)


def day_gone(today: Today, **asked: Unpack[Asked]) -> Interpreted:
    """Ask for a day up to today, when something was done: ``12月3日`` in spring is last year's."""
    return Interpreted(**asked, read=lambda text: _gone(today, text), say=day_said, takes=TAKES)


def day_said(value: str) -> Text:
    """Say a day as the reader's language writes it."""
    return Message(text="{day}", values={"day": date.fromisoformat(value)})


def _coming(today: Today, text: str) -> Understood | Unsure:
    found = read_deadline(text, today.now, today.zone)
    days = _days(found)
    if days == {today.day}:
        return Understood(today.day.isoformat())
    return _answered(found, days, ask=isinstance(found, Past))


def _gone(today: Today, text: str) -> Understood | Unsure:
    found = read_moment(text, today.now, today.zone, past_allowed=True)
    days = _days(found)
    gone = {day for day in days if day <= today.day}
    if days and not gone:
        return Unsure(_("{day} is still to come. On which day was it done?", day=min(days)))
    return _answered(found, gone, ask=False)


def _days(found: Moment | Unclear) -> set[date]:
    """Give the days that are meant, whatever the times of day."""
    return {found.day} if isinstance(found, Moment) else {each.day for each in found.readings}


def _answered(found: Moment | Unclear, days: set[date], *, ask: bool) -> Understood | Unsure:
    readings = tuple(day.isoformat() for day in sorted(days))
    if isinstance(found, Moment) or (len(days) == 1 and not ask):
        return Understood(readings[0])
    return Unsure(found.sentence, readings)
