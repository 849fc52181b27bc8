import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from sqlalchemy import func, insert, select

from bot.database.access import Database
from bot.delivery.delivering import MOST_FAULTS, Delivery
from bot.delivery.pace import Pace
from bot.keys.cipher import KeyRingCipher
from bot.telegram.bot import TelegramBot
from bot.telegram.courier import TelegramCourier
from dialogs.engine import records
from dialogs.engine.cards import Button, Card, Document, Paragraph, Picture
from dialogs.engine.letters import Letter, Receipt, Trouble
from dialogs.engine.mailbox import Waiting
from dialogs.engine.outbox import Outbox
from dialogs.engine.posting import post
from tests.telegram import BotApiServer


async def draw(picture: Picture, locale: str) -> bytes:
    return b"\x89PNG"


async def fetch(number: int) -> bytes:
    raise ZeroDivisionError(f"a fault of ours about file {number}")


@dataclass
class Post:
    """An installation's outbox with its couriers, and a clock that can be put forward."""

    server: BotApiServer
    bot: TelegramBot
    database: Database
    cipher: KeyRingCipher
    ahead: timedelta = timedelta()
    pace: Pace | None = None

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def outbox(self) -> Outbox:
        return Outbox(self.database, self.cipher, shared=not self.database.is_sqlite, clock=self.now)

    def delivery(self) -> Delivery[Waiting]:
        couriers = {"telegram": TelegramCourier(self.bot, draw, fetch)}
        paces = {"telegram": self.pace} if self.pace else {}
        return Delivery(self.outbox(), couriers, paces, now=self.now, slow_poll=0.05)

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[Delivery[Waiting]]:
        delivery = self.delivery()
        task = asyncio.create_task(delivery.run())
        yield delivery
        delivery.stop()
        await asyncio.wait_for(task, 10)

    async def chat(self, address: int, channel: str = "telegram") -> int:
        if channel == "telegram" and address > 0:
            await self.server.person(address).says("/start")
        row = {
            "channel": channel,
            "fingerprint": secrets.token_bytes(32),
            "sealed_address": self.cipher.seal(str(address).encode()),
            "created_at": self.now(),
        }
        async with self.database.writing() as connection:
            inserted = await connection.execute(insert(records.chat).values(row))
        assert inserted.inserted_primary_key is not None
        return int(inserted.inserted_primary_key[0])

    async def write(self, chat: int, *letters: Letter) -> None:
        async with self.database.writing() as connection:
            await post(connection, self.cipher, self.now(), [(chat, letter) for letter in letters])

    async def waiting(self) -> int:
        async with self.database.reading() as connection:
            return (await connection.execute(select(func.count()).select_from(records.outbox))).scalar_one()

    async def empty(self) -> None:
        async with asyncio.timeout(10):
            while True:
                if await self.waiting() == 0:
                    return
                await asyncio.sleep(0.01)

    async def attempted(self, times: int) -> None:
        async with asyncio.timeout(10):
            while True:
                async with self.database.reading() as connection:
                    found = (await connection.execute(select(func.max(records.outbox.c.attempts)))).scalar_one()
                if found is None or found >= times:
                    return
                await asyncio.sleep(0.01)


@pytest_asyncio.fixture
async def station(server: BotApiServer, bot: TelegramBot, sqlite_database: Database, cipher: KeyRingCipher) -> Post:
    return Post(server, bot, sqlite_database, cipher)


def letter(text: str, *labels: str, edit: str | None = None) -> Letter:
    row = tuple(Button(label=label, press=f"p|{label}") for label in labels)
    card = Card(blocks=(Paragraph(text=text),), buttons=(row,) if row else ())
    return Letter(card=card, edit=edit, live=bool(row), locale="zh_CN")


async def test_letters_arrive_in_their_order_and_their_rows_are_erased(station: Post) -> None:
    chat = await station.chat(7)
    await station.write(chat, letter("一", "甲"), letter("二"), letter("三", "乙"))
    async with station.delivering():
        await station.empty()
    assert [(seen.text, seen.labels) for seen in station.server.chat(7)] == [("一", []), ("二", []), ("三", ["乙"])]


