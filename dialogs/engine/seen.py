"""Updates that were seen, so that none is answered twice: channels bring one again until it is acknowledged."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.engine import records
from dialogs.engine.events import Incoming
from dialogs.engine.statements import Statement
from dialogs.engine.work import Work

REMEMBERED: Final = timedelta(days=7)
"""How long an update is known as seen; Telegram keeps undelivered ones for 24 hours (Bot API, Getting updates)."""

MARKING: Final = {
    dialect: Statement(
        inserting(records.seen).on_conflict_do_nothing().returning(records.seen.c.bot),
        ("bot", "update_id", "at", "error"),
        str,
    )
    for dialect, inserting in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


async def mark(work: Work, incoming: Incoming, error: str | None) -> bool:
    """Mark an update as seen, with the name of what went wrong if anything did; ``False`` when it was seen before."""
    marking = MARKING[work.transaction.dialect.name]
    marked = await marking.one_or_none(
        work.transaction, bot=incoming.bot, update_id=incoming.update, at=work.now, error=error
    )
    return marked is not None


async def forget(work: Work) -> None:
    """Forget updates older than a week."""
    await work.transaction.execute(delete(records.seen).where(records.seen.c.at < work.now - REMEMBERED))
