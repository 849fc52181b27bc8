"""Buttons in rows that stay readable on a phone, on pages of at most eight rows."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from dialogs.engine.cards import Button
from dialogs.engine.presses import packed_form
from dialogs.engine.text import Message, Text, _
from dialogs.engine.walk.path import Walk

ROWS = 8
ROWS_OF_NUMBERS = 2
"""Lines of a list above, each opened by its number, are fewer a page: they may be long."""

WHOLE_ROW = 32
"""Columns of a label that a phone shows whole on a row of its own."""

_WIDEST = ((4, 5), (7, 4), (10, 3), (16, 2))
"""A label of at most so many columns: so many buttons a row."""

Row = tuple[Button, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a list that one card shows: buttons ``first`` to ``end``, and the row that turns the page."""

    rows: tuple[Row, ...]
    first: int
    end: int
    turning: tuple[Row, ...]

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """Cut another list as the buttons were cut."""
        return items[self.first : self.end]


def button(  # noqa: PLR0913 (a button's parts)
    walk: Walk, label: Text, place: str, action: str, value: str = "", *, chosen: bool = False
) -> Button:
    """Make a button of this conversation."""
    return Button(label=label, press=packed_form(walk.conversation, place, action, value), chosen=chosen)


def rows(buttons: Sequence[Button]) -> tuple[Row, ...]:
    """Lay buttons out in rows, as many in each as the widest label leaves room for."""
    if not buttons:
        return ()
    across = _across(max([_columns(one.label) for one in buttons]))
    if across >= len(buttons):
        return (tuple(buttons),)
    return tuple(tuple(buttons[start : start + across]) for start in range(0, len(buttons), across))


def fits_a_row(label: Text) -> bool:
    """Say whether a phone shows a label whole where it has a row of its own."""
    return _columns(label) <= WHOLE_ROW


def paged(  # noqa: PLR0913 (what is cut, and where)
    walk: Walk, place: str, buttons: Sequence[Button], page: int, show: int | None, *, at_once: int = ROWS
) -> Page:
    """Cut buttons into pages of ``at_once`` rows; the one shown holds button ``show``, else it is ``page``."""
    laid = rows(buttons)
    if len(laid) <= at_once:
        return Page(laid, 0, len(buttons), ())
    each = at_once * len(laid[0])
    last = (len(buttons) - 1) // each
    number = show // each if show is not None else min(max(page, 0), last)
    turning = []
    if number > 0:
        turning.append(button(walk, _("‹ Earlier"), place, "page", str(number - 1)))
    if number < last:
        turning.append(button(walk, _("More ›"), place, "page", str(number + 1)))
    return Page(laid[at_once * number : at_once * (number + 1)], each * number, each * (number + 1), (tuple(turning),))


def _across(widest: int) -> int:
    for columns, number in _WIDEST:
        if widest <= columns:
            return number
    return 1


def _columns(label: Text) -> int:
    if isinstance(label, str):
        if label.isascii():
            return len(label)
        return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in label)
    if isinstance(label, Message):
        shown = (_columns(value) for value in label.values.values() if isinstance(value, Text)) if label.values else ()
        return len(label.text) + sum(shown)
    return max(_columns(label.zh), _columns(label.en))
