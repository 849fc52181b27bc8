"""The board: one card that shows how the room stands, in a group for all, in a browser or a private chat for one."""

from dataclasses import dataclass
from typing import Final

from dialogs.engine.cards import Block, Button, Card, Note, Notice
from dialogs.engine.presses import ActionPress, packed
from dialogs.engine.text import Message, Text, _
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.showing import blocks_of
from dialogs.meeting.live.standing import Standing
from dialogs.meeting.terms import Position
from dialogs.meeting.wording import POSITION_NAMES

PART: Final = "meeting-part"
"""The action of whoever takes part: the consultation's number and what they do."""

PRESIDE: Final = "meeting-preside"
"""The action of a facilitator: the consultation's number and what they do."""

RECORDED: Final = _(
    "On record here: who checks in, opinions given to this board, polls, decisions, actions. Nothing else that is said "
    "in this chat is kept."
)
RECORDED_HERE: Final = _("On record here: who checks in, opinions, polls, decisions, actions.")

VOICES: Final = tuple(Position)
Row = tuple[Button, ...]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """For whom a board is: ``participant`` where they take part, ``presides`` where they facilitate.

    ``known``: they have joined, as a person whom minutes can be sent to.
    """

    participant: int | None = None
    presides: bool = False
    known: bool = False


@dataclass(frozen=True, kw_only=True)
class Links:
    """What leads into the room from a group."""

    telegram: str | None
    web: str | None


def group_board(standing: Standing, links: Links) -> Card:
    """Draw the board of a group or topic, the same for all who read it."""
    doors = ((_("Say something"), links.telegram), (_("In the browser"), links.web))
    return _card(
        standing,
        blocks_of(standing),
        RECORDED,
        (part(standing, _("Check in"), "in"), part(standing, _("Raise or lower hand"), "hand")),
        tuple(Button(label=label, link=link) for label, link in doors if link is not None),
        *_voices(standing, None),
        (_preside(standing),),
    )


def own_board(standing: Standing, reader: Reader) -> Card:
    """Draw the board of one person: in the web room, or in a private chat."""
    last: Row = (part(standing, _("Agenda"), "agenda", "1"),)
    if reader.presides:
        last = (*last, _preside(standing))
    blocks = blocks_of(standing, whole=False)
    if standing.room.ended_at is not None:
        return _card(standing, (*blocks, Note(text=minutes_reach(known=reader.known))), RECORDED_HERE)
    if reader.participant is None:
        return _card(standing, blocks, RECORDED_HERE, (part(standing, _("Check in"), "in"),), last)
    hand = _("Lower hand") if _has_raised(standing, reader) else _("Raise hand")
    return _card(
        standing,
        blocks,
        RECORDED_HERE,
        *_voices(standing, standing.positions.get(reader.participant)),
        (part(standing, hand, "hand"), part(standing, _("Say something"), "say")),
        (*last[:1], part(standing, _("My name here"), "self"), *last[1:]),
    )


def seen_by(standing: Standing, reader: Reader) -> tuple[object, ...]:
    """Give all by which one person's board differs from another's: those for whom it is equal see the same."""
    if reader.participant is None:
        return False, reader.presides, reader.known
    position = standing.positions.get(reader.participant)
    return True, reader.presides, reader.known, _has_raised(standing, reader), position


def _has_raised(standing: Standing, reader: Reader) -> bool:
    return any(speaker.participant == reader.participant for speaker in standing.queue)


def minutes_reach(*, known: bool) -> Message:
    """Say where what follows from a meeting reaches whoever took part in it."""
    if known:
        return _("The minutes come to you here once they are drafted, to be checked.")
    return _(
        "Once the minutes are drafted, you can check them here. The link of the meeting leads you back, in this "
        "browser or chat."
    )


def part(standing: Standing, label: Text, *what: str, chosen: bool = False) -> Button:
    """Make a button of whoever takes part."""
    return own_part(standing.room, label, *what, chosen=chosen)


def own_part(room: Room, label: Text, *what: str, chosen: bool = False) -> Button:
    """Make a button of whoever takes part, off the board."""
    return Button(label=label, press=packed(ActionPress(PART, (str(room.number), *what))), chosen=chosen)


def _preside(standing: Standing) -> Button:
    press = packed(ActionPress(PRESIDE, (str(standing.room.number), "panel")))
    return Button(label=_("For facilitators"), press=press)


def _card(standing: Standing, blocks: tuple[Block, ...], recorded: Message, *rows: Row) -> Card:
    if standing.room.ended_at is not None:
        return Card(blocks=(*blocks, Notice(text=_("The meeting is over. Thank you all."))))
    return Card(blocks=(*blocks, Note(text=recorded)), buttons=tuple(row for row in rows if row))


def _voices(standing: Standing, own: Position | None) -> tuple[Row, ...]:
    """The gradient of agreement, from full agreement to a block."""
    poll = standing.poll
    if poll is None or poll.closed:
        return ()
    buttons = [
        part(standing, POSITION_NAMES[voice], "vote", str(poll.id), voice.value, chosen=voice is own)
        for voice in VOICES
    ]
    return tuple(buttons[:2]), tuple(buttons[2:3]), tuple(buttons[3:])