async def test_a_commit_wakes_the_delivery(station: Post) -> None:
    chat = await station.chat(7)
    station.pace = None
    delivery = station.delivery()
    delivery._slow_poll = 60
    task = asyncio.create_task(delivery.run())
    await asyncio.sleep(0.05)
    for number in range(5):
        await station.write(chat, letter(f"{number}"))
        delivery.wake()
    await station.server.chat(7).sees("4", timeout=5)
    delivery.stop()
    await asyncio.wait_for(task, 5)
    assert [seen.text for seen in station.server.chat(7)] == ["0", "1", "2", "3", "4"]


async def test_a_letter_that_failed_comes_again_before_the_next_one_of_its_chat(station: Post) -> None:
    first, second = await station.chat(7), await station.chat(8)
    station.server.fail_next("sendMessage", 502)
    await station.write(first, letter("一"), letter("二"))
    async with station.delivering():
        await station.attempted(1)
        await station.write(second, letter("别人的"))
        await station.server.chat(8).sees("别人的")
        assert len(station.server.chat(7)) == 0
        station.ahead = timedelta(minutes=1)
        await station.empty()
    assert [seen.text for seen in station.server.chat(7)] == ["一", "二"]


async def test_a_busy_chat_waits_as_long_as_telegram_asks(station: Post) -> None:
    chat = await station.chat(7)
    station.server.fail_next("sendMessage", 429, retry_after=3600)
    await station.write(chat, letter("一"))
    async with station.delivering():
        await station.attempted(1)
        station.ahead = timedelta(minutes=59)
        await asyncio.sleep(0.2)
        assert await station.waiting() == 1
        station.ahead = timedelta(minutes=61)
        await station.empty()
    assert len(station.server.called("sendMessage")) == 2


async def test_when_telegram_is_busy_for_all_everybody_waits(station: Post) -> None:
    chats = [await station.chat(number) for number in (7, 8, 9, 10)]
    station.server.fail_next("sendMessage", 429, 3, retry_after=3600)
    for chat in chats[:3]:
        await station.write(chat, letter("好"))
    async with station.delivering():
        async with asyncio.timeout(5):
            while len(station.server.called("sendMessage")) < 3:  # noqa: ASYNC110 (the server has no event for it)
                await asyncio.sleep(0.01)
        await station.attempted(1)
        await station.write(chats[3], letter("好"))
        await asyncio.sleep(0.2)
        assert len(station.server.called("sendMessage")) == 3


async def test_a_person_who_blocked_the_bot_gets_nothing_more_and_holds_nobody_up(station: Post) -> None:
    gone, here = await station.chat(7), await station.chat(8)
    await station.server.person(7).blocks()
    await station.write(gone, letter("一"), letter("二"))
    await station.write(here, letter("三"))
    async with station.delivering():
        await station.empty()
    assert len(station.server.called("sendMessage")) == 2
    async with station.database.reading() as connection:
        found = await connection.execute(select(records.chat.c.id).where(records.chat.c.unreachable_at.is_not(None)))
        assert found.scalars().all() == [gone]


@pytest.mark.parametrize("trouble", ["mute", "unpinned", None])
async def test_who_wrote_a_letter_learns_which_message_it_is_and_what_was_the_matter(
    station: Post, trouble: Trouble | None
) -> None:
    group = station.server.group(-1001)
    group.may_write, group.may_pin = trouble != "mute", trouble != "unpinned"
    chat = await station.chat(-1001)
    await station.write(chat, letter("看板").model_copy(update={"pin": "pin", "receipt": ("board-up", "7")}))
    async with station.delivering():
        await station.empty()
        async with station.database.reading() as connection:
            row = (await connection.execute(select(records.due.c.kind, records.due.c.sealed_payload))).one()
    message = None if trouble == "mute" else str(group[-1].message_id)

    told = Receipt.model_validate_json(station.cipher.open(row.sealed_payload))
    assert (row.kind, told) == ("board-up", Receipt(message=message, trouble=trouble))


async def test_a_refused_letter_is_dropped_and_the_next_one_goes_out(station: Post) -> None:
    chat = await station.chat(7)
    station.server.fail_next("sendMessage", 400, description="Bad Request: not enough rights to send text messages")
    await station.write(chat, letter("一"), letter("二"))
    async with station.delivering():
        await station.empty()
    assert [seen.text for seen in station.server.chat(7)] == ["二"]


