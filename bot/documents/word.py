"""Minutes as a Word document, to be worked on: real headings, tables, page fields, fonts that Office and WPS have."""

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.documents.word_styles import GREY, fit, page_foot, set_styles, shade
from bot.drawing.qr import qr_png
from dialogs.meeting.minutes.outline import Block, Entries, Grid, Outline, Topic, Words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold."""

_INDENT_CM: Final = 0.6
_CODE_CM: Final = 2.6


def docx(outline: Outline) -> bytes:
    """Write the minutes as a DOCX file."""
    from docx import Document

    document = Document()
    set_styles(document)
    document.core_properties.title = legal(f"{outline.number} {outline.topic}")[:255]
    document.core_properties.author = legal(outline.organisation)[:255]
    document.core_properties.comments = ""  # python-docx names itself there
    page_foot(document, outline.pages)
    if outline.mark:
        _head(document, outline.mark)
    _write(document, outline)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def legal(text: str) -> str:
    """Leave out what no XML file may hold."""
    return _ILLEGAL.sub("", text)


def _head(document: "Document", mark: str) -> None:
    """Put the mark of a draft on top of every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"【{mark}】").font.color.rgb = GREY


def _write(document: "Document", outline: Outline) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    above = document.add_paragraph(legal(outline.organisation))
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(legal(outline.title), style="Title")
    _facts(document, outline)
    for section in outline.sections:
        document.add_heading(legal(section.title), level=1)
        for block in section.blocks:
            _block(document, block, outline)
    document.add_heading(legal(outline.signatures_title), level=1)
    _signatures(document, outline)


def _block(document: "Document", block: Block, outline: Outline) -> None:
    match block:
        case Words(lead=lead, text=text):
            _told(document.add_paragraph(), lead, text, outline)
        case Topic(title=title, note=note):
            document.add_heading(legal(title), level=2)
            if note:
                document.add_paragraph(legal(note), style="Subtitle")
        case Entries(label=label, entries=entries):
            if label:
                document.add_heading(legal(label), level=3)
            for entry in entries:
                paragraph = document.add_paragraph(style="List Bullet")
                _told(paragraph, entry.lead, entry.text, outline)
        case Grid():
            _grid(document, block)


def _told(paragraph: "Paragraph", lead: str, text: str, outline: Outline) -> None:
    if lead:
        paragraph.add_run(legal(lead) + ("：" if outline.locale.startswith("zh") else ": ")).bold = True
    paragraph.add_run(legal(text))


def _grid(document: "Document", grid: Grid) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    table = document.add_table(rows=0, cols=len(grid.header), style="Table Grid")
    for number, row in enumerate((grid.header, *grid.rows)):
        cells = table.add_row().cells
        for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
            cell.text = legal(text)
            if place in grid.figures:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            if number == 0:
                shade(cell)
    fit(table, grid.weights)
    _repeat_header(table)
    document.add_paragraph()


def _repeat_header(table: "Table") -> None:
    from docx.oxml import OxmlElement

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no name for it


def _facts(document: "Document", outline: Outline) -> None:
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    for row in fact_rows(outline):
        cells = table.add_row().cells
        if len(row) == 1:
            cells[1].merge(cells[3])
        for place, fact in enumerate(row):
            label, value = cells[2 * place], cells[2 * place + 1]
            label.text, value.text = legal(fact[0]), legal(fact[1])
            shade(label)
    fit(table, (2, 5, 2, 5))


def fact_rows(outline: Outline) -> list[list[tuple[str, str]]]:
    """Give the facts by rows: one that is wide, or is left alone, has a row to itself."""
    rows: list[list[tuple[str, str]]] = []
    waiting = False
    for fact in outline.facts:
        if waiting and not fact.wide:
            rows[-1].append((fact.label, fact.value))
            waiting = False
        else:
            rows.append([(fact.label, fact.value)])
            waiting = not fact.wide
    return rows


def _signatures(document: "Document", outline: Outline) -> None:
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=4)
    for line in outline.signatures:
        cells = table.add_row().cells
        for cell, text in zip(
            cells, (line.office, line.name or "＿" * 8, outline.date_label, line.day or "＿" * 8), strict=True
        ):
            cell.text = legal(text)
    fit(table, (2, 4, 1, 4))
    if outline.link:
        document.add_paragraph()
        document.add_picture(BytesIO(qr_png(outline.link)), width=Cm(_CODE_CM))
        document.add_paragraph(legal(f"{outline.link_caption} {outline.link}"), style="Subtitle")
