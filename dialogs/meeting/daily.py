"""An organisation's consultations are looked after once a day, in the morning of its time zone."""

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from dialogs.engine.work import Work
from dialogs.meeting.timing import MORNING, next_at
from dialogs.people import records as people

REMINDING: Final = "meeting-reminders"
"""The kind of due work; its subject is the organisation, its payload the last day that was looked at."""


async def begin_looking(work: Work, organisation: int) -> None:
    """Look after an organisation's consultations from tomorrow on; where that is so already, nothing changes."""
    zone = await zone_of(work, organisation)
    if zone is not None:
        first = next_at(work.now.astimezone(zone), MORNING)
        since = (first.date() - timedelta(days=1)).isoformat()
        await work.later(REMINDING, str(organisation), first, since, move=False)


async def zone_of(work: Work, organisation: int) -> ZoneInfo | None:
    """Give an organisation's time zone; none where there is no such organisation any more."""
    table = people.organisation
    found = await work.transaction.execute(select(table.c.timezone).where(table.c.id == organisation))
    name = found.scalar_one_or_none()
    return None if name is None else ZoneInfo(name)
