"""What a card of the standard reads like, and where its buttons lead."""

from datetime import UTC
from gettext import NullTranslations

from dialogs.engine.cards import Bullets, Button, Card
from dialogs.engine.presses import ViewPress, unpacked
from dialogs.engine.rendering import rendered
from dialogs.engine.text import Reader
from dialogs.reading.views import asked_card, found_card, opened_card, typed_card
from standard.library import library

CARDS = {"standard": opened_card, "clauses": found_card, "requests": asked_card}


def typed(argument: str, locale: str = "zh_CN") -> Card:
    """Give the card that ``/standard`` with these words shows, in plain words."""
    return _plain(typed_card(library(), locale, argument), locale)


def opened(press: str | None, locale: str = "zh_CN") -> Card:
    """Give the card that a button shows."""
    match unpacked(press or ""):
        case ViewPress(view=view, arguments=arguments):
            return _plain(CARDS[view](library(), locale, arguments), locale)
        case other:
            raise AssertionError(f"{press!r} opens no view but is {other!r}")


def lines(card: Card) -> list[str]:
    """Give every line of a card, each of its kind: ``quote: ...``; a list's lines one by one."""
    found: list[str] = []
    for block in card.blocks:
        if isinstance(block, Bullets):
            marks = [f"{mark} " for mark in block.marks] or [""] * len(block.lines)
            found += [f"- {mark}{line}" for mark, line in zip(marks, block.lines, strict=True)]
        else:
            found.append(f"{block.kind}: {getattr(block, 'text')}")  # noqa: B009 - every other block has a text
    return found


def labels(card: Card) -> list[list[str]]:
    """Give the buttons' labels, row by row."""
    return [[str(button.label) for button in row] for row in card.buttons]


def all_labels(card: Card) -> list[str]:
    """Give the labels of all buttons."""
    return [label for row in labels(card) for label in row]


def button(card: Card, label: str) -> Button:
    """Give the one button of that label."""
    (found,) = [each for row in card.buttons for each in row if each.label == label]
    return found


def pressed(card: Card, label: str, locale: str = "zh_CN") -> Card:
    """Give what pressing a button of that label shows."""
    return opened(button(card, label).press, locale)


def _plain(card: Card, locale: str) -> Card:
    return rendered(card, Reader(locale, UTC, NullTranslations()))
