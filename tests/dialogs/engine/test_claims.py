"""Whose letters are: as long as a claim lasts, of whoever is there, by a clock that may be set."""

from datetime import datetime, timedelta

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from dialogs.engine import posting
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.carrying import Doorstep
from dialogs.engine.letters import Letter
from dialogs.engine.mailbox import Mailbox
from dialogs.engine.outbox import Outbox
from dialogs.engine.under_way import CLAIM
from tests.dialogs.engine.desk import Desk, texts


async def test_what_was_given_out_is_not_given_again_until_its_claim_ends(desk: Desk) -> None:
    await desk.post((1, "a"), (2, "b"))
    assert len(await desk.waiting()) == 2
    assert await desk.waiting() == []
    desk.now += CLAIM
    assert texts(await desk.waiting()) == ["a", "b"]


async def test_a_clock_that_is_set_forward_gives_nothing_out_a_second_time(sqlite_desk: Desk) -> None:
    """Where one process has all letters. Where several share them, a claim is a time that all can read."""
    await sqlite_desk.post((1, "a"), (2, "b"))
    first, second = await sqlite_desk.waiting()
    sqlite_desk.jump(timedelta(hours=1))
    assert await sqlite_desk.waiting() == []
    await sqlite_desk.outbox.delivered(first, "5")
    await sqlite_desk.outbox.later(second, sqlite_desk.now, "")
    assert texts(await sqlite_desk.waiting()) == ["b"]


async def test_what_a_killed_process_had_claimed_goes_out_after_the_claim(desk: Desk) -> None:
    await desk.post((1, "a"))
    assert len(await desk.waiting()) == 1
    desk.outbox = desk.process()
    desk.now += CLAIM
    assert texts(await desk.waiting()) == ["a"]


async def test_what_a_process_that_is_gone_had_claimed_is_free_at_once(
    postgresql_database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    desk = Desk(postgresql_database, cipher, now)
    await desk.open()
    await desk.post((1, "a"), (2, "b"))
    here, gone = (
        Outbox(desk.database, cipher, shared=True, clock=lambda: now, process=process) for process in (11, 12)
    )
    (mine,) = await here.waiting(now, 1)
    (theirs,) = await gone.waiting(now, 1)
    await here.free_all_but({11, 12})
    assert await here.waiting(now, 10) == []
    await here.free_all_but({11})
    assert [row.id for row in await here.waiting(now, 10)] == [theirs.id]
    assert mine.id != theirs.id


async def test_a_carried_letter_of_a_process_that_is_gone_is_free_at_once(
    postgresql_database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    desk = Desk(postgresql_database, cipher, now)
    await desk.open()
    desk.outbox = Outbox(desk.database, cipher, shared=True, clock=lambda: now, process=12)
    claim = desk.outbox.claim(Doorstep(mailbox=Mailbox(1, "telegram", "101", None), last=None))
    assert claim is not None
    async with desk.database.writing() as connection:
        letter = Letter(card=Card(blocks=(Paragraph(text="a"),)), locale="en")
        await posting.post_numbered(connection, cipher, now, [(1, letter)], claim)
    assert await desk.waiting() == []
    await desk.outbox.free_all_but({11})
    assert texts(await desk.waiting()) == ["a"]
