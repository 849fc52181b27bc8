"""The end of a meeting: nothing is open any more, the consultation's stage is reached, its card is in the chat."""

from dialogs.engine.turn import Turn
from dialogs.meeting.agenda import correct_item
from dialogs.meeting.live import doors, rooms
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.standing import read
from dialogs.meeting.navigating import CONSULTATION
from dialogs.meeting.polls import close_poll
from dialogs.meeting.stages import reach_stage
from dialogs.meeting.terms import Stage


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
    await rooms.close(turn, room)
    await rooms.touch(turn, room)
    turn.leave_card()
    if CONSULTATION in turn.house.registry.views:
        await turn.open_view(CONSULTATION, str(room.number))