async def test_a_letter_that_makes_its_courier_fail_is_dropped_in_the_end(station: Post) -> None:
    chat = await station.chat(7)
    broken = Card(blocks=(), document=Document(file=1, name="a", media_type="b"))
    await station.write(chat, Letter(card=broken, locale="zh_CN"), letter("后面的"))
    async with station.delivering():
        for times in range(1, MOST_FAULTS):
            await station.attempted(times)
            station.ahead += timedelta(minutes=10)
        await station.empty()
    assert [seen.text for seen in station.server.chat(7)] == ["后面的"]


async def test_a_burst_to_one_chat_is_paced_and_stays_in_order(station: Post) -> None:
    chat = await station.chat(7)
    station.pace = Pace(chat=20)
    await station.write(chat, *(letter(f"{number:03}") for number in range(70)))
    async with station.delivering():
        await station.empty()
    assert [seen.text for seen in station.server.chat(7)] == [f"{number:03}" for number in range(70)]
    times = [call.at for call in station.server.called("sendMessage")]
    assert times[60] - times[0] >= 2.9
    assert times[59] - times[0] < 2.9


async def test_a_channel_that_is_switched_off_keeps_its_letters(station: Post) -> None:
    web, chat = await station.chat(1, channel="web"), await station.chat(7)
    await station.write(web, letter("网页"))
    await station.write(chat, letter("一"))
    async with station.delivering():
        await station.server.chat(7).sees("一")
    assert await station.waiting() == 1


async def test_an_answer_that_was_lost_leads_to_a_double_rather_than_a_loss(station: Post) -> None:
    chat = await station.chat(7)
    station.server.fail_next("sendMessage", "lost")
    await station.write(chat, letter("一"))
    async with station.delivering():
        await station.attempted(1)
        station.ahead = timedelta(minutes=1)
        await station.empty()
    assert [seen.text for seen in station.server.chat(7)] == ["一", "一"]


async def test_stopping_lets_the_letter_under_way_finish_and_leaves_the_rest(station: Post) -> None:
    chat = await station.chat(7)
    station.pace = Pace(chat=1)
    await station.write(chat, *(letter(f"{number}") for number in range(10)))
    async with station.delivering():
        await station.server.chat(7).sees("2")
    sent = [seen.text for seen in station.server.chat(7)]
    assert len(sent) + await station.waiting() == 10
    station.pace = None
    async with station.delivering():
        await station.empty()
    assert [seen.text for seen in station.server.chat(7)] == [f"{number}" for number in range(10)]


class Flaky:
    """An outbox whose database goes away between the delivery and the note of it."""

    def __init__(self, outbox: Outbox, faults: int) -> None:
        self._outbox = outbox
        self.faults = faults
        self.waiting = outbox.waiting
        self.prove = outbox.prove
        self.claim = outbox.claim
        self.carried = outbox.carried
        self.later = outbox.later
        self.unreachable = outbox.unreachable
        self.refused = outbox.refused

    async def delivered(self, row: Waiting, message: str | None, trouble: Trouble | None = None) -> None:
        if self.faults:
            self.faults -= 1
            raise ConnectionError
        await self._outbox.delivered(row, message, trouble)


async def test_a_database_that_is_away_for_a_moment_makes_no_double(station: Post) -> None:
    chat = await station.chat(7)
    await station.write(chat, letter("一"))
    couriers = {"telegram": TelegramCourier(station.bot, draw, fetch)}

    async def no_sleep(_: float) -> None:
        await asyncio.sleep(0)

    delivery = Delivery(Flaky(station.outbox(), 2), couriers, {}, now=station.now, sleep=no_sleep, slow_poll=0.05)
    task = asyncio.create_task(delivery.run())
    await station.empty()
    delivery.stop()
    await task
    assert [seen.text for seen in station.server.chat(7)] == ["一"]


async def test_two_processes_on_one_database_deliver_each_letter_once_and_in_order(
    server: BotApiServer, bot: TelegramBot, postgresql_database: Database, cipher: KeyRingCipher
) -> None:
    station = Post(server, bot, postgresql_database, cipher)
    chats = {number: await station.chat(number) for number in range(1, 9)}
    for turn in range(5):
        for chat in chats.values():
            await station.write(chat, letter(f"{turn}"))
    async with station.delivering(), station.delivering():
        await station.empty()
    for number in chats:
        assert [seen.text for seen in server.chat(number)] == ["0", "1", "2", "3", "4"]
