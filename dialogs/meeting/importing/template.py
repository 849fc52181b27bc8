"""The workbook that is offered to be filled in: headings, an example, drop-down lists, an explanation."""

from io import BytesIO
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dialogs.engine.text import Reader, _
from dialogs.meeting.importing.columns import EXAMPLE_MARK, REF, SHEETS, Column, Value, choices_of
from dialogs.meeting.importing.table import MOST_ROWS
from standard.library import Library

HEADER: Final = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E8EEF5", "bottom": 1}
WIDTHS: Final = {Value.DAY: 13, Value.COUNT: 11, Value.KIND: 16, Value.SUBKIND: 18, Value.CHOICE: 14, Value.TAGS: 16}
TEXT_WIDTH: Final = 28


def template(library: Library, reader: Reader) -> bytes:
    """Write the template in the reader's language; both languages are understood when it comes back."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        header, text = book.add_format(HEADER), book.add_format({"num_format": "@", "text_wrap": True})
        for sheet in SHEETS:
            page = book.add_worksheet(reader.say(sheet.name))
            for place, column in enumerate(sheet.columns):
                page.set_column(place, place, WIDTHS.get(column.value, TEXT_WIDTH), text)
                mark = " *" if column.required else ""
                page.write_string(0, place, f"{reader.say(column.title)}{mark}", header)
                page.write_string(1, place, _example(library, reader, column), text)
                _offer(page, place, _choices(library, reader, column))
            page.freeze_panes(1, 1)
        _explain(book.add_worksheet(reader.say(_("Explanation"))), reader)
    return target.getvalue()


def _example(library: Library, reader: Reader, column: Column) -> str:
    chinese = reader.locale.startswith("zh")
    match column.value:
        case Value.KIND:
            return reader.say(library.affairs[column.example].short)
        case Value.SUBKIND:
            return reader.say(library.affairs["5.3"].subkinds[column.example])
        case _ if column.key == REF:
            return reader.say(EXAMPLE_MARK)
        case Value.CHOICE if column.example:
            return choices_of(column)[column.example][0 if chinese else 1]
        case _:
            return column.example


def _choices(library: Library, reader: Reader, column: Column) -> list[str]:
    chinese = reader.locale.startswith("zh")
    match column.value:
        case Value.KIND:
            return [reader.say(affair.short) for affair in library.affairs.values()]
        case Value.SUBKIND:
            return [reader.say(name) for affair in library.affairs.values() for name in affair.subkinds.values()]
        case Value.CHOICE:
            return [words[0 if chinese else 1] for words in choices_of(column).values()]
        case _:
            return []


def _offer(page: Worksheet, place: int, choices: list[str]) -> None:
    """Offer a drop-down list; a list longer than Excel takes in a cell's rule (255 signs) stands in the explanation."""
    if choices and len(",".join(choices)) <= 255:
        page.data_validation(
            1, place, MOST_ROWS, place, {"validate": "list", "source": choices, "error_type": "warning"}
        )


def _explain(page: Worksheet, reader: Reader) -> None:
    lines = (
        _("Row 2 of each sheet is an example and is passed over. Columns with * must be filled in."),
        _("The first sheet is enough. The others add details, by the reference in their first column."),
    )
    for number, line in enumerate(lines):
        page.write_string(number, 0, reader.say(line))
    row = len(lines) + 1
    for sheet in SHEETS:
        for column in sheet.columns:
            cells = (sheet.name, column.title, column.meaning)
            for place, cell in enumerate(cells):
                page.write_string(row, place, reader.say(cell))
            row += 1
    page.set_column(0, 1, 18)
    page.set_column(2, 2, 80)
