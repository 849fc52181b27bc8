"""One installation with its people, and everything that is to happen to it."""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from random import Random
from typing import Final, Literal, Self

from sqlalchemy.engine import URL

from bot.house import reader, registry_of
from dialogs.engine.taking import APOLOGY
from dialogs.people.joining import JoiningArguments
from standard.library import library
from tests.end_to_end.chaos.clock import Clock
from tests.end_to_end.chaos.faults import ByChance
from tests.end_to_end.chaos.fleet import Fleet, Slot
from tests.end_to_end.chaos.kept import AFFAIRS, FIRST, NAME, count_waiting, waiting_letters, working
from tests.end_to_end.chaos.people import Walker
from tests.end_to_end.chaos.post import PostOffice
from tests.end_to_end.chaos.sheet import Setting
from tests.end_to_end.chaos.witness import Witness
from tests.end_to_end.process import free_port
from tests.telegram import BotApiServer
from tests.telegram.methods import methods

Kind = Literal["sqlite", "postgresql"]

FIRST_PERSON: Final = 7_000_100_001
SECRET: Final = "a-secret_of-the-chaos"
PROCESSES: Final[Mapping[Kind, int]] = {"sqlite": 1, "postgresql": 4}

UNHURRIED: Final = {"pace_chat": 5, "pace_group": 0, "pace_all": 0, "pace_incoming": 0}
"""Paces beyond what anybody here does: a chat's is kept, so that its bookkeeping is under test, too."""

LOOK: Final = 0.3
ANSWERED_WITHIN: Final = 10.0
"""Seconds within which each gets an answer, when nothing goes wrong any more."""


@dataclass(frozen=True)
class Plan:
    """What is to be done. ``pause`` is how long somebody thinks at most; times are seconds.

    A ``seed`` gives the same people with the same inclinations, and the same faults in store; which of them meet is up
    to the machine.
    """

    kind: Kind
    people: int
    seconds: float
    seed: int
    pause: float


class Scene:
    """The Bot API server, the post, the people and the processes; ``counts`` are what went wrong, by its name."""

    def __init__(self, plan: Plan, folder: Path, url: URL, key_file: Path) -> None:
        self.plan = plan
        self.counts: Counter[str] = Counter()
        self.chance = Random(plan.seed)  # noqa: S311 (no secret)
        self.clock = Clock(folder / "clock")
        self._url, self._key_file = url, key_file
        self.server = BotApiServer()
        self.faults = ByChance(chance=self.another(), counts=self.counts)
        self.post = PostOffice(self.another(), self.counts, lambda: self.fleet.ports)
        self.server.pending, self.server.faults = self.post, self.faults
        self.server._methods = methods(self.server)
        self.witness = Witness(self.server, _apologies())
        self.fleet = Fleet(folder, self.clock.path, ())
        self._registry = registry_of(library())
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self.server)
        self.fleet.slots = [self._slot() for _ in range(PROCESSES[self.plan.kind])]
        await self._stack.enter_async_context(self.fleet)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    def another(self) -> Random:
        """Give a chance of its own to whatever needs one: what one draws does not change what another does."""
        return Random(self.chance.random())  # noqa: S311 (no secret)

    def walkers(self, token: str) -> list[Walker]:
        """Give the people, a fifth of whom read English; all have the invitation."""
        people = [
            self.server.person(
                FIRST_PERSON + number,
                language_code="en" if number % 5 == 4 else "zh-hans",
                first_name=f"{number}号的手机",
            )
            for number in range(self.plan.people)
        ]
        return [Walker(person, self.witness, self.another(), token, self.plan.pause) for person in people]

    def setting(self, chat: int) -> Setting:
        """Say in what a chat talks."""
        english = self.server.person(chat).language_code == "en"
        joining = JoiningArguments(
            invitation=FIRST,
            organisation=NAME,
            role="member",
            known=False,
            languages=("zh_CN", "en") if english else (),
        )
        return Setting(self._registry, library(), AFFAIRS, FIRST, joining)

    async def calm_down(self) -> None:
        """Let all processes be killed at once, and then nothing go wrong any more; the clock is right again."""
        self.faults.calm()
        self.post.calm()
        self.clock.jump(0.0)
        for slot in self.fleet.slots:
            self.counts["SIGKILL"] += self.fleet.kill(slot)
        await self.fleet.all_serve()

    async def settle(self, seconds: float) -> float:
        """Wait until every update is acknowledged and every letter delivered; gives the seconds that it took."""
        began = time.monotonic()
        while not (self.post.quiet and await self._all_delivered()):
            assert time.monotonic() < began + seconds, await self._unsettled()
            await asyncio.sleep(LOOK)
        return time.monotonic() - began

    async def _all_delivered(self) -> bool:
        async with working(self._url, self._key_file) as work:
            return await count_waiting(work) == 0

    async def _unsettled(self) -> str:
        async with working(self._url, self._key_file) as work:
            letters = await waiting_letters(work)
        updates = f"{len(self.post.queue)} updates wait, {self.post.quiet=}, last error {self.post.last_error}"
        return "\n".join(
            [updates, f"letters at {work.now}:", *letters, str(self.fleet.logged), *self.fleet.lines[-30:]]
        )

    def _slot(self) -> Slot:
        port = free_port()
        settings: dict[str, object] = {
            "telegram_token": self.server.token,
            "telegram_api": self.server.url,
            "database": self._url.render_as_string(hide_password=False),
            "key_file": self._key_file,
            "listen": f"127.0.0.1:{port}",
            **UNHURRIED,
        }
        if self.plan.kind == "postgresql":
            settings |= {"webhook_url": f"http://127.0.0.1:{port}/telegram", "webhook_secret": SECRET}
        return Slot(port, settings)


async def stuck(walkers: list[Walker]) -> int:
    """Let each press once more; gives how many get no answer.

    A press that has done its work already, on a card that was left behind, is passed over in silence: who gets no
    answer says something else.
    """

    async def answered(walker: Walker) -> bool:
        for deed in (walker.once_more(), walker.command()):
            waiting = asyncio.create_task(walker.witness.waits(walker.person.id, ANSWERED_WITHIN))
            await asyncio.sleep(0)
            await walker.do(deed)
            if await waiting:
                return True
        return False

    return (await asyncio.gather(*map(answered, walkers))).count(False)


def _apologies() -> frozenset[str]:
    return frozenset(reader(locale, UTC).say(APOLOGY) for locale in ("zh_CN", "en"))
