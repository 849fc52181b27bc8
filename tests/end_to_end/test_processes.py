"""Two processes on one PostgreSQL: one polls and the other takes over; both deliver, in order and at one pace."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.engine import URL

from dialogs.engine import posting, records
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.letters import Letter
from tests.end_to_end.installation import FAST, Installation, installation
from tests.end_to_end.process import Consultbot, free_port
from tests.postgresql import PostgreSQL
from tests.telegram import BotApiServer, Person
from tests.telegram.server import Call

TAKEN_OVER = 10.0
"""Seconds within which another process polls; it takes two where nothing else runs."""


@pytest_asyncio.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running


@pytest_asyncio.fixture
async def database(postgresql_server: PostgreSQL) -> AsyncIterator[URL]:
    name = postgresql_server.create()
    yield postgresql_server.url(name)
    postgresql_server.drop(name)


@asynccontextmanager
async def two(
    server: BotApiServer, directory: Path, database: URL, *, pace_all: int = 0, pace_chat: int = 0
) -> AsyncIterator[tuple[Installation, Consultbot]]:
    """Run an installation and a second process of it, which shares its directory and so its key."""
    async with installation(server, directory, database=database, pace_all=pace_all, pace_chat=pace_chat) as there:
        given = {
            "telegram_token": server.token,
            "telegram_api": server.url,
            "database": database.render_as_string(hide_password=False),
            "listen": f"127.0.0.1:{free_port()}",
            **FAST,
            "pace_all": pace_all,
            "pace_chat": pace_chat,
        }
        async with there.bot, Consultbot(directory, "run", settings=given) as second:
            yield there, second


def leads(bot: Consultbot) -> bool:
    told = bot.logged("leading")
    return bool(told) and told[-1]["leads"] is True


async def until(condition: Callable[[], bool], seconds: float = TAKEN_OVER) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        await asyncio.sleep(0.02)


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(begin <= each < begin + seconds for each in times) for begin in times)


async def test_when_the_polling_process_is_killed_another_takes_over_and_nothing_is_lost(
    server: BotApiServer, tmp_path: Path, database: URL
) -> None:
    person = server.person(7_000_001_101)
    async with two(server, tmp_path, database) as (there, second):
        await until(lambda: leads(there.bot))
        assert not leads(second)
        await person.says("/help")
        await there.settle()
        answered = len(person.chat)

        await there.bot.kill()
        killed = time.monotonic()
        await person.says("/privacy")
        await until(lambda: leads(second))
        await person.chat.sees(lambda message: message.by_bot and message.message_id > answered + 1, timeout=TAKEN_OVER)
        assert time.monotonic() - killed < TAKEN_OVER
        await there.bot.restart()
        await person.says("/help")
        await there.settle()
        assert leads(second)
        assert len(there.bot.logged("leading")) == 1


async def test_a_process_that_is_stopped_hands_over_at_once(
    server: BotApiServer, tmp_path: Path, database: URL
) -> None:
    async with two(server, tmp_path, database) as (there, second):
        await until(lambda: leads(there.bot))
        assert await there.bot.terminate() == 0
        await until(lambda: leads(second), TAKEN_OVER / 2)
        await there.bot.restart()


PACE_ALL, PACE_CHAT, CHATS, EACH = 16, 1, 40, 4


async def write(there: Installation, chats: list[int]) -> None:
    """Post letters to every chat, one after the other, as a reminder to many would."""
    async with there._working() as work:
        letters = [
            (chat, Letter(card=Card(blocks=(Paragraph(text=f"{chat}:{number}"),)), locale="en", batch="notice"))
            for number in range(EACH)
            for chat in chats
        ]
        await posting.post(work.transaction, work.cipher, work.now, letters)


async def meet(server: BotApiServer, there: Installation) -> list[int]:
    people: list[Person] = [server.person(7_000_001_200 + number) for number in range(CHATS)]
    for person in people:
        await person.says("/help")
    await there.settle()
    async with there.database.reading() as connection:
        return list(await connection.scalars(select(records.chat.c.id)))


def sent(server: BotApiServer) -> dict[str, list[Call]]:
    """Give the letters that were sent, by their chat."""
    calls = defaultdict(list)
    for call in server.called("sendMessage"):
        chat, sign, _number = str(call.values["text"]).partition(":")
        if sign and chat.isdecimal():
            calls[chat].append(call)
    return calls


async def test_two_processes_keep_the_order_of_each_chat_and_one_pace_between_them(
    server: BotApiServer, tmp_path: Path, database: URL
) -> None:
    async with two(server, tmp_path, database, pace_all=PACE_ALL, pace_chat=PACE_CHAT) as (there, second):
        await until(lambda: all(bot.logged("processes") for bot in (there.bot, second)))
        chats = await meet(server, there)
        await asyncio.sleep(3)  # what /help sent has left the chats' pace
        await write(there, chats)
        await there.wait_for(there._all_delivered, "letters were not delivered")

    by_chat = sent(server)
    assert len(by_chat) == CHATS
    for chat, calls in by_chat.items():
        assert [call.values["text"] for call in calls] == [f"{chat}:{number}" for number in range(EACH)]
        assert most_within([call.at for call in calls], 2.9) <= 3
    times = sorted(call.at for calls in by_chat.values() for call in calls)
    # A call may be a moment on its way, so a second at the server may hold some of the next one's.
    assert most_within(times, 0.8) <= PACE_ALL
    alone = CHATS * EACH / (PACE_ALL / 2)
    assert times[-1] - times[0] < 0.8 * alone, "only one of them delivered"


async def test_what_a_killed_process_was_delivering_is_delivered_by_the_other(
    server: BotApiServer, tmp_path: Path, database: URL
) -> None:
    async with two(server, tmp_path, database, pace_all=PACE_ALL) as (there, second):
        await until(lambda: all(bot.logged("processes") for bot in (there.bot, second)))
        chats = await meet(server, there)
        await write(there, chats)
        await until(lambda: len(sent(server)) >= CHATS // 2)
        await second.kill()
        await there.wait_for(there._all_delivered, "letters were not delivered")
        await second.restart()

    doubled = 0
    for chat, calls in sent(server).items():
        texts = list(dict.fromkeys(call.values["text"] for call in calls))
        assert texts == [f"{chat}:{number}" for number in range(EACH)]
        doubled += len(calls) - len(texts)
    assert doubled <= CHATS  # at most the letter that was under way in each chat
