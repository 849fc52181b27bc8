"""Work that falls due: rows with a time, taken by any process, each done as a transaction of its own."""

import json
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import records
from dialogs.engine.cipher import Cipher
from dialogs.engine.text import as_json


@dataclass(frozen=True)
class DueWork:
    """One piece of work whose time has come."""

    id: int
    kind: str
    subject: str
    payload: JsonValue
    attempts: int


async def schedule(  # noqa: PLR0913 - a row's columns
    transaction: AsyncConnection,
    cipher: Cipher,
    kind: str,
    subject: str,
    *,
    at: datetime,
    payload: JsonValue,
    move: bool = True,
) -> None:
    """Let work fall due at a time.

    The same kind and subject again moves it and starts its attempts anew; where ``move`` is false, it stays as it is.
    """
    inserting = sqlite.insert if transaction.dialect.name == "sqlite" else postgresql.insert
    values = {"at": at, "sealed_payload": cipher.seal(as_json(payload).encode()), "attempts": 0}
    # Several processes may schedule the same at once: at their start, for one.
    inserted = inserting(records.due).values(kind=kind, subject=subject, **values)
    key = ["kind", "subject"]
    await transaction.execute(
        inserted.on_conflict_do_update(index_elements=key, set_=values)
        if move
        else inserted.on_conflict_do_nothing(index_elements=key)
    )


async def take_next(transaction: AsyncConnection, cipher: Cipher, now: datetime) -> DueWork | None:
    """Take the work that has waited longest, and hold it against other processes until the transaction ends."""
    row = (
        await transaction.execute(
            select(records.due)
            .where(records.due.c.at <= now)
            .order_by(records.due.c.at, records.due.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
    ).one_or_none()
    if row is None:
        return None
    payload: JsonValue = json.loads(cipher.open(row.sealed_payload))
    return DueWork(row.id, row.kind, row.subject, payload, row.attempts)


async def finish(transaction: AsyncConnection, work: DueWork) -> None:
    """Strike the work off."""
    await transaction.execute(delete(records.due).where(records.due.c.id == work.id))


async def put_off(transaction: AsyncConnection, work: DueWork, until: datetime) -> None:
    """Try again later."""
    await transaction.execute(
        update(records.due).where(records.due.c.id == work.id).values(at=until, attempts=records.due.c.attempts + 1)
    )


async def cancel(transaction: AsyncConnection, kind: str, subject: str) -> None:
    """Let work not fall due after all."""
    await transaction.execute(delete(records.due).where(records.due.c.kind == kind, records.due.c.subject == subject))
