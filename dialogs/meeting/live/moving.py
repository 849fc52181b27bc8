"""Moving through the agenda, and polls on what is on: each a facilitator's step that can be taken back."""

from typing import Final

from dialogs.engine.errors import Refusal
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting.agenda import NewItem, add_items, correct_item
from dialogs.meeting.live import changing, clock, steps
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.standing import Item, items_of, read
from dialogs.meeting.polls import close_poll, open_poll
from dialogs.meeting.quorum import attendance_of, is_quorate
from dialogs.meeting.reading import read as read_record

SOON: Final = _("Another facilitator has just done that, so it was not done twice.")
BEFORE_ALL: Final = 0
"""In a button: no item is on yet."""


class Overtaken(Refusal):
    """Another facilitator did it a moment before."""

    def __init__(self) -> None:
        super().__init__(SOON, "done by another")


class NoFurther(Refusal):
    """The last item is on."""

    def __init__(self) -> None:
        super().__init__(_("That was the last item. /end closes the meeting."), "last item")


class NoSuchItem(Refusal):
    """The agenda has no item of that number."""

    def __init__(self, count: int) -> None:
        super().__init__(_("The agenda has {count} items. Please give the number of one.", count=count), "no such item")


async def go_on(turn: Turn, room: Room, seen: int | None = None) -> None:
    """Move to the next item; ``seen`` is the item that was on when the button was drawn (0: none)."""
    await _not_twice(turn, room, steps.Kind.NEXT, stale=seen is not None and seen != (room.item or BEFORE_ALL))
    items = await items_of(turn, room)
    place = next((place for place, item in enumerate(items) if item.id == room.item), -1)
    if place + 1 >= len(items):
        raise NoFurther
    await _move_to(turn, room, items[place + 1])


async def go_to(turn: Turn, room: Room, number: int) -> None:
    """Move to an item by its number on the agenda, from 1."""
    items = await items_of(turn, room)
    if not 1 <= number <= len(items):
        raise NoSuchItem(len(items))
    if items[number - 1].id != room.item:
        await _move_to(turn, room, items[number - 1])


async def _move_to(turn: Turn, room: Room, item: Item) -> None:
    poll = (await read(turn, room)).poll
    if poll is not None and not poll.closed:
        await close_poll(turn, room.reference, poll.id, by=turn.who.person)
    if room.item is not None:
        await correct_item(turn, room.reference, room.item, by=turn.who.person, ended_at=turn.now)
    await correct_item(turn, room.reference, item.id, by=turn.who.person, started_at=turn.now, ended_at=None)
    await changing.set_item(turn, room, item.id, turn.now)
    await steps.note(turn, room, steps.Kind.NEXT)
    await clock.wind(turn, room)


async def add(turn: Turn, room: Room, items: list[NewItem]) -> None:
    """Put items at the end of the agenda."""
    await add_items(turn, room.reference, items, by=turn.who.person)
    await steps.note(turn, room, steps.Kind.ITEMS)


async def ask_all(turn: Turn, room: Room, question: str, threshold: str, *, hidden: bool) -> None:
    """Open a poll on the item that is on, where none is open."""
    poll = (await read(turn, room)).poll
    if poll is not None and not poll.closed:
        raise Overtaken if await steps.done_meanwhile(turn, room, steps.Kind.POLL) else PollOpen
    await open_poll(turn, room.reference, the_item(room), question, threshold, by=turn.who.person, hidden=hidden)
    await steps.note(turn, room, steps.Kind.POLL)


async def count_out(turn: Turn, room: Room, seen: int | None = None) -> None:
    """Close the open poll; ``seen`` is the poll that the button was drawn for."""
    poll = (await read(turn, room)).poll
    if poll is None or poll.closed or (seen is not None and poll.id != seen):
        raise Overtaken if poll is not None and poll.closed else NoPoll
    await close_poll(turn, room.reference, poll.id, by=turn.who.person)
    await steps.note(turn, room, steps.Kind.POLL_CLOSED)


class PollOpen(Refusal):
    """A poll is open already."""

    def __init__(self) -> None:
        super().__init__(_("A poll is open already. Please close it first."), "a poll is open")


class NoPoll(Refusal):
    """No poll is open."""

    def __init__(self) -> None:
        super().__init__(_("No poll is open."), "no poll")


def the_item(room: Room) -> int:
    """Give the item that is on; raises :class:`NothingBegun` where none is."""
    if room.item is None:
        raise NothingBegun
    return room.item


class NothingBegun(Refusal):
    """No item is on yet."""

    def __init__(self) -> None:
        super().__init__(_("No agenda item is on yet. /next begins the first."), "no item is on")


async def quorum(turn: Turn, room: Room) -> tuple[bool, Message | None]:
    """Whether enough are present by the consultation's own rule, and how it stands, where it has one."""
    consultation = await read_record(turn, room.reference)
    counts = attendance_of(consultation).values()
    said = _(
        "{present} of {invited} present, {rule} needed",
        present=sum(count[1] for count in counts),
        invited=sum(count[0] for count in counts),
        rule=consultation.rules.quorum or "",
    )
    return is_quorate(consultation) is not False, None if consultation.rules.quorum is None else said


async def _not_twice(turn: Turn, room: Room, kind: steps.Kind, *, stale: bool) -> None:
    if stale or await steps.done_meanwhile(turn, room, kind):
        raise Overtaken
