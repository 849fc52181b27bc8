"""Somebody who takes the updates of a bot, as a database would."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.telegram.answering import Answering
from bot.telegram.bot import TelegramBot
from bot.telegram.intake import Intake
from bot.telegram.updates import UpdateReader
from dialogs.engine.errors import DatabaseUnavailable
from dialogs.engine.events import Command, Incoming, Pressed, Typed
from tests.telegram import BotApiServer


class Ledger:
    """Takes updates as a database would: it commits one, or is out of reach."""

    def __init__(self) -> None:
        self.taken: list[Incoming] = []
        self.out_of_reach = 0
        self.gate: dict[str, asyncio.Event] = {}
        self.under_way: list[str] = []
        self.changed = asyncio.Condition()

    async def take(self, incoming: Incoming) -> None:
        words = said(incoming)
        self.under_way.append(words)
        if incoming.address in self.gate:
            await self.gate[incoming.address].wait()
        else:
            await asyncio.sleep(0)
        if self.out_of_reach > 0:
            self.out_of_reach -= 1
            raise DatabaseUnavailable
        async with self.changed:
            self.taken.append(incoming)
            self.changed.notify_all()

    @property
    def words(self) -> list[str]:
        return [said(incoming) for incoming in self.taken]

    async def has(self, count: int) -> None:
        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(lambda: len(self.taken) >= count)


def said(incoming: Incoming) -> str:
    match incoming.content:
        case Typed(text=text):
            return text
        case Pressed(data=data):
            return data
        case Command(name=name, argument=argument):
            return f"/{name} {argument}".strip()
        case other:
            return other.kind


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest_asyncio.fixture
async def intake(server: BotApiServer, bot: TelegramBot, ledger: Ledger) -> AsyncIterator[Intake]:
    answering = Answering(bot)
    yield Intake(bot, UpdateReader(str(bot.id), server.username), ledger, answering)
    await answering.close()
