"""What is asked of the outbox: the chats whose first letter is due, and the letters of chats.

Letters of batches are a queue of their own, behind the replies: only among themselves do they keep a chat's order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import records
from dialogs.engine.under_way import CLAIM, SKEW


@dataclass(frozen=True)
class Heads:
    """Two queries: ``chats`` whose first letter is due by ``now``; ``letters`` of ``chats``; each of ``most`` rows.

    However the clocks of machines differ, no letter was put off later than ``latest`` and no claim ends later than
    ``longest``, unless one was set back meanwhile.
    """

    chats: "Select[int]"
    letters: "Select[tuple[object, ...]]"


async def due_letters(
    connection: AsyncConnection, asked: Heads, held: frozenset[int], now: datetime, limit: int
) -> Sequence[Row[tuple[object, ...]]]:
    """Read up to ``limit`` letters that are due, of chats that are not ``held``: each chat's first ones, in order."""
    given = {"now": now, "latest": now + SKEW, "longest": now + 2 * CLAIM, "most": limit + len(held)}
    due_chats = (await connection.execute(asked.chats, given)).scalars().all()
    chats = [chat for chat in due_chats if chat not in held][:limit]
    if not chats:
        return []
    found = (await connection.execute(asked.letters, given | {"chats": chats, "most": limit})).all()
    waiting_behind: set[int] = set()
    due = []
    for row in found:
        if not row.is_due:
            waiting_behind.add(row.chat_id)
        if row.chat_id not in waiting_behind:
            due.append(row)
    return due


@lru_cache(maxsize=16)
def heads(without: tuple[str, ...], *, many: bool) -> Heads:
    """Give the queries for replies, or for the letters of batches (``many``), on all channels but some."""
    return Heads(_chats(without, many=many), _letters(many=many))


def of_batches(table: FromClause, *, many: bool) -> ColumnElement[bool]:
    """Give the condition for letters of batches, or for all others.

    It is put as the index ``ix_outbox_replies`` has it, and as an inequality: of those PostgreSQL always expects a
    third to hold. Where it expected next to none, for its statistics lag behind a queue, it would keep a plan that
    goes through the whole queue for every chat.
    """
    none: ColumnElement[str] = literal_column("''")
    batch = func.coalesce(table.c.batch, none)
    return batch > none if many else batch <= none


def _is_due(table: FromClause) -> ColumnElement[bool]:
    """Give the condition for letters that need not wait any longer.

    What was written in the future was written before the clock was set back: its times mean nothing now. A claim that
    ends by what its letter waits for ended when that was put off; any other is still to end.
    """
    return or_(
        table.c.not_before <= bindparam("now"),
        and_(table.c.claimed_until.is_(None), table.c.created_at > bindparam("now")),
        and_(_was_put_off(table), table.c.claimed_until > bindparam("latest")),
        table.c.claimed_until > bindparam("longest"),
    )


def _is_free(table: FromClause) -> ColumnElement[bool]:
    """Give the condition for letters that no process has claimed, or none any more."""
    return or_(
        table.c.claimed_until.is_(None),
        _was_put_off(table),
        table.c.claimed_until <= bindparam("now"),
        table.c.claimed_until > bindparam("longest"),
    )


def _was_put_off(table: FromClause) -> ColumnElement[bool]:
    return table.c.not_before >= table.c.claimed_until


def _chats(without: tuple[str, ...], *, many: bool) -> "Select[int]":
    table, earlier = records.outbox, records.outbox.alias()
    # Walked in the order of ids and left after the first few: quick however many letters wait behind them.
    query = (
        select(table.c.chat_id)
        .where(
            of_batches(table, many=many),
            ~exists().where(
                earlier.c.chat_id == table.c.chat_id, earlier.c.id < table.c.id, of_batches(earlier, many=many)
            ),
            _is_due(table),
            _is_free(table),
        )
        .order_by(table.c.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True, of=table)
    )
    if without:
        others = select(records.chat.c.id).where(records.chat.c.channel.not_in(without))
        query = query.where(table.c.chat_id.in_(others))
    return query


def _letters(*, many: bool) -> "Select[tuple[object, ...]]":
    table, chat = records.outbox, records.chat
    return (
        select(
            table.c.id,
            table.c.chat_id,
            table.c.sealed_letter,
            table.c.attempts,
            _is_due(table).label("is_due"),
            chat.c.channel,
            chat.c.sealed_address,
            chat.c.live_message,
            chat.c.sends,
        )
        .join(chat, chat.c.id == table.c.chat_id)
        .where(table.c.chat_id.in_(bindparam("chats", expanding=True)), of_batches(table, many=many))
        .order_by(table.c.id)
        .limit(bindparam("most"))
    )
