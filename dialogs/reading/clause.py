"""One clause: its words, how they bind, where it stands, what is asked about it and what can help."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Quote
from dialogs.engine.presses import ViewPress, packed
from dialogs.engine.text import Text, _
from dialogs.reading.misprints import misprint_in
from dialogs.reading.page import OWN_NAMES, RESULTS_VIEW, Page, contents_button
from dialogs.reading.related import Relation, relation
from standard.models import Binding, Clause, Words

BINDING_TERMS: Final = {Binding.SHALL: "required", Binding.SHOULD: "recommended", Binding.MAY: "permitted"}
"""The glossary's terms for the three words."""


def clause_card(page: Page, clause: Clause) -> Card:
    """Show a clause."""
    related = relation(page, clause)
    return Card(
        blocks=(*_words(page, clause), *_questions(page, clause), *_related(related)),
        buttons=(
            *_below(page, clause),
            *(() if related is None else related.buttons),
            _around(page, clause),
            _bottom(page, clause),
        ),
    )


def _words(page: Page, clause: Clause) -> Iterator[Block]:
    yield Heading(text=page.title(clause))
    above = _above(page, clause)
    if above:
        yield Note(text=" › ".join(page.title(each) for each in above))
    for binding, sentences in groupby(clause.text, key=lambda sentence: sentence.binding):
        between = "" if page.language == "zh" else " "
        yield Quote(text=between.join(sentence.in_language(page.language) for sentence in sentences))
        yield Note(text=_how_it_binds(page, binding))
    entries = tuple(entry for entry in page.library.children(clause.number) if not entry.title)
    if entries:
        yield _quoted(page, entries)
    if page.language == "zh":
        yield from (Note(text=note) for each in (clause, *entries) if (note := misprint_in(each)) is not None)
    else:
        yield Note(text=_("A translation, to help in reading; the Chinese text is the one that counts."))


def _how_it_binds(page: Page, binding: Binding | None) -> Text:
    term = None if binding is None else page.library.glossary.get(BINDING_TERMS[binding])
    if binding is None:
        return _("It has none of the words 应 (shall), 宜 (should) and 可 (may): it states or describes.")
    if term is None:
        return binding.value
    named = Words(zh=f"“{binding.value}”", en=f"{binding.value} ({term.en})")
    return _("{word}: {meaning}", word=named, meaning=term.meaning)


def _quoted(page: Page, entries: tuple[Clause, ...]) -> Bullets:
    """The lettered entries under a clause: without them it would be a bare title."""
    between = "" if page.language == "zh" else " "
    return Bullets(
        lines=tuple(between.join(said.in_language(page.language) for said in entry.text) for entry in entries),
        marks=tuple(f"{entry.number.rpartition('-')[2]}{page.bracket}" for entry in entries),
    )


def _questions(page: Page, clause: Clause) -> Iterator[Block]:
    items = page.library.items_of(clause.number)
    if items:
        yield Heading(text=_("What the assessment asks about it"))
        yield Bullets(lines=tuple(item.question.in_language(page.language) for item in items))


def _related(related: Relation | None) -> Iterator[Block]:
    if related is not None:
        yield Heading(text=related.title)
        yield Bullets(lines=related.lines)


def _below(page: Page, clause: Clause) -> tuple[tuple[Button, ...], ...]:
    below = page.library.children(clause.number)
    opened = page.opened_by_itself
    titled = tuple((opened.clause_button(each),) for each in below if each.title)
    return (*titled, *opened.numbers(tuple(each for each in below if not each.title)))


def _around(page: Page, clause: Clause) -> tuple[Button, ...]:
    """The clause before, the one above, the one after, in the order of the standard."""
    order = tuple(page.library.clauses)
    at = order.index(clause.number)
    signs = (
        ("← {}", order[at - 1] if at else None),
        ("↑ {}", clause.parent),
        ("{} →", order[at + 1] if at + 1 < len(order) else None),
    )
    opened = page.opened_by_itself
    return tuple(
        opened.clause_button(page.library.clauses[number], sign.format(page.number(number)))
        for sign, number in signs
        if number is not None
    )


def _bottom(page: Page, clause: Clause) -> tuple[Button, ...]:
    other = page.other
    language = other.clause_button(clause, OWN_NAMES[other.language])
    if page.results is None:
        return contents_button(), language
    place, words = page.results
    back = Button(label=_("Back to what was found"), press=packed(ViewPress(RESULTS_VIEW, (str(place), words))))
    return back, contents_button(), language


def _above(page: Page, clause: Clause) -> tuple[Clause, ...]:
    found: list[Clause] = []
    number = clause.parent
    while number is not None:
        found.insert(0, page.library.clauses[number])
        number = found[0].parent
    return tuple(found)
