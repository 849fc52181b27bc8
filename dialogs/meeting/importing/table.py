"""Reads a spreadsheet file into plain rows of cells: bounded in every way, nothing in it evaluated."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zipfile import BadZipFile, ZipFile

from dialogs.engine.events import clean
from dialogs.engine.text import Message, _
from dialogs.meeting.importing.columns import CONSULTATIONS, SHEETS, Sheet, in_any_language

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 64 * 1024 * 1024
MOST_PARTS: Final = 500
MOST_ROWS: Final = 2000
"""Rows of one sheet."""
MOST_CONSULTATIONS: Final = 300
"""In one file: they are written in one transaction, for which others wait."""
MOST_COLUMNS: Final = 60
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
            raise FileRefused(_("The workbook has no sheet “{name}”.", name=CONSULTATIONS.name))
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
            name = next(
                (names[word.casefold()] for word in in_any_language(sheet.name) if word.casefold() in names), None
            )
            if name is not None:
                yield _sheet(sheet, _rows(book[name].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)))
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
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
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
    header = tuple(next(rows, ()))
    kept = [(number, tuple(row)) for number, row in enumerate(rows, start=2) if any(cell is not None for cell in row)]
    most = MOST_CONSULTATIONS if sheet is CONSULTATIONS else MOST_ROWS
    if len(kept) > most:
        raise FileRefused(
            _("The sheet “{name}” has more than {most} rows. Please split it.", name=sheet.name, most=most)
        )
    return RawSheet(sheet, header, tuple(kept))
