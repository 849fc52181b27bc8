"""The end of a meeting, and taking it back: nothing is open any more, the consultation's stage is reached."""

from datetime import timedelta
from typing import Final

from dialogs.engine.errors import Refusal
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.agenda import correct_item
from dialogs.meeting.live import boards, changing, clock, doors, panel, rooms, steps
from dialogs.meeting.live.panel import END_TAKEN_BACK_WITHIN
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.standing import read
from dialogs.meeting.navigating import CONSULTATION
from dialogs.meeting.polls import close_poll
from dialogs.meeting.reading_minutes import read_minutes
from dialogs.meeting.stages import reach_stage
from dialogs.meeting.terms import MinutesState, Stage

ASKED_ABOUT: Final = timedelta(days=2)
"""How long it is still said of a meeting that was held somewhere that its end can no longer be taken back."""


class TooLate(Refusal):
    """The meeting was closed too long ago."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _(
                "The meeting {number} was closed more than an hour ago, so its end stays. What is missing can be "
                "entered on its card: /meeting {number}",
                number=number,
            ),
            "closed too long ago",
        )


class Signed(Refusal):
    """The minutes are signed: what was held stays as it was held."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _(
                "The minutes of {number} have been signed, so the meeting's end stays. What is wrong in them is "
                "corrected by an amendment.",
                number=number,
            ),
            "minutes are signed",
        )


async def close(turn: Turn, room: Room) -> None:
    """Close the room, with its poll and its links; whoever closes it is shown the consultation privately."""
    by = turn.who.person
    poll = (await read(turn, room)).poll
    if poll is not None and not poll.closed:
        await close_poll(turn, room.reference, poll.id, by=by)
    if room.item is not None:
        await correct_item(turn, room.reference, room.item, by=by, ended_at=turn.now)
    await reach_stage(turn, room.reference, Stage.CONSULTING, by=by)
    await doors.revoke(turn, room)
    await changing.end(turn, room, turn.now)
    await steps.note(turn, room, steps.Kind.END)
    turn.show(await panel.panel(turn, await rooms.as_it_is(turn, room)), live=False)
    await show_consultation(turn, room)


async def show_consultation(turn: Turn, room: Room) -> None:
    """Show the consultation's card below, as it stands with the end, or without it."""
    if CONSULTATION in turn.house.registry.views:
        await turn.open_view(CONSULTATION, str(room.number))


async def reopen(turn: Turn, room: Room) -> None:
    """Take the end back: the poll, the item and the links that were open until then are open again.

    Raises :class:`TooLate` an hour after it, and :class:`Signed` once anybody has signed the minutes.
    """
    if room.ended_at is None or turn.now - room.ended_at > END_TAKEN_BACK_WITHIN:
        raise TooLate(room.reference.number)
    minutes = await read_minutes(turn, room.reference)
    if minutes.signatures or minutes.state in {MinutesState.SIGNED, MinutesState.PUBLISHED}:
        raise Signed(room.reference.number)
    await steps.undo_end(turn, room)
    await changing.end(turn, room, None)
    await doors.restore(turn, room)
    await boards.put_up_anew(turn, room)
    await clock.wind(turn, room)
