"""The letters to those invited: what they say, and the buttons under them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dialogs.engine.cards import Block, Button, Card, Note
from dialogs.engine.text import Text, _
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.navigating import action_button
from dialogs.meeting.notice.content import content
from dialogs.meeting.notice.drafting import Draft
from dialogs.meeting.notice.materials import Material
from dialogs.meeting.notice.navigating import OPEN, REPLY, Row
from dialogs.meeting.notice.standing import Standing
from dialogs.meeting.terms import Dispatch, Reply
from standard.library import Library

REPLYING: Final = frozenset({Dispatch.NOTICE, Dispatch.CHANGE})
"""What is answered."""

ANSWERS: Final[dict[Reply, Text]] = {
    Reply.ATTENDING: _("I will come"),
    Reply.DECLINING: _("I cannot come"),
    Reply.DEPUTY: _("Somebody comes for me"),
}
"""我参加, 不能参加, 请人代理."""


def blocks_of(library: Library, standing: Standing, draft: Draft) -> tuple[Block, ...]:
    """Give all that a letter says: what those invited are told, and how they answer."""
    return (*said_of(library, standing, draft), *(Note(text=each) for each in _answering(draft)))


def said_of(library: Library, standing: Standing, draft: Draft) -> tuple[Block, ...]:
    """Give what those invited are told, whichever way."""
    return content(library, standing, draft.what, draft.materials, draft.told)


def letter_of(library: Library, standing: Standing, draft: Draft, dispatch: int) -> Card:
    """Give the letter of a dispatch, with its buttons."""
    replying = reply_rows(standing, dispatch) if draft.what in REPLYING else ()
    return Card(blocks=blocks_of(library, standing, draft), buttons=(*replying, *material_rows(draft.materials)))


def reply_rows(standing: Standing, dispatch: int, given: Reply | None = None) -> tuple[Row, ...]:
    """Give the buttons that answer a dispatch; ``given`` is what was answered."""

    def button(reply: Reply) -> Button:
        label = ANSWERS[reply]
        pressed = action_button(label, REPLY, standing.reference.id, reply.value, str(dispatch))
        return replace(pressed, chosen=reply is given)

    return (button(Reply.ATTENDING), button(Reply.DECLINING)), (button(Reply.DEPUTY),)


def material_rows(materials: tuple[Material, ...]) -> tuple[Row, ...]:
    """Give the buttons that open materials."""
    return tuple((action_button(_("Open: {what}", what=shortened(one.name, 30)), OPEN, one.id),) for one in materials)


def _answering(draft: Draft) -> Iterator[Text]:
    if draft.what is Dispatch.NOTICE:
        yield _("Please press a button to say whether you come. You can change your answer until it begins.")
    elif draft.what is Dispatch.CHANGE and draft.asks:
        yield _("What you answered before counts no more. Please answer again.")
    elif draft.what is Dispatch.CHANGE:
        yield _("Your answer still stands; the buttons change it.")
