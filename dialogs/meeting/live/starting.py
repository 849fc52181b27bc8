"""Beginning a meeting: a coming consultation, or one on the spot; in a group, a topic, or the web room alone."""

from datetime import timedelta
from typing import Final

from pydantic import JsonValue
from sqlalchemy import select

from dialogs.engine.cards import Block, Button, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.cipher import open_text
from dialogs.engine.gathering import place_of, put_here
from dialogs.engine.house import Place
from dialogs.engine.presses import ActionPress, packed
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.live import boards, on_the_spot, rooms
from dialogs.meeting.live.holding import hold
from dialogs.meeting.references import Reference, find, find_by_number, reference_of

OPEN: Final = "meeting-open"
NEW: Final = "new"
OFFERED: Final = 8
BEFORE: Final = timedelta(days=1)
AHEAD: Final = timedelta(days=60)
SEAL_LENGTH: Final = 12
"""Hexadecimal digits of the proof that a button was made for this person and this group."""


async def in_group(turn: Turn, words: str) -> None:
    """Answer ``/meeting`` in a group: show the board of its meeting anew, or ask privately which meeting to hold."""
    place = await place_of(turn, turn.incoming)
    room = await rooms.at_place(turn, place)
    _person, organisation = turn.member
    named = await find_by_number(turn, organisation, words) if words else None
    if named is not None:
        await hold(turn, named, place)
    elif room is not None:
        await boards.bind(turn, room, place)
    else:
        await choose(turn, place)
        told = _("Facilitators choose in our private chat which consultation is held here.")
        await put_here(turn, Card(blocks=(Notice(text=told),)))


async def choose(turn: Turn, place: Place | None) -> None:
    """Ask privately which consultation is to be held, in a group's place or in the web room alone."""
    _person, organisation = turn.member
    offered = await _coming(turn, organisation)
    rows = [
        (_open_button(turn, f"{reference.number} {topic}", str(reference.id), place),) for reference, topic in offered
    ]
    rows.append((_open_button(turn, _("Begin one on the spot"), NEW, place),))
    blocks: list[Block] = [Heading(text=_("Which consultation is held now?"))]
    if place is not None:
        blocks.append(Paragraph(text=_("Its board is put up in the group, for everybody there to see.")))
        blocks.append(
            Note(
                text=_(
                    "Let me pin messages there (group settings, administrators), so that the board stays at the top."
                )
            )
        )
    turn.show(Card(blocks=tuple(blocks), buttons=tuple(rows)), live=False)


async def open_(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the room that a button names, where it is to be held."""
    which, chat, thread, proof = (*arguments, "", "", "", "")[:4]
    place = Place(chat=int(chat), thread=thread) if chat.isascii() and chat.isdecimal() else None
    if place is not None and proof != _proof(turn, place):
        place = None
    _person, organisation = turn.member
    if which == NEW:
        where: JsonValue = None if place is None else [place.chat, place.thread]
        turn.leave_card()
        await turn.open_form(on_the_spot.FORM.name, "", where)
        return
    reference = await find(turn, organisation, which)
    if reference is None:
        turn.say(_("There is no such meeting."))
    else:
        await hold(turn, reference, place)


async def _coming(turn: Turn, organisation: int) -> list[tuple[Reference, str]]:
    """Give the consultations that may be held now: those of these days, and those whose room is open."""
    table, room = records.consultation, records.room
    found = await turn.transaction.execute(
        select(table.c.id, table.c.organisation_id, table.c.year, table.c.clause, table.c.serial, table.c.sealed_topic)
        .outerjoin(room, room.c.consultation_id == table.c.id)
        .where(
            table.c.organisation_id == organisation,
            table.c.removed_at.is_(None),
            (room.c.id.is_not(None) & room.c.ended_at.is_(None))
            | (
                table.c.held_at.is_(None)
                & table.c.called_off_at.is_(None)
                & table.c.starts_at.between(turn.now - BEFORE, turn.now + AHEAD)
            ),
        )
        .order_by(table.c.starts_at, table.c.id)
        .limit(OFFERED)
    )
    return [(reference_of(row), open_text(turn.cipher, row["sealed_topic"])) for row in found.mappings()]


def _open_button(turn: Turn, label: Text, which: str, place: Place | None) -> Button:
    where = () if place is None else (str(place.chat), place.thread, _proof(turn, place))
    return Button(label=label, press=packed(ActionPress(OPEN, (which, *where))))


def _proof(turn: Turn, place: Place) -> str:
    """Prove that this person was given this button from that group: nobody can name another."""
    return turn.cipher.fingerprint(f"hold:{turn.person}:{place.chat}:{place.thread}").hex()[:SEAL_LENGTH]
