"""The outbox: replies committed with their turn, kept sealed until a channel has delivered them, then erased."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import records
from dialogs.engine.cipher import Cipher
from dialogs.engine.letters import Letter


async def post(
    transaction: AsyncConnection, cipher: Cipher, now: datetime, letters: Sequence[tuple[int, Letter]]
) -> None:
    """Put letters, each with its chat's number, behind those that wait already."""
    if not letters:
        return
    rows = [
        {
            "chat_id": chat,
            "sealed_letter": cipher.seal(letter.model_dump_json(exclude_defaults=True).encode()),
            "created_at": now,
            "not_before": now,
            "attempts": 0,
        }
        for chat, letter in letters
    ]
    await transaction.execute(insert(records.outbox), rows)
