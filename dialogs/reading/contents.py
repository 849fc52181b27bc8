"""The contents: the chapters with what stands in each, and how to search."""

from dialogs.engine.cards import Bullets, Card, Heading, Note
from dialogs.engine.text import _
from dialogs.reading.page import Page
from standard.models import Clause

SEARCHING = _("To search, type /standard and a few words, or a clause's number: /standard 6.1.1.2")


def contents_card(page: Page) -> Card:
    """The chapters, each with its sections named and a button."""
    chapters = page.library.children()
    lines = tuple(_line(page, chapter) for chapter in chapters)
    edition = page.library.edition
    return Card(
        blocks=(
            Heading(text=edition.title),
            Note(text=edition.publisher),
            Bullets(lines=lines),
            Note(text=SEARCHING),
        ),
        buttons=tuple((page.clause_button(chapter),) for chapter in chapters),
    )


def _line(page: Page, chapter: Clause) -> str:
    colon, comma = ("：", "、") if page.language == "zh" else (": ", ", ")
    sections = page.library.children(chapter.number)
    titles = comma.join(section.title.in_language(page.language) for section in sections if section.title)
    return colon.join(filter(None, (page.title(chapter), titles)))
