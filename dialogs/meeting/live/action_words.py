"""One line that says who does what by when: read as people write it, in any order, with spaces or commas.

The day stands at the end, at the beginning or after the name; the name comes first of what is left. A day that does not
exist, is over or can be read in several ways is asked back: it is never taken for a part of the task.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final

from dialogs.meeting.times import Ambiguous, Contradictory, Impossible, Moment, Past, Unclear, read_deadline

DAY_WORDS: Final = 4
"""How many words may be the day: ``by 3 April 2026``."""

_BETWEEN: Final = " \t\n,，;；:：、。"
_WORD: Final = re.compile(r"[^\s,，;；]+")
_JOINED_DAY: Final = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号](?:之前|以前|前)?$"
)
"""``画图4月3日前``: written to the task without a space."""

_NAMED: Final = re.compile(r"[^:：]{1,40}?(?=[:：])|[a-z][a-z .'-]*(?=[,，])|[^\s,，;；:：]+", re.IGNORECASE)
_LED: Final = re.compile(r"^(?:负责|来(?=\S{2}))")
_DATED: Final = re.compile(r"[年月日号]|\d[/-]\d|day|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)


class DayUnclear(Exception):
    """The day in the line is unclear, for the reason that it carries."""

    def __init__(self, reason: Unclear) -> None:
        super().__init__(type(reason).__name__)
        self.reason = reason


@dataclass(frozen=True)
class ActionWords:
    """What a line says; ``owner`` or ``what`` is empty where it is missing."""

    owner: str
    what: str
    due_on: date | None


def read_action(text: str, names: Sequence[str], now: datetime, timezone: tzinfo) -> ActionWords:
    """Read ``谁 做什么 何时``; ``names`` are those known, which need no space after them.

    Raises :class:`DayUnclear`.
    """
    line = text.strip(_BETWEEN)
    owner, after = _owner(line, names)
    for begin, end in _places(line, after):
        day = _day(line[begin:end], now, timezone)
        if day is None:
            continue
        if begin == 0:
            line = line[end:].strip(_BETWEEN)
            owner, after = _owner(line, names)
            return ActionWords(owner, _task(line[after:]), day)
        return ActionWords(owner, _task(f"{line[after:begin]} {line[end:]}"), day)
    return _without_day(owner, _task(line[after:]), now, timezone)


def _without_day(owner: str, task: str, now: datetime, timezone: tzinfo) -> ActionWords:
    """Give what a line without three parts says: a day is neither somebody nor a task."""
    owner, task = (words if _day(words, now, timezone) is None else "" for words in (owner, task))
    return ActionWords(owner, task, None)


def _owner(line: str, names: Sequence[str]) -> tuple[str, int]:
    """Give who it is, and where the name ends."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        following = line[len(name) : len(name) + 1]
        if line.casefold().startswith(name.casefold()) and not (following.isascii() and following.isalnum()):
            return name, len(name)
    found = _NAMED.match(line)
    return ("", 0) if found is None else (found[0].strip(), found.end())


def _task(words: str) -> str:
    return _LED.sub("", words.strip(_BETWEEN)).strip(_BETWEEN)


def _places(line: str, after: int) -> Iterator[tuple[int, int]]:
    """Give where the day may stand, the longest first: at the end, at the beginning, after the name."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(line)]
    later = [(found.start(), found.end()) for found in _WORD.finditer(line, after) if found[0].strip(_BETWEEN)]
    counts = range(DAY_WORDS, 0, -1)
    yield from ((later[-count][0], later[-1][1]) for count in counts if len(later) > count)
    if joined := _JOINED_DAY.search(line, after + 1):
        yield joined.start(), joined.end()
    yield from ((0, words[count - 1][1]) for count in counts if len(words) > count + 1)
    yield from ((later[0][0], later[count - 1][1]) for count in counts if len(later) > count)


def _day(words: str, now: datetime, timezone: tzinfo) -> date | None:
    found = read_deadline(words.strip(_BETWEEN), now, timezone)
    today = now.astimezone(timezone).date()
    readings = (found,) if isinstance(found, Moment) else found.readings
    coming = {each.day for each in readings if each.day >= today}
    if len(coming) == 1:
        return coming.pop()
    if isinstance(found, Ambiguous | Past | Contradictory) or (isinstance(found, Impossible) and _DATED.search(words)):
        raise DayUnclear(found)
    return None
