"""Does what falls due: each piece of due work a transaction, and the daily clearing of what need not be kept."""

import asyncio
from datetime import timedelta
from typing import Final

import structlog
from pydantic import JsonValue
from sqlalchemy import delete, exists

from bot.web import sessions
from dialogs.engine import records, seen
from dialogs.engine.errors import DatabaseUnavailable
from dialogs.engine.registry import DueKind, Registry
from dialogs.engine.taking import Turns
from dialogs.engine.work import Work

log = structlog.get_logger(__name__)

PAUSE: Final = 1.0
"""Seconds between two looks at what has fallen due."""

CLEARING: Final = "clearing"
EVERY: Final = timedelta(days=1)
STRANGERS_KEPT: Final = timedelta(days=7)
"""How long the way back to a chat is kept whose person has not joined."""


async def run_due_work(turns: Turns) -> None:
    """Do what falls due, for as long as the process runs; a database out of reach is tried again."""
    waits = False
    while True:
        try:
            while await turns.do_due_work():
                pass
            waits = False
        except DatabaseUnavailable:
            if not waits:  # said once: an outage would fill the log with a line every few seconds
                log.warning("due work waits for the database")
            waits = True
        await asyncio.sleep(PAUSE)


async def _clear(work: Work, subject: str, payload: JsonValue) -> None:
    del payload
    await seen.forget(work)
    waiting = exists().where(records.outbox.c.chat_id == records.chat.c.id)
    await work.transaction.execute(
        delete(records.chat).where(
            records.chat.c.person_id.is_(None),
            records.chat.c.focus_id.is_(None),
            records.chat.c.created_at < work.now - STRANGERS_KEPT,
            ~waiting,
            *(records.chat.c.id.not_in(chats(work.now)) for chats in work.house.registry.kept_chats),
        )
    )
    await sessions.purge(work.transaction, work.now)
    await begin_clearing(work, subject)


async def begin_clearing(work: Work, subject: str = "daily") -> None:
    """Let the clearing fall due, a day from now; a start does not put off the one that is due already."""
    await work.later(CLEARING, subject, work.now + EVERY, move=False)


def register(registry: Registry) -> None:
    """Add the daily clearing."""
    registry.due(DueKind(name=CLEARING, run=_clear))
