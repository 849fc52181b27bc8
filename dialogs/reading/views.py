"""``/standard``: the contents, a clause by its number, a search by words."""

from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.registry import Command, Registry, View
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.people.rights import roles_of
from dialogs.reading.clause import clause_card
from dialogs.reading.contents import contents_card
from dialogs.reading.page import CLAUSE_VIEW, REQUESTS_VIEW, RESULTS_VIEW, Page, contents_button
from dialogs.reading.related import requests_card
from dialogs.reading.results import clause_named, cleaned, only_clause_with, results_card
from standard.library import Library


def typed_card(library: Library, locale: str, argument: str) -> Card:
    """Give what ``/standard ARGUMENT`` shows: the contents, the clause of that number, or what the words find.

    Words that stand in a single clause open it.
    """
    page = Page.of(library, locale)
    words = cleaned(argument)
    if not words:
        return contents_card(page)
    number = clause_named(page, words) or only_clause_with(page, words)
    return results_card(page, words, 1) if number is None else clause_card(page, library.clauses[number])


def opened_card(library: Library, locale: str, arguments: tuple[str, ...]) -> Card:
    """Give what a button to a clause shows: ``number, language, page, words``, all but the first at will."""
    match arguments:
        case ():
            return contents_card(Page.of(library, locale))
        case (number,):
            page = Page.of(library, locale)
        case (number, language):
            page = Page.of(library, locale, language)
        case (number, language, place, words) if _is_page(place):
            page = Page.of(library, locale, language, results=(int(place), cleaned(words)))
        case _:
            return _missing()
    clause = library.clauses.get(number)
    return _missing() if clause is None else clause_card(page, clause)


def found_card(library: Library, locale: str, arguments: tuple[str, ...]) -> Card:
    """Give what a button to a page of a search shows: ``page, words``."""
    match arguments:
        case (place, words) if _is_page(place) and cleaned(words):
            return results_card(Page.of(library, locale), cleaned(words), int(place))
        case _:
            return _missing()


def asked_card(library: Library, locale: str, arguments: tuple[str, ...]) -> Card:
    """Give what a button to the requests for a capability shows: ``number, language``, the latter at will."""
    number, language = (*arguments, "", "")[:2]
    if number not in library.capabilities:
        return _missing()
    return requests_card(Page.of(library, locale, language), library.clauses[number])


def register(registry: Registry, library: Library) -> None:
    """Add ``/standard`` and its views."""

    async def standard(turn: Turn, argument: str) -> None:
        turn.show(typed_card(library, turn.who.locale, argument))

    async def opened(turn: Turn, arguments: tuple[str, ...]) -> Card:
        return opened_card(library, turn.who.locale, arguments)

    async def found(turn: Turn, arguments: tuple[str, ...]) -> Card:
        return found_card(library, turn.who.locale, arguments)

    async def asked(turn: Turn, arguments: tuple[str, ...]) -> Card:
        return asked_card(library, turn.who.locale, arguments)

    registry.command(
        Command(
            name="standard",
            roles=roles_of("command", "standard"),
            description=_("Read and search the standard"),
            run=standard,
        )
    )
    for name, show in ((CLAUSE_VIEW, opened), (RESULTS_VIEW, found), (REQUESTS_VIEW, asked)):
        registry.view(View(name=name, roles=roles_of("view", name), show=show))


def _is_page(place: str) -> bool:
    return place.isascii() and place.isdecimal() and len(place) < 4


def _missing() -> Card:
    return Card(
        blocks=(Paragraph(text=_("There is no such clause. The contents show all there are.")),),
        buttons=((contents_button(),),),
    )
