"""The five kinds of stakeholder as people type them, and people listed a line each.

``姓名，单位，类别``, the last two in either order; or the same parted by spaces, where one of the words is a kind:
``王芳 企业 快行科技``.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from pydantic import BaseModel, ConfigDict

from dialogs.engine.text import Message, Text, _
from dialogs.meeting.lines import lines_of
from dialogs.meeting.terms import StakeholderKind

WORDS: Final[dict[StakeholderKind, tuple[str, ...]]] = {
    StakeholderKind.GOVERNMENT: ("党政部门", "党政", "政府部门", "政府", "部门", "机关", "government", "authority"),
    StakeholderKind.ENTERPRISE: ("企业", "公司", "会员单位", "enterprises", "enterprise", "company", "business"),
    StakeholderKind.PUBLIC: ("公众", "群众", "居民", "市民", "业主", "村民", "the public", "public", "resident"),
    StakeholderKind.SOCIAL_ORGANISATION: (
        *("社会组织", "社团", "协会", "商会", "基金会"),
        *("social organisations", "social organisation", "association", "ngo"),
    ),
    StakeholderKind.EXPERT: ("专家·其他", "专家", "学者", "律师", "其他", "experts and others", "expert", "other"),
}
"""What people call each kind."""

MOST_PEOPLE: Final = 500
LONGEST_NAME: Final = 100

_SEPARATOR: Final = re.compile(r"\s*[，,;；|\t]+\s*")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_SEVERAL: Final = re.compile(r"[、/&+和]")


class Listed(BaseModel):
    """One person of a typed list; ``kind`` is none where the line does not say it."""

    model_config = ConfigDict(frozen=True)

    name: str
    organisation: str | None = None
    kind: StakeholderKind | None = None
    also: StakeholderKind | None = None


class BadLine(ValueError):
    """A line of a list cannot be read; ``sentence`` names it and says why."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence.text)
        self.sentence = sentence


def kind_named(text: str) -> StakeholderKind | None:
    """Give the kind that is called so; none for anything else."""
    return _BY_WORD.get(_folded(text))


def people_listed(text: str) -> tuple[Listed, ...]:
    """Read people, one a line; raises :class:`BadLine` for the first line that cannot be read."""
    lines = lines_of(text)
    if len(lines) > MOST_PEOPLE:
        raise BadLine(_("That makes {count} lines; at most {most} fit.", count=len(lines), most=MOST_PEOPLE))
    return tuple(_listed(number, line) for number, line in enumerate(lines, start=1))


def unreadable(text: str) -> Text | None:
    """Say what is wrong with a typed list; none where it can be read and holds somebody."""
    try:
        found = people_listed(text)
    except BadLine as fault:
        return fault.sentence
    return None if found else _("Please write one person a line: name, organisation, kind.")


def lacks_kind(text: str) -> bool:
    """Whether somebody on a readable list is of no kind yet."""
    try:
        return any(person.kind is None for person in people_listed(text))
    except BadLine:
        return False


def _listed(number: int, line: str) -> Listed:
    name, *rest = _fields(line)
    if "、" in name:
        raise BadLine(_("Line {number} seems to name several people: please write one person a line.", number=number))
    if len(name) > LONGEST_NAME:
        raise BadLine(_("Line {number}: the name is longer than {most} characters.", number=number, most=LONGEST_NAME))
    kinds = [_kinds(field) for field in rest]
    if len(rest) > 2 or (len(rest) == 2 and not any(kinds)):
        raise BadLine(
            _(
                "Line {number}: the kind is one of government, enterprise, public, social organisation, expert; "
                "write it like “{name}, organisation, kind”.",
                number=number,
                name=name,
            )
        )
    bodies = [field for field, kind in zip(rest, kinds, strict=True) if not kind]
    kind, also = (*next((kind for kind in kinds if kind), ()), None, None)[:2]
    return Listed(name=name, organisation=bodies[0] if bodies else None, kind=kind, also=also)


def _fields(line: str) -> list[str]:
    """Part a line into name, body and kind: by its separators, else by the spaces around the word for a kind."""
    fields = [field for field in _SEPARATOR.split(line) if field]
    words = line.split()
    place = next((place for place, word in enumerate(words) if place and _kinds(word)), None)
    if len(fields) > 1 or place is None:
        return fields
    # A Chinese name is one word; of any other all words up to the kind are the name.
    name = 1 if _HAN.search(words[0]) else place
    body = " ".join((*words[name:place], *words[place + 1 :]))
    return [" ".join(words[:name]), *([body] if body else []), words[place]]


def _kinds(field: str) -> tuple[StakeholderKind, ...]:
    """Give the kind or the two kinds that a field names; none where it names something else."""
    whole = kind_named(field)
    if whole is not None:
        return (whole,)
    found = [kind_named(part) for part in _SEVERAL.split(field)]
    known = [kind for kind in found if kind is not None]
    return tuple(dict.fromkeys(known)) if len(known) == len(found) == 2 else ()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip(" .。:：()（）")


def _by_word(words: Iterable[tuple[StakeholderKind, tuple[str, ...]]]) -> dict[str, StakeholderKind]:
    return {_folded(word): kind for kind, known in words for word in known}


_BY_WORD: Final = _by_word(WORDS.items())
