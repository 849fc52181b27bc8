"""Reads a spreadsheet file into plain rows of cells: bounded in every way, nothing in it evaluated."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Final
from zipfile import BadZipFile, ZipFile

from dialogs.engine.events import clean
from dialogs.engine.text import Message, _
from dialogs.meeting.importing.columns import CONSULTATIONS, SHEETS, Sheet, heading, in_any_language
from standard.models import Words

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 64 * 1024 * 1024
MOST_PARTS: Final = 500
MOST_ROWS: Final = 2000
"""Rows of one sheet."""
MOST_CONSULTATIONS: Final = 300
"""In one file: they are written in one transaction, for which others wait."""
MOST_COLUMNS: Final = 60
HEADINGS_WITHIN: Final = 10
"""Rows among which the headings are looked for: a table often has a title above them."""
ENCODINGS: Final = ("utf-8-sig", "gb18030")
DELIMITERS: Final = ",;\t"
OLD_OR_PROTECTED: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a compound file begins: a workbook with a password, or one of Excel 97–2003 (MS-CFB, 2.2)."""


class Formula(str):
    """A cell that holds a formula: its text, which nobody calculates."""

    __slots__ = ()


Cell = str | int | float | bool | datetime | Formula | None


class FileRefused(Exception):
    """The file as a whole cannot be read; ``sentence`` says why."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence.text)
        self.sentence = sentence


@dataclass(frozen=True)
class RawSheet:
    """A sheet as it stands in the file: its header, and its rows by their number in the file."""

    sheet: Sheet
    header: tuple[Cell, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def read_file(content: bytes) -> tuple[RawSheet, ...]:
    """Read a workbook (XLSX) or a table (CSV); raises :class:`FileRefused`."""
    if len(content) > MOST_BYTES:
        raise FileRefused(_("The file is larger than 5 MB. Please split it."))
    if content.startswith(b"PK\x03\x04"):
        sheets = tuple(_workbook(content))
        if not any(raw.sheet is CONSULTATIONS for raw in sheets):
            raise FileRefused(
                _(
                    "The workbook has no sheet “{name}”, and no other sheet has its headings. The template shows them.",
                    name=CONSULTATIONS.name,
                )
            )
        return sheets
    if content.startswith(OLD_OR_PROTECTED):
        raise FileRefused(PROTECTED)
    return (_table(content),)


def _workbook(content: bytes) -> Iterator[RawSheet]:
    from openpyxl import load_workbook

    _look_inside(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        names = {name.strip().casefold(): name for name in book.sheetnames}
        for sheet in SHEETS:
            named = (names[word.casefold()] for word in in_any_language(sheet.name) if word.casefold() in names)
            fitting = (name for name in book.sheetnames if sheet is CONSULTATIONS and _has_headings(book[name]))
            name = next(chain(named, fitting), None)
            if name is not None:
                last = MOST_ROWS + HEADINGS_WITHIN + 1
                yield _sheet(sheet, _rows(book[name].iter_rows(max_row=last, max_col=MOST_COLUMNS)))
    except FileRefused:
        raise
    except Exception as fault:  # openpyxl raises whatever its parts do over a damaged file
        raise FileRefused(UNREADABLE) from fault


PROTECTED: Final = _(
    "This workbook is protected by a password, or is an old .xls file. Please save it as .xlsx without a password, and "
    "send it again."
)
UNREADABLE: Final = _("This is no workbook that I can read. Please save it as .xlsx or .csv and send it again.")


def _look_inside(content: bytes) -> None:
    """Refuse what would unpack to more than any real table does."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise FileRefused(UNREADABLE) from fault
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(_("The workbook unpacks to far more than a table of consultations. It is not opened."))


def _has_headings(page: object) -> bool:
    """Whether a sheet of whatever name has every column that a table of consultations needs."""
    found = page.iter_rows(max_row=HEADINGS_WITHIN, max_col=MOST_COLUMNS)  # type: ignore[attr-defined] # as for _rows
    return any(
        all(_titled(column.title, row) for column in CONSULTATIONS.columns if column.required) for row in _rows(found)
    )


def _titled(title: Words, row: Sequence[Cell]) -> bool:
    """Whether one of a row's cells is the heading of a column, in either language."""
    return not {heading(words) for words in in_any_language(title)}.isdisjoint(heading(str(cell)) for cell in row)


def _rows(found: object) -> Iterator[tuple[Cell, ...]]:
    for row in found:  # type: ignore[attr-defined] # what openpyxl iterates over depends on how it was opened
        yield tuple(_cell(cell) for cell in row)


def _cell(cell: object) -> Cell:
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", "") == "f":
        return Formula(str(value))
    if isinstance(value, str):
        return clean(value) or None
    return value if isinstance(value, (int, float, bool, datetime)) else None if value is None else str(value)


def _table(content: bytes) -> RawSheet:
    text = _decoded(content)
    # By counting: csv.Sniffer's patterns need hours for a long line of quotes, and nothing else runs meanwhile.
    delimiter = max(DELIMITERS, key="\n".join(text.split("\n", HEADINGS_WITHIN)[:HEADINGS_WITHIN]).count)
    try:
        rows = [
            tuple(clean(cell) or None for cell in row[:MOST_COLUMNS])
            for row in csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True, strict=True)
        ]
    except csv.Error as fault:
        raise FileRefused(UNREADABLE) from fault
    return _sheet(CONSULTATIONS, iter(rows))


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileRefused(UNREADABLE)


def _sheet(sheet: Sheet, rows: Iterator[Sequence[Cell]]) -> RawSheet:
    first = [tuple(row) for row in islice(rows, HEADINGS_WITHIN)]
    reference = sheet.columns[0].title
    above = next((index for index, row in enumerate(first) if _titled(reference, row)), 0)
    kept = [
        (number, tuple(row))
        for number, row in enumerate(chain(first[above + 1 :], rows), start=above + 2)
        if any(cell is not None for cell in row)
    ]
    most = MOST_CONSULTATIONS if sheet is CONSULTATIONS else MOST_ROWS
    if len(kept) > most:
        raise FileRefused(
            _("The sheet “{name}” has more than {most} rows. Please split it.", name=sheet.name, most=most)
        )
    return RawSheet(sheet, first[above] if first else (), tuple(kept))
