"""Passages: a ten-minute link by which a person opens the same conversations in the other channel."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import records as engine
from dialogs.engine.cipher import Cipher
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.people import records
from dialogs.people.identifying import identify

LIFETIME: Final = timedelta(minutes=10)
PREFIX: Final = "go-"


async def make(turn: Turn, person: int) -> str:
    """Make a passage for a person; gives its token, good once within ten minutes."""
    token = PREFIX + secrets.token_hex(20)
    await turn.transaction.execute(delete(records.passage).where(records.passage.c.expires_at <= turn.now))
    await turn.transaction.execute(
        insert(records.passage).values(
            token_fingerprint=turn.cipher.fingerprint(f"passage:{token}"),
            person_id=person,
            expires_at=turn.now + LIFETIME,
        )
    )
    return token


async def is_open(connection: AsyncConnection, cipher: Cipher, token: str, now: datetime) -> bool:
    """Whether a token still is a passage; looking uses nothing up."""
    table = records.passage
    found = await connection.execute(
        select(table.c.person_id).where(
            table.c.token_fingerprint == cipher.fingerprint(f"passage:{token}"), table.c.expires_at > now
        )
    )
    return found.one_or_none() is not None


async def take(turn: Turn, token: str) -> bool:
    """Go through a passage: this chat is the person's from now on. ``False`` when the token is no passage at all."""
    if not token.startswith(PREFIX):
        return False
    table = records.passage
    key = table.c.token_fingerprint == turn.cipher.fingerprint(f"passage:{token}")
    row = (await turn.transaction.execute(select(table).where(key, table.c.expires_at > turn.now))).one_or_none()
    await turn.transaction.execute(delete(table).where(key))
    if row is None:
        turn.say(_("This link has expired or was used already. /settings in your other chat makes a new one."))
        return True
    await turn.transaction.execute(
        update(engine.chat).where(engine.chat.c.id == turn.who.chat).values(person_id=row.person_id, focus_id=None)
    )
    await turn.become(await identify(turn, turn.incoming))
    turn.say(_("Welcome back: everything you had begun goes on here. /assess takes you to your answers."))
    return True
