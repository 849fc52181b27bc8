"""Reads a whole writing: its days, weekdays and times must together leave exactly one moment."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Final

from dialogs.meeting.times.clocks import Clock, clocks_at
from dialogs.meeting.times.days import day_at
from dialogs.meeting.times.moments import Moment
from dialogs.meeting.times.unclear import (
    Ambiguous,
    Contradictory,
    DayMissing,
    Lunar,
    Misread,
    NotUnderstood,
    Past,
    Unclear,
)
from dialogs.meeting.times.weekdays import Weekday, weekday_at

LONGEST: Final = 80
"""Characters; nothing longer is a moment."""

_FILLING: Final = re.compile(
    r"[\s,、;。()的]+|(?:at|on|from|the)(?![a-z])|时间:?|日期:?|开始|举行|召开|于|在|起|左右|大约|大概"
)
_ALIKE: Final = str.maketrans(
    dict.fromkeys("‐‑‒–—―−~〜", "-")
    | dict.fromkeys("○◯", "〇")
    | dict(zip("點時號週禮後兩鐘’", "点时号周礼后两钟'", strict=True))
)
"""Signs that stand for the same: dashes, the noughts of official documents, what is written in the full forms."""

_LUNAR: Final = re.compile(r"农历|農曆|阴历|旧历|腊月|臘月|冬月|正月|除夕|春节|月初[一二三四五六七八九十]")
_SPACED: Final = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=\d)|(?<=\d)\s+(?=[\u4e00-\u9fff])")
"""``12 月 3 日``."""

_HOUR_ALONE: Final = re.compile(r"(?<![a-z])at\s+(\d{1,2})(?![\d:.]|\s*[ap]\.?m|\s*noon|\s*-|\s*to\s|点|时)")
"""``at 3``."""

_O_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})\s*o'clock(?![a-z])")
_JOINED: Final = (
    ("今晚", "今天晚上"),
    ("明晚", "明天晚上"),
    ("昨晚", "昨天晚上"),
    ("今早", "今天早上"),
    ("明早", "明天早上"),
    ("tonight", "today evening"),
    ("this morning", "today morning"),
    ("this afternoon", "today afternoon"),
    ("this evening", "today evening"),
    ("——", "-"),
)


def read_moment(
    text: str, now: datetime, timezone: tzinfo, *, past_allowed: bool = False, day: date | None = None
) -> Moment | Unclear:
    """Read a day with or without a time of day, or a range of times, as somebody in a time zone writes it.

    ``now`` is aware. ``past_allowed`` takes what is over without asking back; ``day`` is the day of a time that
    stands alone (else :class:`DayMissing` asks for it).
    """
    if len(text) > LONGEST:
        return NotUnderstood()
    here = now.astimezone(timezone)
    try:
        found = _take_apart(_folded(text), here.date())
        moments = found.moments(day)
    except (Misread, OverflowError) as fault:
        reason = fault.reason if isinstance(fault, Misread) else NotUnderstood()
        return Lunar() if isinstance(reason, NotUnderstood) and _LUNAR.search(text) else reason
    if not past_allowed:
        moments = _without_hours_gone(moments, here)
    if len(moments) > 1:
        return Ambiguous(readings=tuple(moments))
    if not past_allowed and _is_over(moments[0], here):
        return Past(readings=(moments[0],))
    return moments[0]


@dataclass
class _Found:
    """What was found in a writing."""

    days: list[tuple[date, ...]] = field(default_factory=list)
    weekdays: list[Weekday] = field(default_factory=list)
    clocks: list[tuple[Clock, ...]] = field(default_factory=list)

    def moments(self, given: date | None) -> list[Moment]:
        """Give every moment that it may mean; raises :class:`Misread` where it means none."""
        if len(self.clocks) > 1:
            raise Misread(NotUnderstood())
        days = self._days(given)
        clocks = self.clocks[0] if self.clocks else (None,)
        return [
            Moment(day=day, begins=clock and clock.begins, ends=clock and clock.ends)
            for day in days
            for clock in clocks
        ]

    def _days(self, given: date | None) -> list[date]:
        named = [*self.days, *(weekday.days for weekday in self.weekdays if not (weekday.bare and self.days))]
        if not named and given is not None:
            named = [(given,)]
        if not named:
            raise Misread(DayMissing() if self.clocks else NotUnderstood())
        shared = [day for day in named[0] if all(day in others for others in named[1:])]
        fitting = [day for day in shared if all(day.weekday() == weekday.number for weekday in self.weekdays)]
        if not fitting:
            raise Misread(Contradictory(day=named[0][0]) if self.weekdays else NotUnderstood())
        return fitting


def _take_apart(text: str, today: date) -> _Found:
    found, place = _Found(), 0
    while place < len(text):
        if filling := _FILLING.match(text, place):
            place = filling.end()
        elif clock := clocks_at(text, place):
            place, clocks = clock
            found.clocks.append(clocks)
        elif weekday := weekday_at(text, place, today):
            place, said = weekday
            found.weekdays.append(said)
        elif day := day_at(text, place, today):
            place, days = day
            found.days.append(days)
        else:
            raise Misread(NotUnderstood())
    return found


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    plain = _HOUR_ALONE.sub(r"\1点", _O_CLOCK.sub(r"\1点", _SPACED.sub("", plain)))
    for joined, apart in _JOINED:
        plain = plain.replace(joined, apart)
    return plain


def _is_over(moment: Moment, here: datetime) -> bool:
    if moment.begins is None or moment.day != here.date():
        return moment.day < here.date()
    return moment.begins < here.time()


def _without_hours_gone(moments: list[Moment], here: datetime) -> list[Moment]:
    """Leave out today's hours that are over where another hour of today is ahead: ``今天3点`` at ten is 15:00."""
    today = [moment for moment in moments if moment.day == here.date()]
    if not any(not _is_over(moment, here) for moment in today):
        return moments
    return [moment for moment in moments if moment.day != here.date() or not _is_over(moment, here)]
