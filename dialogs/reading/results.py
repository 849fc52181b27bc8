"""What a search found, eight clauses a page.

Nothing is kept between two pages: the words travel in the buttons' data. Words too long for that give their first
page only, and the card says so.
"""

import re
import unicodedata
from dataclasses import replace
from typing import Final

from dialogs.engine.cards import Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.events import clean
from dialogs.engine.presses import SEPARATOR, PressTooLong, ViewPress, packed
from dialogs.engine.text import Message, _, n_
from dialogs.reading.contents import SEARCHING
from dialogs.reading.page import RESULTS_VIEW, Page, contents_button
from standard.searching import Hit, search

A_PAGE: Final = 8
LONGEST: Final = 100
"""Characters of a search."""

_NUMBER = re.compile(r"(?:第|clause )?([0-9]+(?:\.[0-9]+)*)[ -]?(?:\(?([a-z])\)?)?(?:[条章]|\.)?")


def cleaned(words: str) -> str:
    """Make words fit to travel in a button: one space between, none twice; no clause holds the separator."""
    return " ".join(dict.fromkeys(clean(words.replace(SEPARATOR, " ")).split()))


def clause_named(page: Page, words: str) -> str | None:
    """Give the clause that the words name however it is written: ``６．１．１．２``, ``7.3.1 a）``, ``第6.1条``."""
    plain = unicodedata.normalize("NFKC", words).casefold().replace("。", ".").strip()
    named = _NUMBER.fullmatch(plain)
    if named is None:
        return None
    number = f"{named[1]}-{named[2]}" if named[2] else named[1]
    return number if number in page.library.clauses else None


def only_clause_with(page: Page, words: str) -> str | None:
    """Give the clause that alone holds the words; none where several do, or none does."""
    hits = search(page.library, words, page.own) if len(words) <= LONGEST else []
    return hits[0].clause.number if len(hits) == 1 else None


def results_card(page: Page, words: str, wanted: int) -> Card:
    """Show one page of what was found, the first page being 1; a page that is not there shows the nearest."""
    if len(words) > LONGEST:
        return _unfound(_("That is too long to search for. A few words will do."))
    hits = search(page.library, words, page.own)
    if not hits:
        return _unfound(_("Nothing in the standard holds all of “{words}”. Try fewer or other words.", words=words))
    last = -(-len(hits) // A_PAGE)
    place = min(max(wanted, 1), last)
    shown = hits[(place - 1) * A_PAGE : place * A_PAGE]
    opening = replace(page, results=(place, words))
    turning = _turning(words, place, last)
    return Card(
        blocks=(
            Heading(text=_("“{words}” in the standard", words=words)),
            _counted(len(hits), place, last),
            Bullets(lines=tuple(_line(page, hit) for hit in shown)),
            *_rest(last, turning),
        ),
        buttons=(*opening.numbers(tuple(hit.clause for hit in shown)), *turning, (contents_button(),)),
    )


def _unfound(why: Message) -> Card:
    return Card(blocks=(Paragraph(text=why), Note(text=SEARCHING)), buttons=((contents_button(),),))


def _counted(found: int, place: int, last: int) -> Note:
    if last == 1:
        return Note(text=n_("{count} clause", "{count} clauses", found))
    return Note(
        text=n_(
            "{count} clause, page {page} of {last}",
            "{count} clauses, page {page} of {last}",
            found,
            page=place,
            last=last,
        )
    )


def _line(page: Page, hit: Hit) -> str:
    between = "：" if page.own == "zh" else ": "
    return between.join(filter(None, (page.title(hit.clause), hit.snippet)))


def _turning(words: str, place: int, last: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons to the pages before and after; none where the words do not fit into them."""
    try:
        before = packed(ViewPress(RESULTS_VIEW, (str(place - 1), words)))
        after = packed(ViewPress(RESULTS_VIEW, (str(place + 1), words)))
    except PressTooLong:
        return ()
    row = (
        *((Button(label=_("Previous page"), press=before),) if place > 1 else ()),
        *((Button(label=_("Next page"), press=after),) if place < last else ()),
    )
    return (row,) if row else ()


def _rest(last: int, turning: tuple[tuple[Button, ...], ...]) -> tuple[Note, ...]:
    if last == 1 or turning:
        return ()
    return (
        Note(text=_("These are the first ones. The words are too long to turn pages with: use fewer to see more.")),
    )
