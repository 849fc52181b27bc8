"""Puts letters into the outbox, sealed, with the transaction that wrote them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import records
from dialogs.engine.carrying import Claim
from dialogs.engine.cipher import Cipher
from dialogs.engine.letters import Letter
from dialogs.engine.statements import Statement

AT_ONCE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When a new letter may go out, by any clock: its turn's may be ahead of the one by which letters are given out."""

POSTING: Final = insert(records.outbox)
NUMBERED: Final = POSTING.returning(records.outbox.c.id, sort_by_parameter_order=True)
ONE: Final = Statement(
    POSTING.returning(records.outbox.c.id),
    ("chat_id", "sealed_letter", "created_at", "not_before", "claimed_until", "claimed_by", "attempts", "batch"),
    int,
)


async def post(
    transaction: AsyncConnection, cipher: Cipher, now: datetime, letters: Sequence[tuple[int, Letter]]
) -> None:
    """Put letters, each with its chat's number, behind those that wait already."""
    if letters:
        rows = [_row(cipher, now, chat, letter, None) for chat, letter in letters]
        await transaction.execute(POSTING, rows[0] if len(rows) == 1 else rows)


async def post_numbered(
    transaction: AsyncConnection,
    cipher: Cipher,
    now: datetime,
    letters: Sequence[tuple[int, Letter]],
    claim: Claim,
) -> list[int]:
    """Do the same, and give the letters' numbers; those to the claim's own chat are claimed."""
    rows = [_row(cipher, now, chat, letter, claim) for chat, letter in letters]
    if len(rows) == 1:
        return await ONE.all(transaction, **rows[0])
    return list((await transaction.execute(NUMBERED, rows)).scalars()) if rows else []


def _row(cipher: Cipher, now: datetime, chat: int, letter: Letter, claim: Claim | None) -> dict[str, object]:
    claimed = claim if claim is not None and claim.mailbox.id == chat and letter.batch is None else None
    return {
        "chat_id": chat,
        "sealed_letter": cipher.seal(letter.model_dump_json(exclude_none=True).encode()),
        "created_at": now,
        "not_before": AT_ONCE,
        "claimed_until": claimed and claimed.until,
        "claimed_by": claimed and claimed.process,
        "attempts": 0,
        "batch": letter.batch,
    }
