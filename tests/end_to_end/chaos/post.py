"""The way of updates to the bot: by poll or by webhook, doubled, overtaken by later ones, again until acknowledged.

Acknowledged is an update when the webhook has answered it with 200, or when a poll's offset has moved past it. The
updates of one chat go one after the other, as Telegram sends them, those of different chats at once. Before the
processes stands what would be a load balancer: every update goes to one that serves, whichever.
"""

import asyncio
import itertools
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import aiohttp

from tests.telegram.facts import GetUpdates
from tests.telegram.pending import JSON, Pending, Waiting

HELD: Final = 0.1
"""Seconds that an update waits to be overtaken by the next of its chat."""

AGAIN: Final = 0.2
PATIENCE: Final = aiohttp.ClientTimeout(total=15)
LATEST: Final = 3.0
"""Seconds after which an update that was acknowledged may still come once more."""


@dataclass
class Rates:
    """How often what happens: ``doubled`` at once, at two processes where there are two, or ``late``; ``overtaken``."""

    doubled: float = 0.04
    late: float = 0.04
    overtaken: float = 0.25


class PostOffice(Pending):
    """The queue of the Bot API server, and what may happen to an update; ``taken`` are those acknowledged, in order."""

    def __init__(self, chance: Random, counts: Counter[str], ports: Callable[[], Sequence[int]]) -> None:
        super().__init__(retry_seconds=AGAIN)
        self.rates = Rates()
        self.taken: list[Waiting] = []
        self._acknowledged: set[int] = set()
        self._chance = chance
        self._counts = counts
        self._ports = ports
        self._held: dict[int, Waiting] = {}
        self._numbers = itertools.count(chance.randrange(1 << 30))
        self._errands: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    @property
    def quiet(self) -> bool:
        """Whether nothing is on its way."""
        return not (self.queue or self.again or self._held or self._errands)

    def calm(self) -> None:
        """Let nothing happen to updates any more."""
        self.rates = Rates(0, 0, 0)

    async def push(self, update: Waiting) -> None:
        """Queue a new update, before one of its chat that was held back; or hold it back itself."""
        held = self._held.pop(update.chat_id, None)
        if held is not None:
            self._counts["updates out of order"] += 1
            await self._enter(update)
            await self._enter(held)
        elif self._chance.random() < self.rates.overtaken:
            self._held[update.chat_id] = update
            self._later(HELD, lambda: self._let_go(update))
        else:
            await self._enter(update)

    async def _enter(self, update: Waiting) -> None:
        # A poll's offset goes by the numbers, so there they are those of the order in which updates come.
        number = next(self._numbers)
        await super().push(Waiting(number, update.chat_id, {**update.body, "update_id": number}))

    async def _let_go(self, update: Waiting) -> None:
        if self._held.get(update.chat_id) is update:
            await self._enter(self._held.pop(update.chat_id))

    def _later(self, seconds: float, errand: Callable[[], Awaitable[None]]) -> None:
        async def run() -> None:
            await asyncio.sleep(seconds)
            await errand()

        task = asyncio.create_task(run())
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    def _acknowledge(self, update: Waiting) -> None:
        if update.update_id in self._acknowledged:
            return
        self._acknowledged.add(update.update_id)
        self.taken.append(update)
        if self._chance.random() < self.rates.late:
            self._counts["updates doubled"] += 1
            self._later(self._chance.uniform(0, LATEST), lambda: self.redeliver(update.update_id))

    async def get_updates(self, asked: GetUpdates) -> list[JSON]:
        """Answer getUpdates."""
        if asked.offset > 0:
            for update in self.queue:
                if update.update_id < asked.offset:
                    self._acknowledge(update)
        return await super().get_updates(asked)

    async def _post_chat(self, chat_id: int) -> None:
        while self.webhook is not None:
            update = next((each for each in self.queue if each.chat_id == chat_id), None)
            if update is None:
                return
            if await self._carried(update):
                self.queue.remove(update)
                self._acknowledge(update)
            else:
                await asyncio.sleep(self.retry_seconds)

    async def _carried(self, update: Waiting) -> bool:
        ports = self._ports()
        if not ports:
            return False
        aims = [self._chance.choice(ports)]
        if self._chance.random() < self.rates.doubled:
            self._counts["updates doubled"] += 1
            aims.append(self._chance.choice([port for port in ports if port != aims[0]] or ports))
        return any(await asyncio.gather(*(self._handed(port, update) for port in aims)))

    async def _handed(self, port: int, update: Waiting) -> bool:
        assert self.webhook is not None
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=PATIENCE)
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.secret_token}
        self.attempts += 1
        try:
            url = f"http://127.0.0.1:{port}/telegram"
            async with self._session.post(url, json=update.body, headers=headers) as response:
                self._counts[f"webhook {response.status}"] += 1
                return response.status == 200
        except (aiohttp.ClientError, OSError) as fault:  # a TimeoutError is an OSError
            self.last_error = type(fault).__name__
            return False

    async def close(self) -> None:
        """End every poster."""
        for task in self._errands:
            task.cancel()
        await super().close()
        if self._session is not None:
            await self._session.close()
