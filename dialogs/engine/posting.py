"""Puts letters into the outbox, sealed, with the transaction that wrote them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import records
from dialogs.engine.cipher import Cipher
from dialogs.engine.letters import Letter
from dialogs.engine.statements import Statement

AT_ONCE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When a new letter may go out, by any clock: its turn's may be ahead of the one by which letters are given out."""

NOTHING: Final[Mapping[int, datetime]] = MappingProxyType({})

POSTING: Final = insert(records.outbox)
NUMBERED: Final = POSTING.returning(records.outbox.c.id, sort_by_parameter_order=True)
ONE: Final = Statement(
    POSTING.returning(records.outbox.c.id),
    ("chat_id", "sealed_letter", "created_at", "not_before", "claimed_until", "attempts", "batch"),
    int,
)


async def post(
    transaction: AsyncConnection, cipher: Cipher, now: datetime, letters: Sequence[tuple[int, Letter]]
) -> None:
    """Put letters, each with its chat's number, behind those that wait already."""
    if letters:
        rows = [_row(cipher, now, chat, letter, NOTHING) for chat, letter in letters]
        await transaction.execute(POSTING, rows[0] if len(rows) == 1 else rows)


async def post_numbered(
    transaction: AsyncConnection,
    cipher: Cipher,
    now: datetime,
    letters: Sequence[tuple[int, Letter]],
    claimed: Mapping[int, datetime],
) -> list[int]:
    """Do the same, and give the letters' numbers; those to ``claimed`` chats are claimed until then."""
    rows = [_row(cipher, now, chat, letter, claimed) for chat, letter in letters]
    if len(rows) == 1:
        return await ONE.all(transaction, **rows[0])
    return list((await transaction.execute(NUMBERED, rows)).scalars()) if rows else []


def _row(
    cipher: Cipher, now: datetime, chat: int, letter: Letter, claimed: Mapping[int, datetime]
) -> dict[str, object]:
    return {
        "chat_id": chat,
        "sealed_letter": cipher.seal(letter.model_dump_json(exclude_none=True).encode()),
        "created_at": now,
        "not_before": AT_ONCE,
        "claimed_until": None if letter.batch is not None else claimed.get(chat),
        "attempts": 0,
        "batch": letter.batch,
    }
