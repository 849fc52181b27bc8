"""Why something that was typed is no moment yet, each with the sentence that asks back."""

from dataclasses import dataclass
from datetime import date

from dialogs.engine.text import Message, _
from dialogs.meeting.times.moments import WEEKDAYS, Moment, said


@dataclass(frozen=True)
class Unclear:
    """Base of the reasons; ``readings`` are what it may mean, to choose from, the likelier first."""

    readings: tuple[Moment, ...] = ()

    @property
    def sentence(self) -> Message:
        """Say to the person what is unclear."""
        return _(
            "I could not read that as a date. Please write, for example, “2026-12-03 15:00” or “3 Dec, 3 pm–5 pm”."
        )


@dataclass(frozen=True)
class NotUnderstood(Unclear):
    """It is no way of writing a moment that we know, or more than one moment."""


@dataclass(frozen=True)
class Lunar(NotUnderstood):
    """A day of the lunar calendar: ``腊月二十三``."""

    @property
    def sentence(self) -> Message:
        """Ask for it by the common calendar."""
        return _("That is a day of the lunar calendar. Please write it by the common one, like “2026-12-03”.")


@dataclass(frozen=True)
class Ambiguous(Unclear):
    """It can be read in the several ways of ``readings``."""

    @property
    def sentence(self) -> Message:
        """Ask which is meant."""
        return _("That can be read in more than one way. Which do you mean?")


@dataclass(frozen=True)
class Past(Unclear):
    """It is over; ``readings`` has the one moment that was read, for those who do mean it."""

    @property
    def sentence(self) -> Message:
        """Say that it is over."""
        return _("{moment} is over. Is that what you mean?", moment=said(self.readings[0]))


@dataclass(frozen=True)
class Impossible(Unclear):
    """There is no such day or time: ``2月30日``, ``25:00``."""

    written: str = ""

    @property
    def sentence(self) -> Message:
        """Say that there is none."""
        return _("There is no “{written}”. Please check the day and the time.", written=self.written)


@dataclass(frozen=True)
class Contradictory(Unclear):
    """A day and a weekday that do not belong together."""

    day: date = date.min

    @property
    def sentence(self) -> Message:
        """Say which weekday the day has."""
        return _(
            "{day} is a {weekday}: the day and the weekday do not fit. Please write it again.",
            day=self.day,
            weekday=WEEKDAYS[self.day.weekday()],
        )


@dataclass(frozen=True)
class EndsBeforeItBegins(Unclear):
    """A time range that runs backwards or past midnight."""

    @property
    def sentence(self) -> Message:
        """Say so."""
        return _("The end lies before the beginning. Please write both on one day, like “14:00–16:30”.")


@dataclass(frozen=True)
class DayMissing(Unclear):
    """A time of day without a day."""

    @property
    def sentence(self) -> Message:
        """Ask for the day."""
        return _("On which day? Please write the day with the time, like “3 Dec 14:00”.")


@dataclass(frozen=True)
class HourMissing(Unclear):
    """A part of the day without an hour: ``后天上午``."""

    @property
    def sentence(self) -> Message:
        """Ask for the hour."""
        return _("At what time? Please write the hour, too, like “9 am” or “14:30”.")


class Misread(Exception):
    """Reading stops here, for the reason that it carries."""

    def __init__(self, reason: Unclear) -> None:
        super().__init__(type(reason).__name__)
        self.reason = reason
