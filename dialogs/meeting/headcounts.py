"""Attendance counted by kind, as people type it: ``党政部门2 企业5/8 公众30``, or five numbers in order."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Unpack

from dialogs.engine.interpreted import Interpreted, Understood, Unsure
from dialogs.engine.text import Message, Text, _
from dialogs.engine.walk.summary import listed
from dialogs.meeting.asking_days import Asked
from dialogs.meeting.stakeholders import WORDS
from dialogs.meeting.terms import StakeholderKind
from dialogs.meeting.wording import STAKEHOLDER_NAMES

TAKES: Final = _(
    "Type how many came, by kind: “government 2, enterprise 5, public 30/40”; 30/40 is 30 of 40 invited. Or five "
    "numbers in this order: party and government, enterprises, the public, social organisations, experts and others."
)
MOST: Final = 99_999

_NAMES: Final = {
    unicodedata.normalize("NFKC", word).casefold(): kind for kind, known in WORDS.items() for word in known
}
_WORD: Final = "|".join(re.escape(word) for word in sorted(_NAMES, key=len, reverse=True))
_COUNT: Final = r"(\d{1,5})(?:\s*/\s*(\d{1,5}))?"
_ONE: Final = re.compile(rf"({_WORD})\s*[:：]?\s*{_COUNT}\s*[人名位个]?[\s,，、;；。]*")
_IN_ORDER: Final = re.compile(rf"{_COUNT}")

Counts = Mapping[StakeholderKind, tuple[int, int]]
"""By kind: how many were invited, how many came."""


def counts_asked(**asked: Unpack[Asked]) -> Interpreted:
    """Ask how many of each kind came."""
    return Interpreted(**asked, read=_read, say=_said, takes=TAKES)


def counts_of(value: str) -> dict[StakeholderKind, tuple[int, int]]:
    """Read a recorded answer (``public=30/40,enterprise=5/5``: came, of invited)."""
    counts = {}
    for part in value.split(","):
        kind, _sign, numbers = part.partition("=")
        present, _slash, invited = numbers.partition("/")
        counts[StakeholderKind(kind)] = (int(invited), int(present))
    return counts


def _read(text: str) -> Understood | Unsure:
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    found = _by_name(plain) or _in_order(plain)
    if not found:
        return Unsure(_("I could not read how many came. Please write it like “enterprise 5, public 30”."))
    if any(present > invited for invited, present in found.values()):
        return Unsure(_("More came than were invited? 30/40 means 30 of 40 invited. Please write it again."))
    return Understood(",".join(f"{kind.value}={present}/{invited}" for kind, (invited, present) in found.items()))


def _by_name(plain: str) -> dict[StakeholderKind, tuple[int, int]]:
    found: dict[StakeholderKind, tuple[int, int]] = {}
    place = 0
    while place < len(plain):
        one = _ONE.match(plain, place)
        if one is None or _NAMES[one[1]] in found:
            return {}
        found[_NAMES[one[1]]] = (int(one[3] or one[2]), int(one[2]))
        place = one.end()
    return found


def _in_order(plain: str) -> dict[StakeholderKind, tuple[int, int]]:
    parts = [part for part in re.split(r"[\s,、;]+", plain) if part]
    numbers = [_IN_ORDER.fullmatch(part) for part in parts]
    if len(parts) != len(StakeholderKind) or not all(numbers):
        return {}
    pairs = zip(StakeholderKind, [number for number in numbers if number], strict=True)
    counted = {kind: (int(number[2] or number[1]), int(number[1])) for kind, number in pairs}
    return {kind: count for kind, count in counted.items() if count[0]}


def _said(value: str) -> Text:
    return listed([_one_said(kind, *count) for kind, count in counts_of(value).items()])


def _one_said(kind: StakeholderKind, invited: int, present: int) -> Text:
    counted = str(present) if present == invited else f"{present}/{invited}"
    return Message(text="{kind} {count}", values={"kind": STAKEHOLDER_NAMES[kind], "count": counted})
