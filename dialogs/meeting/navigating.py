"""The buttons between the cards of a consultation: all short enough for a callback, none trusted when it comes back."""

from typing import Final

from dialogs.engine.cards import Button
from dialogs.engine.presses import LONGEST_ROW, ActionPress, ViewPress, packed
from dialogs.engine.text import Text, _
from dialogs.meeting.references import Reference

CONSULTATION: Final = "consultation"
"""The view of one consultation's card: its row's number."""


def view_button(label: Text, view: str, number: int, *arguments: str) -> Button:
    """Open a view of a consultation, an action, an outcome: of a row by its number."""
    return Button(label=label, press=packed(ViewPress(view, (str(number), *arguments))))


def action_button(label: Text, action: str, number: int, *arguments: str) -> Button:
    """Do something about a row."""
    return Button(label=label, press=packed(ActionPress(action, (str(number), *arguments))))


def consultation_button(reference: Reference) -> Button:
    """Go back to a consultation's card."""
    return view_button(_("‹ {number}", number=reference.number), CONSULTATION, reference.id)


def is_number(text: str) -> bool:
    """Whether what a button holds can be a row's number: a forged one may have more digits than a database counts."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_ROW


def turning(view: str, number: int, page: int, last: int, *arguments: str) -> tuple[tuple[Button, ...], ...]:
    """Give the row that leads to the pages before and after; none where there is one page."""
    row = (
        *((view_button(_("Previous page"), view, number, str(page - 1), *arguments),) if page > 1 else ()),
        *((view_button(_("Next page"), view, number, str(page + 1), *arguments),) if page < last else ()),
    )
    return (row,) if row else ()
