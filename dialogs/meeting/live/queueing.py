"""The speaking queue: hands raised and lowered, the next speaker called."""

from sqlalchemy import ColumnElement, func, insert, select, update

from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.live import changing
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.seats import Seat


async def raise_or_lower(turn: Turn, room: Room, seat: Seat) -> int | None:
    """Raise a hand, or lower one that is raised; gives the place in the queue, from 1, or none once it is lowered."""
    table = records.speaker
    lowered = await turn.transaction.execute(
        update(table).where(*_waiting(room), table.c.participant_id == seat.id).values(ended_at=turn.now)
    )
    if not lowered.rowcount:
        await turn.transaction.execute(
            insert(table).values(
                organisation_id=room.reference.organisation,
                consultation_id=room.number,
                item_id=room.item,
                participant_id=seat.id,
                raised_at=turn.now,
                created_at=turn.now,
            )
        )
    await changing.touch(turn, room)
    return None if lowered.rowcount else await _length(turn, room)


async def call_next(turn: Turn, room: Room) -> bool:
    """Give the floor to whoever has waited longest, after the one who had it; ``False`` where nobody waits."""
    table = records.speaker
    await turn.transaction.execute(
        update(table).where(*_waiting(room), table.c.called_at.is_not(None)).values(ended_at=turn.now)
    )
    query = select(table.c.id).where(*_waiting(room)).order_by(table.c.raised_at, table.c.id).limit(1)
    number = await turn.transaction.scalar(query)
    if number is not None:
        await turn.transaction.execute(update(table).where(table.c.id == number).values(called_at=turn.now))
    await changing.touch(turn, room)
    return number is not None


async def _length(turn: Turn, room: Room) -> int:
    counted = select(func.count()).select_from(records.speaker).where(*_waiting(room))
    return int(await turn.transaction.scalar(counted) or 0)


def _waiting(room: Room) -> tuple[ColumnElement[bool], ...]:
    table = records.speaker
    return (
        table.c.consultation_id == room.number,
        table.c.organisation_id == room.reference.organisation,
        table.c.ended_at.is_(None),
        table.c.removed_at.is_(None),
    )
