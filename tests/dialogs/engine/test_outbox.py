"""The outbox: every chat in its order, claimed by one process at a time, erased when delivered."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from dialogs.engine import records
from dialogs.engine.letters import Refused, TryLater
from dialogs.engine.outbox import PULSE
from dialogs.engine.under_way import CLAIM
from tests.dialogs.engine.desk import Desk, texts


async def test_letters_are_given_with_their_address_in_the_order_they_were_posted(desk: Desk) -> None:
    await desk.post((1, "a"), (2, "b"), (1, "c"))
    rows = await desk.waiting()
    assert texts(rows) == ["a", "b", "c"]
    assert [(row.channel, row.address) for row in rows] == [
        ("telegram", "101"),
        ("telegram", "102"),
        ("telegram", "101"),
    ]


async def test_a_letter_behind_claimed_ones_waits_for_them(desk: Desk) -> None:
    await desk.post((1, "a"))
    (first,) = await desk.waiting()
    await desk.post((1, "b"), (2, "c"))
    assert texts(await desk.waiting()) == ["c"]
    await desk.outbox.delivered(first, "5")
    assert texts(await desk.waiting()) == ["b"]


class Slow:
    """A database on which something happens just after a view of it was taken."""

    def __init__(self, database: Database, meanwhile: Callable[[], Awaitable[None]]) -> None:
        self._database = database
        self._meanwhile = meanwhile

    def writing(self, *, urgent: bool = False) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._database.writing(urgent=urgent)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with self._database.reading() as connection:
            await connection.execute(select(records.outbox.c.id))
            await self._meanwhile()
            yield connection


async def test_a_letter_that_is_delivered_while_others_are_looked_for_is_not_given_again(desk: Desk) -> None:
    await desk.post((1, "a"))
    (first,) = await desk.waiting()
    desk.outbox.transactions = Slow(desk.database, lambda: desk.outbox.delivered(first, "5"))
    assert await desk.waiting() == []


class Counted(Slow):
    """A database that counts what is written to it, and fails when it is told to."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, nothing)
        self.transactions = 0
        self.failing = False

    @asynccontextmanager
    async def writing(self, *, urgent: bool = False) -> AsyncIterator[AsyncConnection]:
        self.transactions += 1
        async with self._database.writing(urgent=urgent) as connection:
            yield connection
            if self.failing:
                raise OSError("disk full")


async def nothing() -> None: ...


async def test_letters_delivered_at_once_are_erased_together(desk: Desk) -> None:
    await desk.post((1, "a"), (2, "b"), (3, "c"), live=True)
    rows = await desk.waiting()
    counted = desk.outbox._erasing.transactions = Counted(desk.database)
    await asyncio.gather(*(desk.outbox.delivered(row, f"4{row.chat}") for row in rows))
    assert counted.transactions == 1
    desk.now += CLAIM
    assert await desk.waiting() == []
    await desk.post((1, "d"), (2, "e"))
    assert [row.former_live for row in await desk.waiting()] == ["41", "42"]


async def test_a_delivery_that_gives_up_while_letters_are_erased_harms_no_other(desk: Desk) -> None:
    await desk.post((1, "a"), (2, "b"))
    rows = await desk.waiting()
    tasks = [asyncio.create_task(desk.outbox.delivered(row, "5")) for row in rows]
    await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert (tasks[0].cancelled(), tasks[1].exception()) == (True, None)


async def test_where_letters_cannot_be_erased_each_that_delivered_one_is_told_and_can_try_again(desk: Desk) -> None:
    await desk.post((1, "a"), (2, "b"))
    rows = await desk.waiting()
    counted = desk.outbox._erasing.transactions = Counted(desk.database)
    counted.failing = True
    told = await asyncio.gather(*(desk.outbox.delivered(row, "5") for row in rows), return_exceptions=True)
    assert [type(one) for one in told] == [OSError, OSError]
    counted.failing = False
    await asyncio.gather(*(desk.outbox.delivered(row, "5") for row in rows))
    desk.now += CLAIM
    assert await desk.waiting() == []


async def test_delivered_letters_are_erased(desk: Desk) -> None:
    await desk.post((1, "a"))
    (row,) = await desk.waiting()
    await desk.outbox.delivered(row, "5")
    desk.now += CLAIM
    assert await desk.waiting() == []


async def test_a_live_letter_becomes_the_chats_live_message_for_the_next(desk: Desk) -> None:
    await desk.post((1, "a"), (1, "b"), live=True)
    first, second = await desk.waiting()
    assert (first.former_live, second.former_live) == (None, None)
    await desk.outbox.delivered(first, "5")
    assert second.former_live == "5"
    await desk.outbox.delivered(second, "6")
    await desk.post((1, "c"))
    (third,) = await desk.waiting()
    assert third.former_live == "6"


async def test_a_letter_put_off_holds_back_its_chat_and_no_other(desk: Desk) -> None:
    await desk.post((1, "a"), (1, "b"), (2, "c"))
    rows = await desk.waiting()
    await desk.outbox.later(rows[0], desk.now + timedelta(minutes=5), "429")
    await desk.outbox.delivered(rows[2], None)
    assert await desk.waiting() == []
    desk.now += timedelta(minutes=5)
    again = await desk.waiting()
    assert texts(again) == ["a", "b"]
    assert [row.attempts for row in again] == [1, 0]


