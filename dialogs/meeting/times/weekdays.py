"""Weekdays as people write them. Weeks begin on Monday.

English speakers differ on "next Wednesday": the coming one, or the one of the coming week. Where these are two days,
both are given.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_CHINESE: Final = "一二三四五六日"
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK: Final = timedelta(days=7)
_CHINESE_WEEKDAY: Final = re.compile(
    r"(?P<which>下+|上+|本|这)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天]|[1-7](?!\d))"
)
_ENGLISH_WEEKDAY: Final = re.compile(
    r"(?:(?P<which>next|this|coming|last)\s+)?(?P<day>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|"
    r"fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?(?![a-z])"
)


@dataclass(frozen=True)
class Weekday:
    """A weekday, 0 to 6 from Monday; ``days`` it may mean by itself; ``bare`` without a word that says which."""

    number: int
    days: tuple[date, ...]
    bare: bool


def weekday_at(text: str, place: int, today: date) -> tuple[int, Weekday] | None:
    """Read a weekday at a place: where it ends, and the days it may mean; none if there is none."""
    if found := _CHINESE_WEEKDAY.match(text, place):
        sign = found["day"].replace("天", "日")
        number = int(sign) - 1 if sign.isdecimal() else _CHINESE.index(sign)
        return found.end(), Weekday(number, _in_chinese(found["which"], number, today), found["which"] is None)
    if found := _ENGLISH_WEEKDAY.match(text, place):
        number = _ENGLISH.index(found["day"][:3])
        return found.end(), Weekday(number, _in_english(found["which"], number, today), found["which"] is None)
    return None


def _in_chinese(which: str | None, number: int, today: date) -> tuple[date, ...]:
    if which is None:
        return _bare(number, today)
    return (_in_week(number, today) + (which.count("下") - which.count("上")) * _WEEK,)


def _in_english(which: str | None, number: int, today: date) -> tuple[date, ...]:
    this = _in_week(number, today)
    match which:
        case None:
            return _bare(number, today)
        case "this":
            return (this,)
        case "next":
            return tuple(dict.fromkeys((this + _WEEK, this if this > today else this + _WEEK)))
        case "coming":
            return (this if this > today else this + _WEEK,)
        case _:
            return tuple(dict.fromkeys((this - _WEEK, this if this < today else this - _WEEK)))


def _bare(number: int, today: date) -> tuple[date, ...]:
    """Give this week's day while it is ahead; when it is here or over, it may also be next week's."""
    this = _in_week(number, today)
    if this > today:
        return (this,)
    return (this, this + _WEEK) if this == today else (this + _WEEK, this)


def _in_week(number: int, today: date) -> date:
    return today + timedelta(days=number - today.weekday())
