"""A room changes: it is opened, another agenda item is on, it is closed; boards and letters follow within moments."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import insert, select, update

from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.live.rooms import Room, presided
from dialogs.meeting.references import Reference

BOARD: Final = "meeting-board"
"""The work that brings a room's boards up to date."""

TELL: Final = "meeting-tell"
"""The work that tells in private chats what nobody should miss."""

MINUTES_PAGES: Final = "minutes-pages"
"""The work that shows guests how the minutes stand, once the room is closed; ``organisation:consultation``."""

SOON: Final = timedelta(seconds=2)
"""How long a change stands before it is told."""


async def enter(work: Work, reference: Reference, *, by: int | None) -> Room:
    """Open a consultation's room, or open it again after it was closed; its consultation is held from then on."""
    room = await presided(work, reference.organisation, reference.id, held=True)
    if room is None:
        scope = {"organisation_id": reference.organisation, "consultation_id": reference.id}
        await work.transaction.execute(
            insert(records.room).values(**scope, opened_at=work.now, created_at=work.now, revision=0)
        )
    elif room.ended_at is not None:
        await end(work, room, None)
    held_at = await work.transaction.scalar(
        select(records.consultation.c.held_at).where(records.consultation.c.id == reference.id)
    )
    if held_at is None:
        await correct_consultation(work, reference, by=by, held_at=work.now)
    opened = await presided(work, reference.organisation, reference.id)
    assert opened is not None  # noqa: S101 - it was just written
    return opened


async def set_item(work: Work, room: Room, item: int | None, since: datetime | None) -> None:
    """Let another agenda item be on."""
    await _change(work, room, {"item_id": item, "item_since": since})
    await _tell_soon(work, room)


async def end(work: Work, room: Room, at: datetime | None) -> None:
    """Close the room, or open a closed one again where there is no end of it."""
    await _change(work, room, {"ended_at": at})
    await _tell_soon(work, room)


async def touch(work: Work, room: Room) -> None:
    """Note that what the boards show has changed; they follow within moments, however often it changes."""
    table = records.room
    await work.transaction.execute(update(table).where(table.c.id == room.id).values(revision=table.c.revision + 1))
    await work.later(BOARD, str(room.number), work.now, move=False)


async def turn_pages(work: Work, reference: Reference) -> None:
    """Let the pages of guests show how the minutes stand, within moments."""
    await work.later(MINUTES_PAGES, f"{reference.organisation}:{reference.id}", work.now, move=False)


async def _tell_soon(work: Work, room: Room) -> None:
    await work.later(TELL, str(room.number), work.now + SOON, move=False)


async def _change(work: Work, room: Room, values: dict[str, object]) -> None:
    await work.transaction.execute(update(records.room).where(records.room.c.id == room.id).values(**values))
