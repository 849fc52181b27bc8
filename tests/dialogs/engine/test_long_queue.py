"""Fifty thousand letters to fifty thousand chats: giving out the next ones costs what it costs with fifty."""

import itertools
import time
from datetime import datetime

import pytest
from sqlalchemy import delete, insert

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from dialogs.engine import records
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.letters import Letter
from dialogs.engine.outbox import Outbox
from dialogs.engine.under_way import CLAIM

FEW, MANY = 50, 50_000
MOST = 4
"""How many times as long it may take; going through all that wait takes more than a hundred times as long."""


async def written_to(database: Database, cipher: KeyRingCipher, now: datetime, chats: int, batch: str | None) -> None:
    address = cipher.seal(b"7")
    letter = cipher.seal(Letter(card=Card(blocks=(Paragraph(text="a"),)), locale="en").model_dump_json().encode())
    people = [
        {
            "id": number,
            "channel": "telegram",
            "fingerprint": number.to_bytes(32, "big"),
            "sealed_address": address,
            "created_at": now,
        }
        for number in range(1, chats + 1)
    ]
    queue = [
        {
            "chat_id": number,
            "sealed_letter": letter,
            "created_at": now,
            "not_before": now,
            "attempts": 0,
            "batch": batch,
        }
        for number in range(1, chats + 1)
    ]
    async with database.writing() as connection:
        await connection.execute(delete(records.outbox))
        await connection.execute(delete(records.chat))
        await connection.execute(insert(records.chat), people)
        await connection.execute(insert(records.outbox), queue)


async def seconds_to_give(database: Database, cipher: KeyRingCipher, now: datetime) -> float:
    """Measure the quickest of several claims of one process, each after the one before has ended."""
    ended = itertools.count(step=CLAIM.total_seconds())
    outbox = Outbox(database, cipher, shared=not database.is_sqlite, clock=lambda: now, monotonic=lambda: next(ended))
    taken = []
    for _ in range(9):
        begun = time.perf_counter()
        assert len(await outbox.waiting(now, FEW)) == FEW
        taken.append(time.perf_counter() - begun)
        now += CLAIM
    return min(taken)


@pytest.mark.parametrize("batch", [None, "notice"])
async def test_the_next_letters_are_found_as_quickly_among_fifty_thousand(
    database: Database, cipher: KeyRingCipher, now: datetime, batch: str | None
) -> None:
    await written_to(database, cipher, now, FEW, batch)
    few = await seconds_to_give(database, cipher, now)
    await written_to(database, cipher, now, MANY, batch)
    many = await seconds_to_give(database, cipher, now)

    assert many < MOST * few
