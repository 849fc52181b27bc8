"""A round as a workbook (XLSX): everything in the digest, typed, with a sheet that explains every column.

It is written in memory: the answers are kept sealed, so no copy of them may lie about in a folder of temporary files.
"""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from fractions import Fraction
from io import BytesIO
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dialogs.digest import answer_sheets, capability_sheet, group_sheet, record_sheet
from dialogs.digest.answered import Answered
from dialogs.digest.cells import Cell, Look, Pen, local
from dialogs.digest.export import Export
from dialogs.digest.overview_sheet import overview
from dialogs.digest.sheets import Sheet, explanation
from dialogs.engine.text import Reader

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
A4: Final = 9
NUMBERS: Final = {Look.COUNT: "#,##0", Look.SCORE: "0.0", Look.RATIO: "0.00"}
MOMENTS: Final = {"zh": 'yyyy"年"m"月"d"日" hh:mm', "en": "d mmm yyyy hh:mm"}
HEADER: Final = {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "bg_color": "#E8EEF5",
    "bottom": 1,
    "bottom_color": "#8B95A3",
}


def workbook(export: Export, reader: Reader, answers: Sequence[Answered] = ()) -> bytes:
    """Write a round as an XLSX file in the reader's language, its moments in the reader's time zone.

    ``answers`` (:func:`dialogs.digest.answered.read_answered`) add two sheets: the items, and every answer.
    """
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        pen = Pen(reader, _looks(book, reader))
        header = book.add_format(HEADER)
        book.set_properties({"title": pen.text(export.round.name), "created": local(export.made_at, reader.timezone)})
        for sheet in sheets(export, reader.timezone, answers):
            _write(book.add_worksheet(reader.say(sheet.name)), sheet, pen, header)
    return target.getvalue()


def sheets(export: Export, timezone: tzinfo, answers: Sequence[Answered] = ()) -> list[Sheet]:
    """Give the sheets in their order; the last one explains the others."""
    given = [answer_sheets.items(export.library, answers), answer_sheets.answered(answers)] if answers else []
    content = [
        overview(export, timezone),
        capability_sheet.capabilities(export),
        group_sheet.groups(export),
        answer_sheets.findings(export),
        record_sheet.on_record(export),
        *given,
        answer_sheets.comments(export),
    ]
    return [*content, explanation(content)]


def _looks(book: xlsxwriter.Workbook, reader: Reader) -> dict[Look, Format]:
    moment = MOMENTS["zh" if reader.locale.startswith("zh") else "en"]
    patterns = {**NUMBERS, Look.MOMENT: moment}
    return {
        look: book.add_format(
            {"num_format": patterns[look], "valign": "top"}
            if look in patterns
            # "@" keeps a code like 6.1 from becoming a number when somebody edits the cell.
            else {"num_format": "@", "valign": "top", "text_wrap": look is Look.TEXT}
        )
        for look in Look
    }


def _look(look: Look, value: Cell) -> Look:
    """The overview has values of every type in one column of text."""
    match look, value:
        case Look.TEXT, datetime():
            return Look.MOMENT
        case Look.TEXT, int():
            return Look.COUNT
        case Look.TEXT, float() | Fraction():
            return Look.SCORE
        case _:
            return look


def _write(page: Worksheet, sheet: Sheet, pen: Pen, header: Format) -> None:
    last = len(sheet.columns) - 1
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, pen.text(column.title), header)
    for number, row in enumerate(sheet.rows, start=1):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            pen.write(page, (number, place), value, _look(column.look, value))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(sheet.rows)), last)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&R&P / &N")
