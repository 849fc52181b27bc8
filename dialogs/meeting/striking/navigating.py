"""What can be struck, and the buttons that strike it and put it back."""

from enum import StrEnum
from typing import Final

from dialogs.engine.cards import Button
from dialogs.engine.text import Text, _
from dialogs.meeting.navigating import action_button
from dialogs.meeting.references import Reference

STRIKE: Final = "strike"
"""The action that opens the form of this name, which asks why: consultation, what (``o12``: the opinion 12)."""

PUT_BACK: Final = "put-back"
"""The action that puts back what was struck: consultation, the number of the change that struck it."""

STRUCK: Final = "struck"
"""The view of an organisation's struck consultations: page."""


class What(StrEnum):
    """What can be struck; on a button it stands before the row's number."""

    OPINION = "o"
    DECISION = "d"
    SUMMARY = "s"
    CONSENSUS = "c"
    DISSENT = "n"
    """The last three by the number of their agenda item."""
    ACTION = "a"
    OUTCOME = "r"
    PARTICIPANT = "p"
    CONSULTATION = "w"


def strike_button(label: Text, reference: Reference, what: What, number: int) -> Button:
    """Ask why something is struck."""
    return action_button(label, STRIKE, reference.id, f"{what.value}{number}")


def put_back_button(reference: Reference, change: int, label: Text | None = None) -> Button:
    """Put back what was struck."""
    return action_button(_("Put back") if label is None else label, PUT_BACK, reference.id, str(change))
