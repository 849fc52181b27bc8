"""What a cell means: its value, or in plain words why it has none."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final

from dialogs.engine.text import Message, Text, _
from dialogs.engine.walk.numerals import whole_number
from dialogs.meeting.importing.columns import Column, Value, choices_of, folded
from dialogs.meeting.importing.table import Cell, Formula
from dialogs.meeting.times import Moment, read_moment
from standard.library import Library

MOST_PEOPLE: Final = 100_000
EARLIEST: Final = date(1950, 1, 1)
SHOWN: Final = 30
"""Characters of a cell that a reason quotes."""

Meaning = str | int | date | tuple[str, ...] | None


class BadCell(Exception):
    """A cell cannot be read; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)
        self.reason = reason


@dataclass(frozen=True)
class Reading:
    """How cells are read: on which day, where, by which standard."""

    library: Library
    now: datetime
    timezone: tzinfo

    def read(self, column: Column, cell: Cell, row: Mapping[str, Meaning]) -> Meaning:
        """Read a cell; ``row`` has what stood before it in its row. Raises :class:`BadCell`."""
        if isinstance(cell, Formula):
            raise BadCell(_("holds a formula; please put its value there"))
        if cell is None:
            if column.required:
                raise BadCell(_("is empty"))
            return None
        match column.value:
            case Value.DAY:
                return self._day(cell)
            case Value.COUNT:
                return _count(cell)
            case _:
                return self._words(column, _text(cell), row)

    def _words(self, column: Column, text: str, row: Mapping[str, Meaning]) -> Meaning:
        if len(text) > column.longest:
            raise BadCell(_("is {count} characters long; at most {most} fit", count=len(text), most=column.longest))
        match column.value:
            case Value.KIND:
                return self._kind(text)
            case Value.SUBKIND:
                return self._subkind(text, row.get("clause"))
            case Value.TAGS:
                return self._tags(text)
            case Value.CHOICE:
                return _choice(column, text)
            case _:
                return text

    def _day(self, cell: Cell) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        text = _text(cell)
        if isinstance(cell, str | int):
            found = read_moment(text, self.now, self.timezone, past_allowed=True)
            if isinstance(found, Moment):
                return found.day
            if found.readings:
                raise BadCell(_("“{cell}” can be several days; please write it like 2024-05-16", cell=_quoted(text)))
        raise BadCell(_("“{cell}” is no date; please write it like 2024-05-16", cell=_quoted(text)))

    def _kind(self, text: str) -> str:
        for clause, affair in self.library.affairs.items():
            known = (clause, affair.short.zh, affair.short.en)
            if folded(text) in {
                folded(word) for word in (*known, f"{clause} {affair.short.zh}", f"{clause} {affair.short.en}")
            }:
                return clause
        kinds = "、".join(affair.short.zh for affair in self.library.affairs.values())
        raise BadCell(_("“{cell}” is no kind of consultation; it is one of {kinds}", cell=_quoted(text), kinds=kinds))

    def _subkind(self, text: str, clause: Meaning) -> str:
        affair = self.library.affairs.get(str(clause))
        for key, name in affair.subkinds.items() if affair is not None else ():
            if folded(text) in {folded(key), folded(name.zh), folded(name.en)}:
                return key
        raise BadCell(_("“{cell}” is no sub-kind of this kind", cell=_quoted(text)))

    def _tags(self, text: str) -> tuple[str, ...]:
        found = []
        for part in unicodedata.normalize("NFKC", text).replace("、", ",").replace(";", ",").split(","):
            key = next(
                (
                    key
                    for key, tag in self.library.tags.items()
                    if folded(part) in {folded(key), folded(tag.name.zh), folded(tag.name.en)}
                ),
                None,
            )
            if key is None:
                raise BadCell(_("“{cell}” is no mark", cell=_quoted(part.strip())))
            found.append(key)
        return tuple(dict.fromkeys(found))


def _choice(column: Column, text: str) -> str:
    choices = choices_of(column)
    for value, words in choices.items():
        if folded(text) in {folded(str(value)), *(folded(word) for word in words)}:
            return str(value)
    known: Text = "、".join(words[0] for words in choices.values())
    raise BadCell(_("“{cell}” is not one of {known}", cell=_quoted(text), known=known))


def _count(cell: Cell) -> int:
    if isinstance(cell, (bool, datetime)):
        number = None
    elif isinstance(cell, int | float):
        number = int(cell) if cell == cell // 1 else None  # not a number, infinite, broken: none of them is whole
    else:
        number = whole_number(str(cell).removesuffix("人"))
    if number is None or not 0 <= number <= MOST_PEOPLE:
        raise BadCell(_("“{cell}” is no number of people", cell=_quoted(_text(cell))))
    return number


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)


def _quoted(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
