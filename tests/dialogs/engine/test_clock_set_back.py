"""The wall clock is set back by an hour: what waits, or was claimed, by the former time goes out all the same."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from dialogs.engine import records
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.carrying import Claim
from dialogs.engine.letters import Letter
from dialogs.engine.mailbox import Mailbox
from dialogs.engine.outbox import Outbox
from dialogs.engine.posting import post_numbered
from dialogs.engine.under_way import CLAIM, SKEW

BACK = timedelta(hours=1)
DAY = timedelta(days=1, hours=1)
MAILBOX = Mailbox(1, "telegram", "7", None)
LETTER = Letter(card=Card(blocks=(Paragraph(text="a"),)), locale="en")


@pytest.fixture
async def outbox(database: Database, cipher: KeyRingCipher, now: datetime) -> Outbox:
    """An outbox with one letter, written an hour and a day ago and put off just now, for a minute."""
    async with database.writing() as connection:
        await connection.execute(
            insert(records.chat).values(
                id=1, channel="telegram", fingerprint=bytes(32), sealed_address=cipher.seal(b"7"), created_at=now
            )
        )
        await connection.execute(
            insert(records.outbox).values(
                chat_id=1,
                sealed_letter=cipher.seal(LETTER.model_dump_json().encode()),
                created_at=now - DAY,
                not_before=now - DAY,
                attempts=0,
            )
        )
    outbox = Outbox(database, cipher, shared=not database.is_sqlite, clock=lambda: now)
    (letter_given,) = await outbox.waiting(now, 10)
    await outbox.later(letter_given, now + timedelta(minutes=1), "busy")
    return outbox


async def test_a_letter_that_was_put_off_waits_no_hour_longer(outbox: Outbox, now: datetime) -> None:
    assert await outbox.waiting(now, 10) == []
    assert len(await outbox.waiting(now - BACK, 10)) == 1


async def test_nor_does_it_wait_the_minute_and_a_half_by_which_the_clock_was_ahead(
    outbox: Outbox, database: Database, now: datetime
) -> None:
    """Nor do those behind it, once it is there."""
    async with database.writing() as connection:
        await post_numbered(
            connection, outbox.cipher, now, [(1, LETTER), (1, LETTER)], Claim(mailbox=Mailbox(1, "telegram", "7", None))
        )
    ahead = now - timedelta(seconds=90)
    assert await outbox.waiting(now, 10) == []
    first, *others = await outbox.waiting(ahead, 10)
    await outbox.delivered(first, None)
    await outbox.later(others[0], ahead, "")
    assert [row.id for row in await outbox.waiting(ahead, 10)] == [row.id for row in others]


async def test_machines_whose_clocks_differ_by_seconds_do_not_cut_short_what_is_put_off(
    outbox: Outbox, now: datetime
) -> None:
    assert await outbox.waiting(now - SKEW, 10) == []


async def test_a_claim_on_a_letter_of_the_future_is_one(database: Database, outbox: Outbox, now: datetime) -> None:
    before = now - BACK
    assert len(await outbox.waiting(before, 10)) == 1
    if not database.is_sqlite:
        other = Outbox(database, outbox.cipher, shared=True, clock=lambda: before)
        assert await other.waiting(before + SKEW, 10) == []
    assert await outbox.waiting(before + SKEW, 10) == []


async def test_a_letter_that_was_never_tried_waits_no_hour_longer(outbox: Outbox, now: datetime) -> None:
    (letter,) = await outbox.waiting(now + timedelta(minutes=1), 10)
    await outbox.delivered(letter, None)
    async with outbox.transactions.writing() as connection:
        sealed = outbox.cipher.seal(letter.letter.model_dump_json().encode())
        await connection.execute(
            insert(records.outbox).values(chat_id=1, sealed_letter=sealed, created_at=now, not_before=now, attempts=0)
        )
    assert len(await outbox.waiting(now - BACK, 10)) == 1


async def test_a_claim_of_a_killed_process_holds_no_hour_longer(
    outbox: Outbox, database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    later = now + timedelta(minutes=1)
    assert len(await outbox.waiting(later, 10)) == 1
    next_process = Outbox(database, cipher, shared=not database.is_sqlite, clock=lambda: now)
    if not database.is_sqlite:  # where several share the letters, one whose clock is behind leaves them alone
        assert await next_process.waiting(later - CLAIM / 2, 10) == []
    assert len(await next_process.waiting(later - BACK, 10)) == 1


async def test_a_letter_that_was_written_by_a_clock_ahead_goes_out_at_once(
    outbox: Outbox, database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    """And where a killed process had claimed it by another clock, once that claim has ended."""
    (first,) = await outbox.waiting(now + timedelta(minutes=1), 10)
    await outbox.delivered(first, None)
    async with database.writing() as connection:
        await post_numbered(
            connection, cipher, now + BACK, [(1, first.letter)], Claim(mailbox=first.mailbox, until=now + CLAIM)
        )

    next_process = Outbox(database, cipher, shared=not database.is_sqlite, clock=lambda: now)
    assert len(await next_process.waiting(now + CLAIM, 10)) == 1
