"""Turns the rows of a file into consultations to be written, and names every row that cannot be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from dialogs.engine.text import Message, Text, _
from dialogs.meeting.importing.columns import (
    CONSULTATIONS,
    EXAMPLE_MARK,
    Column,
    Sheet,
    folded,
    heading,
    in_any_language,
)
from dialogs.meeting.importing.table import Cell, FileRefused, RawSheet
from dialogs.meeting.importing.values import BadCell, Meaning, Reading

Row = dict[str, Meaning]
MOST_ITEMS: Final = 60
_EXAMPLES: Final = frozenset(folded(word) for word in in_any_language(EXAMPLE_MARK))


@dataclass(frozen=True)
class Fault:
    """A row that cannot be taken in: where it is, and why."""

    sheet: Text
    row: int
    column: Text | None
    reason: Message

    @property
    def sentence(self) -> Message:
        """Name the place and the reason."""
        if self.column is None:
            return _("{sheet}, row {row}: {reason}", sheet=self.sheet, row=self.row, reason=self.reason)
        return _(
            "{sheet}, row {row}, {column}: {reason}",
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            reason=self.reason,
        )


@dataclass
class Planned:
    """One consultation to be written, with the rows of the other sheets that name it."""

    row: int
    fields: Row
    parts: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """When it was held."""
        day = self.fields["day"]
        assert isinstance(day, date)  # noqa: S101 - the column is required, and read as a day
        return day

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from any other: its kind, day and topic."""
        return str(self.fields["clause"]), self.day.isoformat(), folded(str(self.fields["topic"]))


@dataclass
class Plan:
    """What a file holds: consultations by day, and the faults by sheet and row."""

    consultations: list[Planned] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def planned(sheets: tuple[RawSheet, ...], reading: Reading) -> Plan:
    """Read the rows; raises :class:`FileRefused` where a sheet lacks a column that it needs."""
    sorting = _Sorting(reading)
    for raw in sheets:
        for number, row in sorting.rows(raw):
            if raw.sheet is CONSULTATIONS:
                sorting.add(Planned(number, row))
            else:
                sorting.attach(raw.sheet, number, row)
    sorting.plan.consultations.sort(key=lambda each: (each.day, each.row))
    return sorting.plan


class _Sorting:
    """Puts rows where they belong; ``bad`` are references whose own row cannot be taken in."""

    def __init__(self, reading: Reading) -> None:
        self.plan = Plan()
        self._reading = reading
        self._known: dict[str, Planned] = {}
        self._bad: set[str] = set()

    def add(self, new: Planned) -> None:
        """Add a consultation, unless it stands there twice or is still to come."""
        reference = folded(str(new.fields["ref"]))
        fault = self._doubt(reference, new)
        if fault is None:
            self._known[reference] = new
            self.plan.consultations.append(new)
        else:
            self.plan.faults.append(fault)
            if reference not in self._known:
                self._bad.add(reference)

    def attach(self, sheet: Sheet, number: int, row: Row) -> None:
        """Put a row of another sheet under its consultation."""
        reference = folded(str(row["ref"]))
        owner = self._known.get(reference)
        if owner is None:
            reason = (
                _("its consultation cannot be taken in")
                if reference in self._bad
                else _("there is no consultation with this reference")
            )
            self.plan.faults.append(Fault(sheet.name, number, sheet.column("ref").title, reason))
        elif fault := _misfit(sheet, owner, row):
            column, reason = fault
            self.plan.faults.append(Fault(sheet.name, number, sheet.column(column).title, reason))
        else:
            owner.parts.setdefault(sheet.key, []).append(row)

    def rows(self, raw: RawSheet) -> Iterator[tuple[int, Row]]:
        """Give the rows that can be read, and note the others."""
        places = _places(raw)
        for number, cells in raw.rows:
            row: Row = {}
            faults = list(_read(raw.sheet, places, cells, self._reading, row))
            reference = folded(str(row.get("ref", "")))
            if reference in _EXAMPLES:
                continue
            self.plan.faults += [Fault(raw.sheet.name, number, column.title, reason) for column, reason in faults]
            if not faults:
                yield number, row
            elif raw.sheet is CONSULTATIONS and reference:
                self._bad.add(reference)

    def _doubt(self, reference: str, new: Planned) -> Fault | None:
        sheet = CONSULTATIONS
        today = self._reading.now.astimezone(self._reading.timezone).date()
        if reference in self._known:
            reason = _("the same reference stands in row {row} already", row=self._known[reference].row)
            return Fault(sheet.name, new.row, sheet.column("ref").title, reason)
        if new.day > today:
            reason = _("{day} is still to come; prepare it with /meeting", day=new.day)
            return Fault(sheet.name, new.row, sheet.column("day").title, reason)
        twin = next((each for each in self._known.values() if each.key == new.key), None)
        if twin is None:
            return None
        reason = _("the same consultation stands in row {row} already", row=twin.row)
        return Fault(sheet.name, new.row, None, reason)


def _misfit(sheet: Sheet, owner: Planned, row: Row) -> tuple[str, Message] | None:
    """Say what does not fit the consultation that a row belongs to."""
    items = owner.parts.get("agenda", [])
    match sheet.key:
        case "agenda" if len(items) >= MOST_ITEMS:
            return "title", _("an agenda has at most {most} items", most=MOST_ITEMS)
        case "decisions" if row["item"] is not None:
            titles = {folded(str(item["title"])) for item in items} or {folded(str(owner.fields["topic"]))}
            if folded(str(row["item"])) not in titles:
                return "item", _("there is no such item on its agenda")
        case "outcomes" if row["state"] not in {None, "agreed"} and row["on"] is None:
            return "on", _("is empty")
    return None


def _read(
    sheet: Sheet, places: dict[str, int], cells: tuple[Cell, ...], reading: Reading, row: Row
) -> Iterator[tuple[Column, Message]]:
    for column in sheet.columns:
        place = places.get(column.key)
        cell = cells[place] if place is not None and place < len(cells) else None
        try:
            row[column.key] = reading.read(column, cell, row)
        except BadCell as fault:
            yield column, fault.reason


def _places(raw: RawSheet) -> dict[str, int]:
    """Find the columns by their headings, in either language."""
    headings = [heading(str(cell)) for cell in raw.header]
    places = {}
    for column in raw.sheet.columns:
        titles = {heading(title) for title in in_any_language(column.title)}
        found = [place for place, words in enumerate(headings) if words in titles]
        named = {"sheet": raw.sheet.name, "column": column.title}
        if len(found) > 1:
            raise FileRefused(_("The sheet “{sheet}” has the column “{column}” twice. Please keep one.", **named))
        if found:
            places[column.key] = found[0]
        elif column.required:
            raise FileRefused(_("The sheet “{sheet}” has no column “{column}”.", **named))
    return places


def held_at(day: date, reading: Reading) -> datetime:
    """Give the instant that stands for a day: its noon."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=reading.timezone)
