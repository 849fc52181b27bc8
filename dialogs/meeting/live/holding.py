"""A consultation's room is opened: its board goes up, and whoever opened it has the panel."""

from sqlalchemy import select

from dialogs.engine.errors import Refusal
from dialogs.engine.house import Place
from dialogs.engine.letters import Letter
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.live import boards, changing, panel, rooms, seats
from dialogs.meeting.live.closed import RecordClosed
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.procedure import SIGNED
from dialogs.meeting.reading import read
from dialogs.meeting.references import Reference


class CalledOff(Refusal):
    """The consultation was called off, and nobody has taken that back."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("{number} was called off. If it is held after all, say so first under its notice.", number=number),
            "called off",
        )


async def hold(turn: Turn, reference: Reference, place: Place | None) -> None:
    """Open a consultation's room, put its board up in a group where one is meant, and show the panel privately.

    Raises :class:`RecordClosed` where its minutes are signed, :class:`CalledOff` where it does not take place.
    """
    record = await read(turn, reference)
    if record.minutes.state in SIGNED:
        raise RecordClosed
    if record.is_called_off:
        raise CalledOff(reference.number)
    room = await changing.enter(turn, reference, by=turn.who.person)
    await _give_an_agenda(turn, room)
    if place is not None:
        await seats.speak_language(turn, place.chat, turn.who.locale)
        await boards.bind(turn, room, place)
        _set_group_menu(turn, place)
    else:
        await changing.touch(turn, room)
    turn.show(await panel.panel(turn, room), live=False)
    if turn.who.channel == "web":
        await boards.show_own(turn, room, await seats.reader_of(turn, room))


async def _give_an_agenda(turn: Turn, room: Room) -> None:
    """Let a consultation without an agenda have one item: its topic."""
    table = records.agenda_item
    known = await turn.transaction.scalar(
        select(table.c.id).where(table.c.consultation_id == room.number, table.c.removed_at.is_(None)).limit(1)
    )
    if known is None:
        topic, _organisation = await rooms.titles(turn, room.reference)
        await add_items(turn, room.reference, [NewItem(title=topic)], by=turn.who.person)


def _set_group_menu(turn: Turn, place: Place) -> None:
    reader = turn.house.reader(turn.who.locale, turn.who.timezone)
    commands = turn.house.registry.group_commands.values()
    menu = tuple((command.name, reader.say(command.description)) for command in commands)
    turn.send(place.chat, Letter(commands=menu, locale=turn.who.locale, correlation=turn.correlation))
