"""Coming to the minutes by a link: a participant's own, or the room's after the meeting, where one took part."""

from typing import Final

from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.live import claims, doors, rooms
from dialogs.meeting.minutes import links
from dialogs.meeting.minutes.guest_pages import show_here
from dialogs.meeting.minutes.navigating import MINUTES
from dialogs.meeting.minutes.places import Place, place_of

WITHDRAWN: Final = _(
    "This link leads nowhere any more: the minutes are signed, or it was withdrawn. Please ask whoever sent it to you."
)


async def enter(turn: Turn, argument: str) -> bool:
    """Come in by a link's token; ``False`` for tokens that lead elsewhere, a room that is open among them."""
    token = argument.partition(" ")[0]
    if token.startswith(links.PREFIX):
        await _by_own_link(turn, token)
        return True
    return await _by_rooms_link(turn, token)


async def _by_own_link(turn: Turn, token: str) -> None:
    link = await links.find(turn.transaction, turn.cipher, token, turn.now)
    if link is None:
        turn.say(WITHDRAWN)
        return
    place = await place_of(turn, str(link.reference.id))
    if place is None:
        await claims.bind(turn, link.reference, turn.who.chat, link.participant, by=None)
        await show_here(turn, link.reference)
        return
    if place.participant != link.participant:
        turn.say(
            _(
                "That link is for {name}, and you are on the list yourself. Here is what is yours; please send them "
                "their link.",
                name=link.name,
            )
        )
    await _show(turn, place)


async def _by_rooms_link(turn: Turn, token: str) -> bool:
    number = await doors.find(turn.transaction, turn.cipher, token, turn.now, closed=True)
    room = None if number is None else await rooms.of_door(turn, number)
    if room is None or room.ended_at is None:
        return False
    place = await place_of(turn, str(room.number))
    if place is None:
        return False
    await _show(turn, place)
    return True


async def _show(turn: Turn, place: Place) -> None:
    if place.member:
        await turn.open_view(MINUTES, str(place.reference.id))
    else:
        await show_here(turn, place.reference)
