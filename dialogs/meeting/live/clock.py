"""The clock on a room's boards: it goes on once a minute, while an item that has a time box is on."""

from datetime import timedelta
from typing import Final

from pydantic import JsonValue
from sqlalchemy import select

from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live import changing, rooms
from dialogs.meeting.live.rooms import Room

CLOCK: Final = "meeting-clock"
"""The work that lets the boards' clock go on."""

MINUTE: Final = timedelta(minutes=1)


async def tick(work: Work, subject: str, payload: JsonValue) -> None:
    """Let the clock of the item that is on go on, once a minute."""
    del payload
    room = await rooms.due(work, int(subject))
    if room is None or room.ended_at is not None or room.item is None:
        return
    table = records.agenda_item
    if await work.transaction.scalar(select(table.c.minutes).where(table.c.id == room.item)) is None:
        return
    await changing.touch(work, room)
    await wind(work, room)


async def wind(work: Work, room: Room) -> None:
    """Let the clock go on a minute from now."""
    await work.later(CLOCK, str(room.number), work.now + MINUTE)
