"""The names of the minutes' views, forms and actions, and the buttons between them."""

from enum import StrEnum
from typing import Final

from dialogs.engine.cards import Button
from dialogs.engine.text import Text, _
from dialogs.meeting.navigating import action_button, view_button

MINUTES: Final = "minutes"
"""The view: consultation, page."""

GIVE: Final = "minutes-file"
"""Gives a document: consultation, form."""

WORK: Final = "minutes-work"
"""What facilitators do: consultation, what, and ``yes`` where it is asked."""

READ: Final = "minutes-open"
CONFIRM: Final = "minutes-confirm"
OBJECT: Final = "minutes-object"
"""A participant's own buttons; the form of the last name asks for the objection."""

COPY: Final = "minutes-copy"
"""The view for whoever took part without belonging to the organisation: consultation, page."""

PDF: Final = "minutes-pdf"
"""Gives them the document: consultation."""

ANSWERS: Final = "minutes-answers"
"""The view of who has answered what: consultation, page, which of them."""

ANSWERER: Final = "minutes-answerer"
"""The view of one of them: consultation, participant."""

BY_HAND: Final = "hand"
"""Of those views: only whoever is still to be told by hand."""

REMARKS: Final = "minutes-remarks"
CIRCULATE: Final = "minutes-circulate"
ANSWER: Final = "minutes-answer"
SIGN: Final = "minutes-sign"
AMEND: Final = "minutes-amend"

YES: Final = "yes"


class Deed(StrEnum):
    """What facilitators do with minutes."""

    REMARKS = "remarks"
    CIRCULATE = "circulate"
    REMIND = "remind"
    ANSWER = "answer"
    TAKE_BACK = "take-back"
    FORWARD = "forward"
    TOLD = "told"
    ALL_TOLD = "all-told"
    SIGNING = "signing"
    SIGN_CHAIR = "chair"
    SIGN_RECORDER = "recorder"
    SIGN_SUPERVISOR = "supervisor"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    AMEND = "amend"


class Form(StrEnum):
    """In which form minutes are given out."""

    PDF = "pdf"
    WORD = "docx"
    MARKDOWN = "md"
    CALENDAR = "ics"


FORM_NAMES: Final[dict[Form, Text]] = {
    Form.PDF: "PDF",
    Form.WORD: "Word",
    Form.MARKDOWN: "Markdown",
    Form.CALENDAR: _("Calendar"),
}


def minutes_button(number: int, label: Text | None = None) -> Button:
    """Open the minutes of a consultation, by its row."""
    return view_button(_("The minutes") if label is None else label, MINUTES, number)


def deed_button(label: Text, number: int, deed: Deed, *rest: str) -> Button:
    """Do something with the minutes."""
    return action_button(label, WORK, number, deed.value, *rest)


def file_buttons(number: int) -> tuple[tuple[Button, ...], ...]:
    """Give out a document: one row, for this card and the consultation's own."""
    return (tuple(action_button(label, GIVE, number, form.value) for form, label in FORM_NAMES.items()),)
