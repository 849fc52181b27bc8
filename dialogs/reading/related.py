"""What a clause has to do with others: chapter 7 can help with chapter 6, chapter 5 gives it practice."""

from dataclasses import dataclass

from dialogs.engine.cards import Button, Card, Heading, Note, Paragraph, Quote
from dialogs.engine.presses import ViewPress, packed
from dialogs.engine.text import Message, Text, _
from dialogs.reading.page import REQUESTS_VIEW, Page, contents_button
from standard.models import Clause, Remedy


@dataclass(frozen=True)
class Relation:
    """A heading, a line for each related clause, and the buttons that open them."""

    title: Message
    lines: tuple[Text, ...]
    buttons: tuple[tuple[Button, ...], ...]


def relation(page: Page, clause: Clause) -> Relation | None:
    """Give what a clause has to do with others, if anything."""
    if clause.number in page.library.capabilities:
        return _help_for(page, clause)
    if clause.number in page.library.affairs:
        exercised = page.library.affairs[clause.number].capabilities
        return _capabilities(page, _("Consulting of this kind gives practice in"), exercised)
    helped = tuple(
        capability
        for capability in page.library.capabilities
        if any(_is_within(remedy.support, clause.number) for remedy in page.library.remedies_for(capability))
    )
    return _capabilities(page, _("What it can help with"), helped)


def requests_card(page: Page, clause: Clause) -> Card:
    """What to ask for a capability, of whom, in words that can be sent as they are."""
    remedies = page.library.remedies_for(clause.number)
    own = [Paragraph(text=remedy.own_step.in_language(page.language)) for remedy in remedies if remedy.own_step]
    return Card(
        blocks=(
            Heading(text=page.title(clause)),
            *((Note(text=_("What you can begin by yourselves:")), *own) if own else ()),
            *(
                block
                for remedy in remedies
                for block in (
                    Heading(text=_whom(page, remedy)),
                    Quote(text=remedy.request.in_language(page.language)),
                )
            ),
            Note(text=_("Copy the words and change them as you need.")),
        ),
        buttons=(
            *page.numbers(tuple(page.library.clauses[remedy.support] for remedy in remedies)),
            (page.clause_button(clause, _("Back to {clause}", clause=clause.number)), contents_button()),
        ),
    )


def _help_for(page: Page, clause: Clause) -> Relation | None:
    remedies = page.library.remedies_for(clause.number)
    if not remedies:
        return None
    opened = page.opened_by_itself
    language = () if page.language == page.own else (page.language,)
    asking = Button(
        label=_("What to ask, in ready words"), press=packed(ViewPress(REQUESTS_VIEW, (clause.number, *language)))
    )
    return Relation(
        _("Who can help"),
        tuple(_whom(page, remedy) for remedy in remedies),
        ((asking,), *opened.numbers(tuple(page.library.clauses[remedy.support] for remedy in remedies))),
    )


def _whom(page: Page, remedy: Remedy) -> str:
    return f"{page.number(remedy.support)} {remedy.whom.in_language(page.language)}"


def _capabilities(page: Page, title: Message, numbers: tuple[str, ...]) -> Relation | None:
    if not numbers:
        return None
    clauses = tuple(page.library.clauses[number] for number in numbers)
    return Relation(title, tuple(page.title(each) for each in clauses), page.opened_by_itself.numbers(clauses))


def _is_within(number: str, above: str) -> bool:
    """Whether a clause is this one or one of its lettered entries."""
    return number.partition("-")[0] == above or number == above
