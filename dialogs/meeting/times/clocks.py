"""Times of day as people write them, and ranges of them.

A figure from 1 to 8 without a word for the part of the day may be morning or afternoon, so both are given; one with a
leading nought (``03:00``) is of the 24-hour clock.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Final

from dialogs.meeting.times.figures import FIGURE, figure
from dialogs.meeting.times.unclear import EndsBeforeItBegins, HourMissing, Impossible, Misread, NotUnderstood


class PartOfDay(StrEnum):
    """The words that say which half of the clock is meant."""

    MORNING = "morning"
    AM = "am"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


_PARTS: Final[dict[str, PartOfDay]] = {
    **dict.fromkeys(("凌晨", "清晨", "早上", "早晨", "上午", "早", "in the morning", "morning"), PartOfDay.MORNING),
    **dict.fromkeys(("am", "a.m."), PartOfDay.AM),
    **dict.fromkeys(("中午",), PartOfDay.NOON),
    **dict.fromkeys(("下午", "午后", "in the afternoon", "afternoon", "pm", "p.m."), PartOfDay.AFTERNOON),
    **dict.fromkeys(("傍晚", "晚上", "晚间", "夜里", "晚", "in the evening", "evening"), PartOfDay.EVENING),
}
_WORDS: Final = "|".join(re.escape(word) for word in sorted(_PARTS, key=len, reverse=True))
_POINT: Final = rf"(?P<part#>{_WORDS})?\s*(?P<hour#>{FIGURE})"
_MINUTE: Final = (
    rf"(?::(?P<minute#>\d\d)(?!\d)(?::\d\d)?|[点时](?:(?P<quarter#>[一三13])刻|(?P<half#>半)|整|钟|"
    rf"(?P<said#>{FIGURE})分?(?![日号月天]))?)"
)
_AFTER: Final = rf"\s*(?P<after#>{_WORDS})(?![a-z])"
_WHOLE: Final = rf"{_POINT}(?:{_MINUTE}(?:{_AFTER})?|{_AFTER.replace('after', 'suffix')})"
_BEGINNING: Final = rf"{_POINT}(?:{_MINUTE})?(?:{_AFTER})?"
_TO: Final = r"\s*(?:-|到|至|to\s|until\s|till\s)\s*"
_SINGLE: Final = re.compile(_WHOLE.replace("#", "1"))
_RANGE: Final = re.compile(_BEGINNING.replace("#", "1") + _TO + _WHOLE.replace("#", "2"))
_NOON: Final = re.compile(r"(?:12\s*)?noon(?![a-z])|正午")
_PART_ALONE: Final = re.compile(rf"(?:{_WORDS})(?![a-z])")


@dataclass(frozen=True)
class Clock:
    """A time of day, and the end of the range where there is one."""

    begins: time
    ends: time | None = None


def clocks_at(text: str, place: int) -> tuple[int, tuple[Clock, ...]] | None:
    """Read a time or a range of times at a place: where it ends, and what it may mean; none if there is none.

    Raises :class:`Misread` where it is no possible time.
    """
    if found := _RANGE.match(text, place):
        return found.end(), tuple(_range(found))
    if found := _SINGLE.match(text, place):
        return found.end(), tuple(Clock(begins) for begins in _Point.of(found, "1").times())
    if found := _NOON.match(text, place):
        return found.end(), (Clock(time(12)),)
    if _PART_ALONE.match(text, place):
        raise Misread(HourMissing())
    return None


@dataclass(frozen=True)
class _Point:
    hour: int
    minute: int
    part: PartOfDay | None
    exact: bool
    """Written with a leading nought."""
    written: str

    @classmethod
    def of(cls, found: re.Match[str], number: str) -> "_Point":
        groups = {name.removesuffix(number): said for name, said in found.groupdict().items() if name.endswith(number)}
        part = groups["part"] or groups["after"] or groups.get("suffix")
        point = cls(
            hour=figure(groups["hour"]),
            minute=_minute(groups),
            part=_PARTS[part] if part else None,
            exact=re.fullmatch(r"0\d", groups["hour"]) is not None,
            written=found[0],
        )
        if point.hour > 23 or point.minute > 59:
            raise Misread(Impossible(written=found[0].strip()))
        return point

    def times(self) -> tuple[time, ...]:
        """Give the times that it may mean, the likelier first."""
        return tuple(time(hour, self.minute) for hour in self._hours())

    def _hours(self) -> tuple[int, ...]:
        hour = self.hour
        match self.part:
            case None:
                return (hour,) if self.exact or hour == 0 or hour > 8 else _halves(hour)
            case PartOfDay.MORNING | PartOfDay.AM if hour <= 12:
                return (0, 12) if hour == 12 and self.part is PartOfDay.AM else (hour,)
            case PartOfDay.NOON if hour in {11, 12, 13, 14}:
                return (hour,)
            case PartOfDay.NOON if hour in {1, 2}:
                return (hour + 12,)
            case PartOfDay.AFTERNOON if hour:
                return (hour if hour >= 12 else hour + 12,)
            case PartOfDay.EVENING if 5 <= hour <= 11:
                return (hour + 12,)
            case PartOfDay.EVENING if hour > 16:
                return (hour,)
            case PartOfDay.EVENING:  # the night's small hours belong to another day than its evening
                raise Misread(NotUnderstood())
            case _:
                raise Misread(Impossible(written=self.written.strip()))

    def anywhere(self) -> tuple[time, ...]:
        """Give the times that its figure may mean beside a time that says more."""
        hours = (self.hour, (self.hour + 12) % 24) if self.hour <= 12 and not self.exact else (self.hour,)
        return tuple(time(hour, self.minute) for hour in hours)


def _halves(hour: int) -> tuple[int, ...]:
    """Give both hours of a figure from 1 to 8: meetings at seven or eight are rather in the morning."""
    return (hour, hour + 12) if hour >= 7 else (hour + 12, hour)


def _minute(groups: dict[str, str | None]) -> int:
    if groups.get("half"):
        return 30
    if quarter := groups.get("quarter"):
        return 15 * figure(quarter)
    said = groups.get("minute") or groups.get("said")
    return figure(said) if said else 0


def _range(found: re.Match[str]) -> Iterator[Clock]:
    """Give each possible beginning with the next possible end after it."""
    first, second = _Point.of(found, "1"), _Point.of(found, "2")
    any_half = first.part is None and second.part is not None
    ranges = []
    for begins in first.anywhere() if any_half else first.times():
        ends = second.times() if second.part is not None else second.anywhere()
        later = [end for end in ends if end > begins]
        if later:
            ranges.append(Clock(begins, min(later)))
    if not ranges:
        raise Misread(EndsBeforeItBegins())
    yield from [_nearest(ranges)] if any_half else ranges


def _nearest(ranges: list[Clock]) -> Clock:
    """Where one word stands for both ends (``2-4 pm``, ``11-1 pm``), the beginning is the last one before the end."""
    return max(ranges, key=lambda clock: clock.begins)
