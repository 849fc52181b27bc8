"""What waits in the database at a moment: letters, chats that nothing reaches, due work; and who is on the web."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.web import sessions
from dialogs.engine import records
from dialogs.engine.batches import batches

STUCK: Final = 5
"""Attempts at one letter after which its chat counts as stuck: about half a minute's."""


@dataclass(frozen=True)
class Backlog:
    """What waits; ages in seconds, 0 where nothing waits. ``batches`` are the letters that wait, by their batch."""

    letters: int
    oldest_letter: float
    batches: Mapping[str, int]
    stuck_chats: int
    due_work: int
    oldest_due_work: float
    web_sessions: int


async def backlog(connection: AsyncConnection, now: datetime) -> Backlog:
    """Count what waits; quick with tens of thousands of letters, but not for every turn."""
    outbox, due = records.outbox, records.due
    letters, since = (await connection.execute(select(func.count(), func.min(outbox.c.created_at)))).one()
    stuck = select(func.count(outbox.c.chat_id.distinct())).where(outbox.c.attempts >= STUCK)
    fallen = select(func.count(), func.min(due.c.at)).where(due.c.at <= now)
    works, due_since = (await connection.execute(fallen)).one()
    return Backlog(
        letters=letters,
        oldest_letter=_age(since, now),
        batches={batch.name: batch.waiting for batch in await batches(connection)},
        stuck_chats=await connection.scalar(stuck) or 0,
        due_work=works,
        oldest_due_work=_age(due_since, now),
        web_sessions=await sessions.count(connection, now),
    )


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since is not None else 0.0
