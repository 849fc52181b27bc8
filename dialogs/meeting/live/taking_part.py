"""What whoever takes part presses: check in, raise a hand, take a position, say something, look at the agenda."""

from typing import Final

from dialogs.engine.cards import Bullets, Card, Heading, Notice, Paragraph
from dialogs.engine.gathering import place_of
from dialogs.engine.presses import page_of
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.agenda import MOST_ITEMS
from dialogs.meeting.live import attending, boards, changing, opinions, rooms, seats, showing, twins
from dialogs.meeting.live.board import part
from dialogs.meeting.live.opinions import CheckInFirst, RoomOver
from dialogs.meeting.live.queueing import raise_or_lower
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.seats import Seat
from dialogs.meeting.live.standing import Standing, read
from dialogs.meeting.navigating import is_number
from dialogs.meeting.polls import take_position
from dialogs.meeting.terms import Position
from dialogs.meeting.wording import POSITION_NAMES

ITEMS_A_PAGE: Final = 15


async def act(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Do what a button of the board asks for."""
    number, what, *rest = arguments if len(arguments) > 1 else ("0", "")
    room = await _room(turn, number)
    if room is None or (room.ended_at is not None and what != "agenda"):
        raise RoomOver
    match what, rest:
        case "in", _rest:
            await attending.check_in(turn, room)
        case "agenda", [page]:
            await _show_agenda(turn, room, page)
        case "board", _rest:
            await boards.show_own(turn, room, await seats.reader_of(turn, room), anew=True)
        case "self", _rest:
            await attending.ask(turn, room)
        case "same", [claim, answer] if turn.incoming.private:
            turn.show(settled(await twins.decide(turn, room, claim, yes=answer == "yes", by=None)), live=False)
        case _:
            await _act_seated(turn, room, what, rest)


def settled(told: Text) -> Card:
    """Say what was settled, in place of what was asked."""
    return Card(blocks=(Notice(text=told),))


async def _room(turn: Turn, number: str) -> Room | None:
    """Find the room that a button names: in a group the one whose board stands there, else one taken part in."""
    if not turn.incoming.private:
        return await rooms.at_place(turn, await place_of(turn, turn.incoming), number)
    room = await rooms.joined(turn, number, turn.who.person, turn.who.chat)
    if room is None and turn.who.person is not None:
        room = await _of_members(turn, number)
    return room


async def _of_members(turn: Turn, number: str) -> Room | None:
    organisation = turn.who.organisation
    return None if organisation is None else await rooms.presided(turn, organisation, number)


async def _act_seated(turn: Turn, room: Room, what: str, rest: list[str]) -> None:
    seat = await seats.seat_of(turn, room)
    if seat is None or not seat.present:
        raise CheckInFirst
    match what, rest:
        case "hand", _rest:
            place = await raise_or_lower(turn, room, seat)
            told: Text = _("Your hand is lowered.")
            if place is not None:
                told = _("Your hand is raised; you are number {place}.", place=place)
            await _confirm(turn, room, told)
        case "vote", [poll, position] if is_number(poll) and position in set(Position):
            await _vote(turn, room, seat, int(poll), Position(position))
        case "say", _rest if turn.incoming.private:
            await opinions.open_opinion(turn, room)
        case _:
            raise RoomOver


async def _vote(turn: Turn, room: Room, seat: Seat, poll: int, position: Position) -> None:
    if await take_position(turn, room.reference, poll, seat.id, position):
        await changing.touch(turn, room)
        name = POSITION_NAMES[position]
        await _confirm(
            turn, room, _("Your position: {position}. You can change it until the poll closes.", position=name)
        )
    else:
        await _confirm(turn, room, _("That poll is closed."))


async def _confirm(turn: Turn, room: Room, told: Text) -> None:
    """Say it over the button in a group; elsewhere the person's own board shows it."""
    if turn.incoming.private:
        await boards.show_own(turn, room, await seats.reader_of(turn, room))
    else:
        turn.notify(told)


async def _show_agenda(turn: Turn, room: Room, page: str) -> None:
    standing = await read(turn, room)
    board = await boards.own(turn, room)
    if board is not None and board.message == turn.incoming.message:
        turn.leave_card()
    turn.show(agenda_card(standing, page), live=False)


def agenda_card(standing: Standing, page: str) -> Card:
    """Show the whole agenda, in pages."""
    last = max(1, -(-len(standing.items) // ITEMS_A_PAGE))
    number = page_of(page, last)
    first = (number - 1) * ITEMS_A_PAGE
    turning = (
        *((part(standing, _("Previous page"), "agenda", str(number - 1)),) if number > 1 else ()),
        *((part(standing, _("Next page"), "agenda", str(number + 1)),) if number < last else ()),
    )
    heading = _("Agenda, page {page} of {last}", page=number, last=last) if last > 1 else _("Agenda")
    card = whole_agenda(standing, first, ITEMS_A_PAGE)
    rows = tuple(row for row in (turning, (part(standing, _("‹ Board"), "board"),)) if row)
    return Card(blocks=(Heading(text=heading), *card.blocks[1:]), buttons=rows)


def whole_agenda(standing: Standing, first: int = 0, most: int = MOST_ITEMS) -> Card:
    """Show the agenda, or so many of its items from one on, without buttons."""
    shown = standing.items[first : first + most]
    if not shown:
        return Card(blocks=(Heading(text=_("Agenda")), Paragraph(text=_("There is no agenda yet."))))
    lines = tuple(showing.agenda_line(item) for item in shown)
    marks: tuple[Text, ...] = tuple(showing.mark(item, standing, first + place) for place, item in enumerate(shown))
    return Card(blocks=(Heading(text=_("Agenda")), Bullets(lines=lines, marks=marks)))
