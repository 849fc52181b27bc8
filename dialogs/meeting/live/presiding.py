"""The buttons of the facilitators' panel: what they do, most of it a command's own deed."""

from typing import Final

from dialogs.engine.cards import Card, Notice
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.live import duplicates, forms, moving, panel, queueing, rooms, taking_part, twins
from dialogs.meeting.live.closing import close, show_consultation
from dialogs.meeting.live.commands import undo
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.navigating import is_number

AFTER_THE_END: Final = frozenset({"undo", "twins", "merge", "part", "apart"})
"""What can be done once the meeting is over: whoever was counted twice is found when the minutes are written."""


async def act(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Do what a button of the panel asks for."""
    number, what, *rest = arguments if len(arguments) > 1 else ("0", "panel")
    _person, organisation = turn.member
    room = await rooms.presided(turn, organisation, number, held=True)
    if room is None:
        turn.notify(_("There is no such meeting."))
    elif not turn.incoming.private:
        turn.show(await panel.panel(turn, room), live=False)
        turn.notify(_("Your panel is in our private chat."))
    else:
        await _press(turn, room, what, rest)


async def _press(turn: Turn, room: Room, what: str, rest: list[str]) -> None:
    if room.ended_at is not None and what not in AFTER_THE_END:
        await panel.show(turn, room, None)
        return
    if room.ended_at is not None and what == "undo":
        await panel.show(turn, room, await undo(turn, room, ""))
        await show_consultation(turn, room)
        return
    match what, rest:
        case "same", [claim, answer]:
            told = await twins.decide(turn, room, claim, yes=answer == "yes", by=turn.who.person)
            turn.show(await duplicates.with_way_back(turn, room, taking_part.settled(told), claim), live=False)
        case (("twins" | "merge" | "part" | "apart"), _rest):
            turn.show(await duplicates.pressed(turn, room, what, rest), live=False)
        case "end", ["yes"]:
            await close(turn, room)
        case "qr", _rest:
            _show_below(turn, await panel.code(turn, room))
        case "opinions", _rest:
            card = await panel.opinions(turn, room)
            turn.show(card.model_copy(update={"buttons": (panel.back(room),)}), live=False)
        case "end", []:
            turn.show(panel.ending(room), live=False)
        case (("poll" | "decide" | "action" | "heard" | "items"), _rest):
            await forms.open_form(turn, room, what)
        case _:
            await panel.show(turn, room, await _step(turn, room, what, rest))


def _show_below(turn: Turn, card: Card) -> None:
    """Show a picture, which takes no message's place; the panel above it would keep its figures, and its buttons."""
    if card.picture is not None:
        turn.show(Card(blocks=(Notice(text=_("The QR code is below.")),)), live=False)
    turn.show(card, live=False)


async def _step(turn: Turn, room: Room, what: str, rest: list[str]) -> Text | None:
    seen = int(rest[0]) if rest and is_number(rest[0]) else None
    match what:
        case "next":
            await moving.go_on(turn, room, seen)
        case "close":
            await moving.count_out(turn, room, seen)
        case "call":
            called = await queueing.call_next(turn, room)
            return None if called else _("Nobody is waiting to speak.")
        case "undo":
            return await undo(turn, room, "")
    return None
