"""Letters to many at once: counted by their batch, taken back by it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from dialogs.engine import outbox
from dialogs.engine.batches import Batch, batches, cancel, waiting
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.mailbox import Waiting
from tests.dialogs.engine.batches import open_chats, write


async def test_a_batch_that_waits_is_counted_until_it_is_delivered(
    database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    await open_chats(database, cipher, now, 1, 2)
    await write(database, cipher, now, [(1, "a", "reminder-7"), (2, "b", "reminder-7"), (1, "c", None)])
    await write(database, cipher, now + timedelta(hours=1), [(2, "d", "notice")])
    post = outbox.Outbox(database, cipher, shared=not database.is_sqlite, clock=lambda: now)
    row = next(row for row in await post.waiting(now, 10) if row.letter.batch == "reminder-7")
    await post.delivered(row, None)

    async with database.reading() as connection:
        assert await batches(connection) == [
            Batch("reminder-7", 1, now),
            Batch("notice", 1, now + timedelta(hours=1)),
        ]


async def test_how_much_of_some_batches_waits_is_counted(
    database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    await open_chats(database, cipher, now, 1, 2)
    await write(
        database, cipher, now, [(1, "a", "notice-1"), (2, "b", "notice-1"), (1, "c", "notice-2"), (1, "d", None)]
    )

    async with database.reading() as connection:
        assert await waiting(connection, ["notice-1", "notice-2", "notice-3"]) == 3
        assert await waiting(connection, ["notice-2"]) == 1
        assert await waiting(connection, []) == 0


async def test_a_cancelled_batch_is_taken_back_and_what_waited_behind_it_goes_out(
    database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    await open_chats(database, cipher, now, 1, 2)
    await write(database, cipher, now, [(1, "a", "reminder-7"), (2, "b", "reminder-7"), (1, "reply", None)])

    async with database.writing() as connection:
        assert await cancel(connection, "reminder-7") == 2
        assert await cancel(connection, "reminder-7") == 0

    post = outbox.Outbox(database, cipher, shared=not database.is_sqlite, clock=lambda: now)
    left = await post.waiting(now, 10)
    assert [row.letter.card for row in left] == [Card(blocks=(Paragraph(text="reply"),))]


async def test_processes_that_share_the_records_note_when_a_chats_letters_went_out(
    database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    await open_chats(database, cipher, now, 1)
    await write(database, cipher, now, [(1, text, None) for text in "abc"])
    clock = iter([now, now + timedelta(seconds=50), now + timedelta(seconds=70)])
    post = outbox.Outbox(database, cipher, shared=True, clock=lambda: next(clock), paced=True)
    for row in await post.waiting(now, 10):
        await post.delivered(row, None)

    await write(database, cipher, now, [(1, "d", None)])
    (fourth,) = await post.waiting(now, 10)
    assert fourth.sends == ((now + timedelta(seconds=50)).timestamp(), (now + timedelta(seconds=70)).timestamp())


async def test_a_reply_goes_out_before_what_goes_out_to_many_also_in_the_same_chat(
    database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    await open_chats(database, cipher, now, 1, 2)
    await write(database, cipher, now, [(1, "a", "notice"), (2, "b", "notice"), (1, "c", "notice")])
    await write(database, cipher, now, [(1, "reply", None), (1, "second", None)])
    post = outbox.Outbox(database, cipher, shared=not database.is_sqlite, clock=lambda: now)

    replies = await post.waiting(now, 10)
    assert said(replies) == ["reply", "second", "b"]
    for row in replies:
        await post.delivered(row, None)
    assert said(await post.waiting(now, 10)) == ["a", "c"]


async def test_no_more_letters_of_batches_are_given_than_were_asked_for(
    database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    await open_chats(database, cipher, now, 1, 2, 3)
    await write(database, cipher, now, [(1, "a", "notice"), (2, "b", "notice"), (3, "reply", None)])
    post = outbox.Outbox(database, cipher, shared=not database.is_sqlite, clock=lambda: now)

    assert said(await post.waiting(now, 10, many=1)) == ["reply", "a"]
    assert said(await post.waiting(now, 10, many=0)) == []
    assert said(await post.waiting(now, 10, many=5)) == ["b"]


def said(rows: Sequence[Waiting]) -> list[str]:
    return [str(getattr(row.letter.card.blocks[0], "text", "")) for row in rows if row.letter.card]
