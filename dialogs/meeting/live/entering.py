"""Coming in by the room's link: in the private chat, or from the web page with name and kind."""

from typing import Final

from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.live import attending, boards, claims, doors, rooms, seats, twins
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.terms import StakeholderKind

CLOSED: Final = _("This link leads nowhere any more: the meeting is over, or the link has expired.")


async def enter(turn: Turn, argument: str) -> bool:
    """Come in by a link's token, with who one is behind it where the page has asked; ``False`` for other tokens."""
    token, _space, who = argument.partition(" ")
    if not token.startswith(doors.PREFIX):
        return False
    number = await doors.find(turn.transaction, turn.cipher, token, turn.now)
    room = None if number is None else await rooms.of_door(turn, number)
    if room is None or room.ended_at is not None:
        turn.say(CLOSED)
        return True
    await _seat(turn, room, who)
    return True


async def _seat(turn: Turn, room: Room, who: str) -> None:
    kind, _space, name = who.partition(" ")
    seat = await seats.seat_of(turn, room)
    if seat is not None:
        if not seat.present:
            await seats.take_seat(turn, room, seat)
    elif kind in set(StakeholderKind) and 0 < len(name.strip()) <= attending.LONGEST_NAME:
        # Only the page has shown what is kept; who types the same by hand has not been asked.
        asked = turn.who.channel == "web"
        if not await twins.seat(turn, room, name.strip(), StakeholderKind(kind), consented=asked):
            return
    elif not await claims.is_pending(turn, room):
        seated = await twins.seat_member(turn, room)
        if seated is None:
            await attending.ask(turn, room)
        if not seated:
            return
    await boards.show_own(turn, room, await seats.reader_of(turn, room), anew=True)