async def test_waiting_for_its_pace_is_no_attempt(desk: Desk) -> None:
    await desk.post((1, "a"))
    (row,) = await desk.waiting()
    await desk.outbox.later(row, desk.now, "")
    (again,) = await desk.waiting()
    assert again.attempts == 0


async def test_a_chat_out_of_reach_is_marked_and_its_letters_erased(desk: Desk) -> None:
    await desk.post((1, "a"), (1, "b"), (2, "c"))
    rows = await desk.waiting()
    await desk.outbox.unreachable(rows[0])
    async with desk.database.reading() as connection:
        marked = await connection.execute(select(records.chat.c.id).where(records.chat.c.unreachable_at.is_not(None)))
        left = await connection.execute(select(records.outbox.c.chat_id))
        assert (marked.scalars().all(), left.scalars().all()) == ([1], [2])


async def test_a_refused_letter_does_not_block_those_behind_it(desk: Desk) -> None:
    await desk.post((1, "a"), (1, "b"))
    first, second = await desk.waiting()
    await desk.outbox.refused(first, "bad markup")
    await desk.outbox.delivered(second, "7")
    desk.now += CLAIM
    assert await desk.waiting() == []


async def test_no_more_letters_are_given_than_asked_for_and_none_out_of_order(desk: Desk) -> None:
    await desk.post(*((chat, f"{chat}{n}") for n in range(3) for chat in (1, 2, 3)))
    given: list[str] = []
    while rows := await desk.waiting(limit=2):
        assert len(rows) <= 2
        for row in rows:
            given += texts([row])
            await desk.outbox.delivered(row, None)
    assert sorted(given) == sorted(f"{chat}{n}" for n in range(3) for chat in (1, 2, 3))
    for chat in "123":
        assert [text for text in given if text[0] == chat] == [f"{chat}{n}" for n in range(3)]


async def test_two_processes_on_one_database_never_give_out_the_same_letter(
    postgresql_database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    desk = Desk(postgresql_database, cipher, now)
    await desk.open()
    await desk.post((1, "a"), (2, "b"), (3, "c"))
    other = desk.process()
    mine = await desk.outbox.waiting(now, 2)
    theirs = await other.waiting(now, 2)
    assert sorted(texts([*mine, *theirs])) == ["a", "b", "c"]


async def test_a_live_card_that_was_edited_in_place_stays_the_live_one(desk: Desk) -> None:
    await desk.post((1, "a"), (1, "b"), live=True)
    first, second = await desk.waiting()
    await desk.outbox.delivered(first, "5")
    await desk.outbox.delivered(second, "5")
    async with desk.database.reading() as connection:
        assert await connection.scalar(select(records.chat.c.live_message).where(records.chat.c.id == 1)) == "5"


async def test_a_letter_put_off_holds_back_those_behind_it_and_none_before_it(desk: Desk) -> None:
    await desk.post((1, "a"), (1, "b"), (1, "c"))
    _first, second, _third = await desk.waiting()
    await desk.outbox.later(second, desk.now + timedelta(minutes=5), "429")
    (first,) = await desk.waiting()
    assert texts([first]) == ["a"]
    await desk.outbox.delivered(first, None)
    assert await desk.waiting() == []
    desk.now += timedelta(minutes=5)
    assert texts(await desk.waiting()) == ["b", "c"]


async def test_letters_of_a_channel_that_is_not_asked_for_wait_until_it_is(desk: Desk) -> None:
    async with desk.database.writing() as connection:
        sealed = desk.cipher.seal(b"browser")
        row = {"id": 4, "channel": "web", "fingerprint": b"browser", "sealed_address": sealed, "created_at": desk.now}
        await connection.execute(insert(records.chat).values(**row))
    await desk.post((1, "a"), (4, "b"))
    assert texts(list(await desk.outbox.waiting(desk.now, 10, without=("telegram",)))) == ["b"]
    assert texts(list(await desk.outbox.waiting(desk.now, 10, without=("web",)))) == ["a"]


async def test_before_letters_go_out_it_is_proved_that_something_can_be_written(
    sqlite_database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    desk = Desk(sqlite_database, cipher, now)
    counted = desk.outbox.transactions = Counted(sqlite_database)
    for desk.now in (now, now + CLAIM):
        await desk.outbox.prove()
    async with desk.database.reading() as connection:
        pulse = await connection.execute(select(records.installation).where(records.installation.c.name == PULSE))
    assert [bytes(row.value).decode() for row in pulse] == [str(now + CLAIM)]

    counted.failing = True
    with pytest.raises(OSError, match="disk full"):
        await desk.outbox.prove()


async def test_where_each_claim_is_written_down_nothing_else_need_be(
    postgresql_database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    desk = Desk(postgresql_database, cipher, now)
    counted = desk.outbox.transactions = Counted(postgresql_database)
    await desk.outbox.prove()
    assert counted.transactions == 0


def test_a_busy_channel_says_how_long_and_for_whom() -> None:
    busy = TryLater(3.5, everyone=True, cause="429")
    assert (busy.seconds, busy.everyone, str(busy)) == (3.5, True, "429")


def test_a_channel_that_refuses_a_letter_says_why_and_what_is_the_matter() -> None:
    refused = Refused("TOPIC_CLOSED", trouble="closed")
    assert (str(refused), refused.trouble) == ("TOPIC_CLOSED", "closed")
