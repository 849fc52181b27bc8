"""The facilitators' commands, in the group as in their private chat."""

from collections.abc import Awaitable, Callable
from typing import Final

from dialogs.engine.cards import Card, Notice
from dialogs.engine.errors import Refusal
from dialogs.engine.gathering import place_of, put_here
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.agenda import NewItem
from dialogs.meeting.lines import lines_of
from dialogs.meeting.live import entrusting, moving, panel, recording, rooms, starting, steps, taking_part
from dialogs.meeting.live.closing import ASKED_ABOUT, close, reopen
from dialogs.meeting.live.polling import asked_in_words
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.standing import read

Deed = Callable[[Turn, Room, str], Awaitable[Text | None]]
"""What a facilitator does with typed words; gives what is said of it in a private chat."""

NOTHING_LEFT: Final = _("There is no step of this meeting left to take back.")


class NoMeetingHere(Refusal):
    """No meeting is held where a facilitator asks for one."""

    def __init__(self) -> None:
        super().__init__(_("No meeting is held here just now. /meeting begins one."), "no meeting here")


async def next_item(turn: Turn, room: Room, words: str) -> Text | None:
    """``/next``."""
    del words
    await moving.go_on(turn, room)
    return None


async def agenda(turn: Turn, room: Room, words: str) -> Text | None:
    """``/agenda``: show it whole, go to the item of a number, or add items, one a line."""
    if words.isdecimal() and len(words) < 4:
        await moving.go_to(turn, room, int(words))
    elif words:
        await moving.add(turn, room, [NewItem(title=line) for line in lines_of(words)])
    else:
        await _answer(turn, taking_part.whole_agenda(await read(turn, room)))
    return None


async def opinions(turn: Turn, room: Room, words: str) -> Text | None:
    """``/opinions``: show them, or record what somebody said aloud."""
    if words:
        await recording.hear(turn, room, words)
        return None
    await _answer(turn, await panel.opinions(turn, room))
    return None


async def poll(turn: Turn, room: Room, words: str) -> Text | None:
    """``/poll 问题 [2/3] [隐藏]``."""
    question, threshold, hidden = await asked_in_words(turn, room, words)
    await moving.ask_all(turn, room, question, threshold, hidden=hidden)
    return None


async def decide(turn: Turn, room: Room, words: str) -> Text | None:
    """``/decide 决定``."""
    if not words:
        raise recording.NotClear(_("Please write the decision after the command: “/decide Parking costs 5 yuan”."))
    warning = await recording.decide(turn, room, words)
    if warning is not None and not turn.incoming.private:
        await put_here(turn, Card(blocks=(Notice(text=warning),)))
    return warning


async def action(turn: Turn, room: Room, words: str) -> Text | None:
    """``/action 谁 做什么 何时``."""
    return await entrusting.entrust(turn, room, words)


async def undo(turn: Turn, room: Room, words: str) -> Text | None:
    """``/undo``: the last step, or the end of the meeting."""
    del words
    if room.ended_at is not None:
        await reopen(turn, room)
    elif await steps.undo(turn, room) is None:
        raise recording.NotClear(NOTHING_LEFT)
    return None


async def end(turn: Turn, room: Room, words: str) -> Text | None:
    """``/end``."""
    del words
    await close(turn, room)
    return None


DEEDS: Final[dict[str, tuple[Deed, Text]]] = {
    "agenda": (agenda, _("The agenda: show it, add items, go to one")),
    "next": (next_item, _("Go to the next agenda item")),
    "opinions": (opinions, _("Opinions on the current item")),
    "poll": (poll, _("Open a poll on the current item")),
    "decide": (decide, _("Record a decision")),
    "action": (action, _("Record who does what by when")),
    "undo": (undo, _("Take back the last step of the meeting")),
    "end": (end, _("Close the meeting")),
}
"""The facilitators' commands in the order of their menu."""


def command(name: str) -> Callable[[Turn, str], Awaitable[None]]:
    """Give what a command does."""
    deed, _description = DEEDS[name]

    async def run(turn: Turn, words: str) -> None:
        room = await (_room_to_undo_in if name == "undo" else _room)(turn)
        if room is not None:
            told = await deed(turn, room, words)
            if name != "end":
                await panel.show(turn, room, told)

    return run


async def _room(turn: Turn) -> Room | None:
    """Find the one meeting that is meant; none where the person is first asked which."""
    if not turn.incoming.private:
        room = await rooms.at_place(turn, await place_of(turn, turn.incoming), held=True)
        if room is None:
            raise NoMeetingHere
        return room
    _person, organisation = turn.member
    open_rooms = await rooms.running(turn, organisation)
    if len(open_rooms) == 1:
        return await rooms.presided(turn, organisation, open_rooms[0].number, held=True)
    await starting.choose(turn, None)
    return None


async def _room_to_undo_in(turn: Turn) -> Room | None:
    """Find the meeting in which something is to be taken back: the one that was closed last where none is open."""
    since = turn.now - ASKED_ABOUT
    if not turn.incoming.private:
        place = await place_of(turn, turn.incoming)
        if await rooms.at_place(turn, place) is not None:
            return await _room(turn)
        return await rooms.at_place(turn, place, held=True, ended_since=since) or await _room(turn)
    _person, organisation = turn.member
    if await rooms.running(turn, organisation):
        return await _room(turn)
    lately = await rooms.running(turn, organisation, ended_since=since)
    return await rooms.presided(turn, organisation, lately[0].number, held=True) if lately else await _room(turn)


async def _answer(turn: Turn, card: Card) -> None:
    if turn.incoming.private:
        turn.show(card, live=False)
    else:
        await put_here(turn, card)
