"""By what a card is known: the same words for one that somebody received and for one that ought to have come.

A card of a form is known by where it stands (``asks 6.1.1.1-1``, ``review``, ``leaving``); the start of the
assessment, the settings, and the answer to a command that nobody has (``/x17``, known by its number) by themselves;
everything else is ``other``. The form's own conversation is told apart by its number, see :func:`conversation`.
"""

import re
from collections.abc import Sequence
from typing import Final

from dialogs.assessment.navigating import OPEN
from dialogs.assessment.selection import PULSE
from dialogs.engine.cards import Card
from dialogs.engine.presses import ActionPress, FormPress, unpacked
from dialogs.engine.walk.path import LEAVE, REVIEW

OTHER: Final = "other"
START: Final = "start"
SETTINGS: Final = "settings"
LEAVING: Final = "leaving"
ECHO: Final = re.compile(r"/(x[0-9]+)")


def mark(presses: Sequence[str], words: str = "") -> str:
    """Say what a card is, by the data of its buttons and its words."""
    read = [unpacked(data) for data in presses]
    forms = [press for press in read if isinstance(press, FormPress)]
    if forms:
        return _place(forms)
    for press in read:
        match press:
            case ActionPress(action=action, arguments=(_, what)) if action == OPEN and what == PULSE:
                return START
            case ActionPress(action="language"):
                return SETTINGS
            case _:
                pass
    echoed = ECHO.search(words)
    return f"echo {echoed[1]}" if echoed else OTHER


def _place(forms: Sequence[FormPress]) -> str:
    # A review's buttons name the questions to be edited, and beside them the review itself.
    review = next((press.step for press in forms if press.step.startswith(REVIEW)), None)
    if review is not None:
        return review.removeprefix(".")
    return LEAVING if forms[0].step == LEAVE else f"asks {forms[0].step}"


def mark_of(card: Card) -> str:
    """Say what a card is that was drawn."""
    return mark([button.press for row in card.buttons for button in row if button.press is not None])


def conversation(presses: Sequence[str]) -> int | None:
    """Give the number of the conversation that a card belongs to; none for a card of no form."""
    read = (unpacked(data) for data in presses)
    return next((press.conversation for press in read if isinstance(press, FormPress)), None)
