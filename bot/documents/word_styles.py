"""How a Word document looks: 宋体 for what is read, 黑体 for headings, as Chinese offices set their papers.

Office and WPS have these fonts wherever Chinese is read, and name their own where it is not.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

BLACK: Final = RGBColor(0, 0, 0)
GREY: Final = RGBColor(0x60, 0x60, 0x60)
SHADE: Final = "F0F0F0"
TEXT_CM: Final = 15.8
"""Between the margins of A4."""

_STYLES: Final = (
    ("Normal", "宋体", 10.5, BLACK),
    ("Title", "黑体", 20, BLACK),
    ("Subtitle", "黑体", 9, GREY),
    ("Heading 1", "黑体", 13, BLACK),
    ("Heading 2", "黑体", 11, BLACK),
    ("Heading 3", "黑体", 10.5, GREY),
)


def set_styles(document: "Document") -> None:
    """Set A4, the margins, the fonts of every style that is used, and the language of proofing."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.6)
    for name, font, size, colour in _STYLES:
        _style(document.styles[name], font, size, colour)
    title = document.styles["Title"].element
    for border in title.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _language(document)


def page_foot(document: "Document", pattern: str) -> None:
    """Write the page's number and their count into the foot: ``{page}`` and ``{pages}`` of the pattern."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _sign, rest = pattern.partition("{page}")
    between, _sign, after = rest.partition("{pages}")
    paragraph.add_run(before)
    _field(paragraph, "PAGE")
    paragraph.add_run(between)
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(after)


def fit(table: "Table", weights: Sequence[int]) -> None:
    """Share the width of the text out among the columns."""
    table.autofit = False
    for place, weight in enumerate(weights):
        width = Cm(TEXT_CM * weight / sum(weights))
        table.columns[place].width = width
        for cell in table.columns[place].cells:
            cell.width = width


def shade(cell: "_Cell") -> None:
    """Shade the cell of a label."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 - python-docx has no name for it


def _style(style: "ParagraphStyle", font: str, size: float, colour: RGBColor) -> None:
    style.font.name = "Times New Roman" if font == "宋体" else "Arial"
    style.font.size = Pt(size)
    style.font.color.rgb = colour
    style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)


def _language(document: "Document") -> None:
    """Name the languages: topics and names are Chinese in English minutes, too, down to their commas."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _field(paragraph: "Paragraph", name: str) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, name), ("end", None)):
        part = OxmlElement("w:instrText" if kind is None else "w:fldChar")
        if kind is None:
            part.text = text
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)  # noqa: SLF001 - python-docx has no name for fields
