"""What somebody is told who has not joined and asks for what takes a role: how one joins, and what one can do without.

A refusal alone ("your role does not cover this") helps those who have a role. Guests of a meeting have not joined
either, but know why they are here: they are told where their meeting goes on.
"""

from typing import Final

from sqlalchemy import exists, or_, select

from dialogs.engine import records
from dialogs.engine.cards import Button, Card, Note, Notice
from dialogs.engine.presses import CommandPress, packed
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.people import membership
from dialogs.people.roles import OPERATOR, VISITOR

JOIN_FIRST: Final = _(
    "This is for members of an organisation: please ask your organisation's administrator for an invitation link, and "
    "opening it is all it takes to join."
)
GUEST: Final = _(
    "You are here as a guest of a meeting: you take part through its page or its board. This is for members; whoever "
    "holds the meeting can tell you who gives out invitations."
)
WITHOUT: Final = _("What you can do without joining:")

OPEN_TO_ALL: Final = ("standard", "privacy", "help")
"""The commands that are offered instead, as far as the table of rights lets somebody use them."""


async def turned_away(turn: Turn) -> Card | None:
    """Give what somebody without a role in any organisation is shown; none for anybody else."""
    person, roles = turn.who.person, turn.who.roles
    if VISITOR not in roles or OPERATOR in roles:
        return None
    if person is not None and await membership.organisations_of(turn, person):
        return None  # they have a role, though none in the organisation that they last worked in
    said = GUEST if person is None and await _is_guest(turn) else JOIN_FIRST
    return Card(blocks=(Notice(text=said), Note(text=WITHOUT)), buttons=_ways_on(turn))


async def _is_guest(turn: Turn) -> bool:
    """Whether the chat is kept for another reason than its person."""
    chat, kept = records.chat, turn.house.registry.kept_chats
    own = chat.c.id == turn.who.chat, or_(*(chat.c.id.in_(chats(turn.now)) for chats in kept))
    return bool(await turn.transaction.scalar(select(exists().where(*own))))


def _ways_on(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    allowed = {command.name: command for command in turn.house.registry.open_to(turn.who.roles)}
    return tuple(
        (Button(label=allowed[name].description, press=packed(CommandPress(name))),)
        for name in OPEN_TO_ALL
        if name in allowed
    )
