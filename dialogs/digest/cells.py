"""Cells of a workbook: each with its type, and text that no spreadsheet can take for anything but text.

A text that begins like a formula is written as a string, which Excel never calculates; but saved as CSV and opened
again it would be one. So it gets an apostrophe in front, which stays (OWASP, "CSV Injection").
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dialogs.engine.text import Message, Reader, Text, _
from standard.models import Words

LONGEST: Final = 32_767
"""Characters (UTF-16 units) a cell can hold: Microsoft, "Excel specifications and limits"."""

CUT: Final = _("(Cut here: the text is longer than a cell can hold.)")

Cell = Text | int | float | Fraction | datetime | None
"""What a cell shows; ``None`` leaves it empty: there is no figure."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML 1.0 forbids, or that nothing shows."""

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
"""How a text begins that a spreadsheet would calculate; the full-width signs do so in Chinese and Japanese Excel."""


class Look(StrEnum):
    """How a column's cells are shown."""

    TEXT = "text"
    CODE = "code"
    COUNT = "count"
    SCORE = "score"
    RATIO = "ratio"
    MOMENT = "moment"
    LABEL = "label"


@dataclass(frozen=True)
class Pen:
    """Writes cells in one reader's language and time zone."""

    reader: Reader
    looks: Mapping[Look, Format]

    def write(self, sheet: Worksheet, place: tuple[int, int], value: Cell, look: Look) -> None:
        """Write one cell at ``place``, a row and a column from 0."""
        form = self.looks[look]
        match value:
            case None:
                sheet.write_blank(*place, None, form)
            case datetime():
                sheet.write_datetime(*place, local(value, self.reader.timezone), form)
            case str() | Message() | Words():
                sheet.write_string(*place, self.text(value), form)
            case _:
                sheet.write_number(*place, float(value), form)

    def text(self, value: Text) -> str:
        """Give the words as a cell may hold them."""
        return plain(self.reader.say(value), self.reader.say(CUT))


def local(moment: datetime, timezone: tzinfo) -> datetime:
    """Give a moment as the clock of a time zone shows it: spreadsheets know no zones."""
    return moment.astimezone(timezone).replace(tzinfo=None)


def plain(text: str, cut: str) -> str:
    """Give a text without illegal characters, never a formula, and short enough; ``cut`` says that it was cut."""
    legal = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    harmless = f"'{legal}" if _FORMULA.match(legal) or legal.startswith(("\t", "\n")) else legal
    if _units(harmless) <= LONGEST:
        return harmless
    room = LONGEST - _units(cut) - 1
    return f"{harmless.encode('utf-16-le')[: 2 * room].decode('utf-16-le', 'ignore')} {cut}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
