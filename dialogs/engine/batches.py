"""What went out to many at once: how much of it still waits, and taking back what has not been delivered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import records


@dataclass(frozen=True)
class Batch:
    """One batch's letters that still wait."""

    name: str
    waiting: int
    since: datetime


async def batches(connection: AsyncConnection) -> Sequence[Batch]:
    """Give every batch of which letters wait, the oldest first."""
    table = records.outbox
    since = func.min(table.c.created_at)
    query = (
        select(table.c.batch, func.count().label("waiting"), since.label("since"))
        .where(table.c.batch.is_not(None))
        .group_by(table.c.batch)
        .order_by(since, table.c.batch)
    )
    return [Batch(row.batch, row.waiting, row.since) for row in await connection.execute(query)]


async def waiting(connection: AsyncConnection, names: Sequence[str]) -> int:
    """Count the letters of some batches that wait."""
    table = records.outbox
    counted = await connection.execute(select(func.count()).where(table.c.batch.in_(names)))
    return int(counted.scalar_one())


async def cancel(transaction: AsyncConnection, batch: str) -> int:
    """Take back the letters of a batch that wait; gives their number.

    What a process was given to deliver just before, a few seconds' worth, may still arrive.
    """
    taken_back = await transaction.execute(delete(records.outbox).where(records.outbox.c.batch == batch))
    return taken_back.rowcount
