"""What is asked of the outbox: the chats whose first letter is due, and the letters of chats.

Letters of batches are a queue of their own, behind the replies: only among themselves do they keep a chat's order.
"""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, exists, func, literal_column, or_, select

from dialogs.engine import records


@dataclass(frozen=True)
class Heads:
    """Two queries: ``chats`` whose first letter is due by ``now``; ``letters`` of ``chats``; each of ``most`` rows.

    No claim ends later than ``longest``, however the clocks of machines differ, unless one was set back meanwhile.
    """

    chats: "Select[int]"
    letters: "Select[tuple[object, ...]]"


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
            # What was written in the future was written before the clock was set back: its times mean nothing now.
            or_(
                table.c.not_before <= bindparam("now"),
                and_(table.c.claimed_until.is_(None), table.c.created_at > bindparam("now")),
                table.c.claimed_until > bindparam("longest"),
            ),
            or_(
                table.c.claimed_until.is_(None),
                table.c.claimed_until <= bindparam("now"),
                table.c.claimed_until > bindparam("longest"),
            ),
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
            table.c.not_before,
            table.c.created_at,
            table.c.claimed_until,
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
