"""Days as people write them: each way gives the days that it may mean.

A day without a year, or a month, is the next one where that is nearer than the last one; else both are given.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from dialogs.meeting.times.figures import FIGURE, figure
from dialogs.meeting.times.unclear import Impossible, Misread

Days = tuple[date, ...]
"""What a writing may mean, the likelier first."""

_RELATIVE: Final[dict[str, int]] = {
    **dict.fromkeys(("今天", "今日", "today"), 0),
    **dict.fromkeys(("明天", "明日", "明儿", "tomorrow"), 1),
    **dict.fromkeys(("后天", "后日", "the day after tomorrow", "day after tomorrow"), 2),
    **dict.fromkeys(("大后天",), 3),
    **dict.fromkeys(("昨天", "昨日", "yesterday"), -1),
    **dict.fromkeys(("前天", "the day before yesterday", "day before yesterday"), -2),
}
_YEARS: Final = {"去": -1, "今": 0, "本": 0, "明": 1, "后": 2}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?![a-z])"
)
_OF_MONTH: Final = r"(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:\s*,?\s*(?P<year>20\d\d)(?![\d:]))?"
_COUNTED: Final = rf"(?P<count>{FIGURE})\s*个?(?P<unit>天|日|周|星期|礼拜)"
_COUNTS: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_COUNTED_ENGLISH: Final = rf"(?P<count>{FIGURE}|{'|'.join(_COUNTS)})\s+(?P<unit>days?|weeks?)"
_END: Final = r"(?![\d./:-])"


def day_at(text: str, place: int, today: date) -> tuple[int, Days] | None:
    """Read a day at a place: where it ends, and the days it may mean; none if there is none.

    Raises :class:`Misread` for a day that the calendar does not have.
    """
    for pattern, read in _WAYS:
        if found := pattern.match(text, place):
            days = read(found, today)
            if not days:
                raise Misread(Impossible(written=found[0].strip()))
            return found.end(), days
    return None


def _one(year: int, month: int, of_month: int) -> Days:
    try:
        return (date(year, month, of_month),)
    except ValueError:
        return ()


def _nearest(coming: Iterator[date], gone: Iterator[date], today: date) -> Days:
    """Give the next day where it is nearer than the last one, else both."""
    following, former = next(coming, None), next(gone, None)
    if following is None or former is None:
        return tuple(day for day in (following, former) if day is not None)
    return (following,) if following - today <= today - former else (following, former)


def _of_some_year(month: int, of_month: int, today: date) -> Days:
    years = range(today.year - 1, today.year + 2)
    days = [day for year in years for day in _one(year, month, of_month)]
    return _around(days, today)


def _of_some_month(of_month: int, today: date) -> Days:
    # Of two months in a row one has 31 days.
    months = [_moved(today, offset) for offset in range(-2, 3)]
    return _around([day for year, month in months for day in _one(year, month, of_month)], today)


def _around(days: list[date], today: date) -> Days:
    return _nearest((day for day in days if day >= today), (day for day in reversed(days) if day < today), today)


def _moved(today: date, months: int) -> tuple[int, int]:
    count = today.year * 12 + today.month - 1 + months
    return count // 12, count % 12 + 1


def _iso(found: re.Match[str], today: date) -> Days:
    del today
    return _one(*(int(part) for part in found.groups()))


def _year_last(found: re.Match[str], today: date) -> Days:
    del today
    first, second, year = (int(part) for part in found.groups())
    return _either(_one(year, first, second), _one(year, second, first))


def _slashed(found: re.Match[str], today: date) -> Days:
    """``12/3`` is the third of December to some and the twelfth of March to others."""
    first, second = (int(part) for part in found.groups())
    return _either(_of_some_year(first, second, today), _of_some_year(second, first, today))


def _dotted(found: re.Match[str], today: date) -> Days:
    """``12.3`` and ``12-3`` are Chinese: the month comes first, unless it can only be the day."""
    first, second = (int(part) for part in found.groups())
    return _of_some_year(first, second, today) or _of_some_year(second, first, today)


def _either(first: Days, second: Days) -> Days:
    return tuple(dict.fromkeys((*first, *second)))


def _chinese(found: re.Match[str], today: date) -> Days:
    month, of_month = figure(found["month"]), figure(found["day"])
    if found["relative"]:
        return _one(today.year + _YEARS[found["relative"]], month, of_month)
    if found["year"]:
        return _one(_year(found["year"]), month, of_month)
    return _of_some_year(month, of_month, today)


def _year(written: str) -> int:
    digits = "".join(str(figure(sign)) for sign in written)
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _month_named(found: re.Match[str], today: date) -> Days:
    word = found["which"]
    offset = word.count("下") - word.count("上")
    return _one(*_moved(today, offset), figure(found["day"]))


def _day_alone(found: re.Match[str], today: date) -> Days:
    return _of_some_month(figure(found["day"]), today)


def _english(found: re.Match[str], today: date) -> Days:
    month, of_month = _MONTHS.index(found["name"][:3]) + 1, int(found["day"])
    return _one(int(found["year"]), month, of_month) if found["year"] else _of_some_year(month, of_month, today)


def _relative(found: re.Match[str], today: date) -> Days:
    return (today + timedelta(days=_RELATIVE[found[0]]),)


def _counted(found: re.Match[str], today: date) -> Days:
    count = _COUNTS.get(found["count"]) or figure(found["count"])
    weeks = found["unit"].startswith(("周", "星期", "礼拜", "week"))
    gone = -1 if found.groupdict().get("gone") else 1
    return (today + timedelta(days=gone * count * (7 if weeks else 1)),)


Way = tuple[re.Pattern[str], Callable[[re.Match[str], date], Days]]

_WAYS: Final[tuple[Way, ...]] = (
    (re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?:t(?=\d)|{_END})"), _iso),
    (re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)"), _iso),
    (re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_END}"), _year_last),
    (re.compile(rf"(\d{{1,2}})/(\d{{1,2}}){_END}"), _slashed),
    (re.compile(rf"(\d{{1,2}})[.-](\d{{1,2}}){_END}"), _dotted),
    (
        re.compile(
            rf"(?:(?P<relative>[去今本明后])年\s*的?|(?P<year>\d{{4}}|\d\d|[〇零一二三四五六七八九]{{2,4}})\s*年\s*)?"
            rf"(?P<month>{FIGURE})\s*月份?\s*(?P<day>{FIGURE})(?:\s*[日号]|(?![点时:刻分天]))"
        ),
        _chinese,
    ),
    (
        re.compile(rf"(?P<which>下+|上+|本|这)个?月份?\s*的?\s*(?P<day>{FIGURE})\s*[日号]"),
        _month_named,
    ),
    (re.compile(rf"(?P<day>{FIGURE})\s*[日号](?![后之以内])"), _day_alone),
    (re.compile(rf"{_MONTH}\s*(?:the\s+)?{_OF_MONTH}(?!:|\s*[ap]\.?m){_YEAR}"), _english),
    (re.compile(rf"{_OF_MONTH}\s*(?:of\s+)?{_MONTH}{_YEAR}"), _english),
    (re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)) + r"(?![a-z])"), _relative),
    (re.compile(rf"{_COUNTED}(?:以后|之后|后|(?<!日)(?P<gone>以前|之前|前))"), _counted),
    (re.compile(rf"in\s+{_COUNTED_ENGLISH}(?![a-z])"), _counted),
    (re.compile(rf"{_COUNTED_ENGLISH}\s+(?:from\s+now|(?P<gone>ago))(?![a-z])"), _counted),
)
