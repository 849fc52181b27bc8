"""Minutes as PDF, and their pages as pictures, set by Typst.

What people wrote goes in as data and is shown as it stands; nothing of it is read as markup.
"""

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, Literal

from bot.documents.fonts import font_folders
from bot.drawing.qr import qr_svg
from dialogs.meeting.minutes.outline import Outline

if TYPE_CHECKING:
    from typst import Fonts

PICTURE_PPI: Final = 110
"""Pixels per inch of a page's picture: legible on a phone, about 910 pixels wide."""


class NotSet(Exception):
    """Typst did not give what was asked of it: a fault of the programme."""


def pdf(outline: Outline) -> bytes:
    """Set the minutes as a PDF on A4; the same outline gives the same bytes."""
    return _set(outline, "pdf")[0]


def pages(outline: Outline) -> list[bytes]:
    """Draw the pages as PNG."""
    return _set(outline, "png")


def _set(outline: Outline, form: Literal["pdf", "png"]) -> list[bytes]:
    import typst

    code = qr_svg(outline.link) if outline.link else ""
    given = {"outline": outline.model_dump_json(), "code": code}
    compiler = typst.Compiler(_template(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=given)
    made = compiler.compile(format=form, ppi=PICTURE_PPI, timestamp=0)
    if made is None:
        raise NotSet(form)
    return made if isinstance(made, list) else [made]


@cache
def _template() -> bytes:
    return resources.files("bot.documents").joinpath("minutes.typ").read_bytes()


@cache
def _fonts() -> "Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(path) for path in font_folders()])
