"""The names of the notice's views, forms and actions, and the buttons that lead to them."""

from enum import StrEnum
from typing import Final

from dialogs.engine.cards import Button
from dialogs.engine.text import Text, _
from dialogs.meeting.navigating import action_button, view_button
from dialogs.meeting.references import Reference

NOTICE: Final = "notice"
"""The view of what was sent, or of what one was sent: consultation."""
INVITED: Final = "notice-invited"
"""The view of those invited: consultation, page, which of them."""
INVITEE: Final = "notice-invitee"
"""The view of one of them: consultation, participant."""
MATERIALS: Final = "materials"
"""The view of the materials: consultation."""
MATERIAL: Final = "material"
"""The view of one of them: consultation, material."""

WORK: Final = "notice-work"
"""What facilitators do: consultation, deed, what it is done to."""
REPLY: Final = "notice-reply"
"""What those invited answer: consultation, reply, the dispatch that asked."""
OPEN: Final = "material-open"
"""Gives a file to whoever may read it: material."""
FORMER: Final = "material-former"
"""Gives a former version of one: consultation, material, change."""

DEPUTY: Final = "notice-deputy"
PROXY: Final = "notice-proxy"
WORDS: Final = "notice-words"
CALL_OFF: Final = "notice-call-off"
ADD: Final = "material-add"
NAME: Final = "material-name"
REPLACE: Final = "material-replace"
"""The forms: who comes in one's own place and in somebody's; whom to ask; why it is called off; files added, named,
replaced."""

Row = tuple[Button, ...]


class Deed(StrEnum):
    """What facilitators do about the notice and the materials."""

    PREVIEW = "preview"
    SEND = "send"
    FORWARD = "forward"
    TOLD = "told"
    ALL_TOLD = "all-told"
    ANSWER = "answer"
    WORDS = "words"
    CALL_OFF = "call-off"
    HOLD = "hold"
    ADD = "add"
    NAME = "name"
    REPLACE = "replace"
    DROP = "drop"
    PUT_BACK = "back"


class Which(StrEnum):
    """Which of those invited are listed."""

    ALL = "all"
    HAND = "hand"


def notice_button(reference: Reference, label: Text | None = None) -> Button:
    """Open the notice and all that belongs to it."""
    return view_button(_("‹ Notice and materials") if label is None else label, NOTICE, reference.id)


def deed_button(label: Text, reference: Reference, deed: Deed, *rest: str) -> Button:
    """Do something about it."""
    return action_button(label, WORK, reference.id, deed.value, *rest)
