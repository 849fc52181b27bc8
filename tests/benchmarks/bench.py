"""One measurement: a bot of one or several processes, a crowd in front of it, and what came out."""

import asyncio
import gc
import math
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Final

from tests.benchmarks.bot_api import BotApi
from tests.benchmarks.crowd import SECRET, TOKEN, Crowd, Listener, bot_api
from tests.benchmarks.processes import Serving, cores, free_port
from tests.benchmarks.talkers import Talker
from tests.end_to_end.process import environment

SLOTS: Final = 40
BREATH: Final = 0.5
"""Seconds between a bot's first listening and the first update."""


@dataclass(frozen=True)
class Figures:
    """What a crowd saw: turns a second, seconds from update to reply, processor seconds a turn, resident memory."""

    turns: int
    rate: float
    p50: float
    p99: float
    cpu: float
    megabytes: float


class Bench:
    """The stand-in, a folder, and which cores are whose."""

    def __init__(self, folder: Path, api: str, stand_in: BotApi, crowds: list[Listener]) -> None:
        self.folder = folder
        self.api = api
        self.stand_in = stand_in
        self._crowds = crowds
        self._bots, self._loads = cores()

    @classmethod
    @asynccontextmanager
    async def opened(cls) -> AsyncIterator["Bench"]:
        """Serve the stand-in, and keep this process and all that it begins to the load's cores."""
        crowds: list[Listener] = []
        server, api, stand_in = await bot_api(crowds)
        with tempfile.TemporaryDirectory(prefix="consultbot-turns-") as folder:
            bench = cls(Path(folder), api, stand_in, crowds)
            if bench._loads:
                os.sched_setaffinity(0, bench._loads)
            yield bench
        server.close()

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        """Let somebody see all that chats are shown meanwhile."""
        self._crowds.append(listener)
        yield
        self._crowds.remove(listener)

    @contextmanager
    def echo(self, python: Path, script: Path, *more: str) -> Iterator[list[Serving]]:
        """Run a rival."""
        port = free_port()
        command = [str(python), str(script), TOKEN, self.api, str(port), SECRET, *more]
        with self._running([Serving(command, environment(self.folder, "C.UTF-8", {}), self.folder, port)]) as serving:
            yield serving

    @contextmanager
    def consultbot(self, database: str, key_file: Path, processes: int = 1) -> Iterator[list[Serving]]:
        """Run ours, in one or more processes on one database."""
        begun = []
        for _ in range(processes):
            port = free_port()
            settings = {
                "telegram_token": TOKEN,
                "telegram_api": self.api,
                "database": database,
                "key_file": key_file,
                "listen": f"127.0.0.1:{port}",
                "webhook_url": f"http://127.0.0.1:{port}/telegram",
                "webhook_secret": SECRET,
                **{f"pace_{whose}": 0 for whose in ("chat", "group", "all", "incoming")},
            }
            told = environment(self.folder, "C.UTF-8", settings)
            begun.append(Serving([sys.executable, "-m", "bot", "run"], told, self.folder, port))
        with self._running(begun) as serving:
            yield serving

    @contextmanager
    def _running(self, begun: list[Serving]) -> Iterator[list[Serving]]:
        order = sorted(self._bots)
        for number, one in enumerate(begun):
            if order:
                one.pin({order[number % len(order)]})
        try:
            yield begun
        finally:
            for one in begun:
                one.stop()

    async def measure(
        self, serving: Sequence[Serving], talkers: Iterable[Talker], *, warm: float, seconds: float, slots: int = SLOTS
    ) -> Figures:
        """Let the crowd talk: ``warm`` seconds for nothing, then ``seconds`` (or until all is said) that count."""
        await self._ready(serving)
        crowd = Crowd(tuple(one.port for one in serving), iter(talkers), slots)
        self._crowds.append(crowd)
        gc.collect()
        gc.disable()  # its pauses would be taken for the bot's
        try:
            await crowd.begin()
            await crowd.listen(warm)
            figures = await self._counted(crowd, serving, seconds)
            await crowd.end()
        finally:
            gc.enable()
            self._crowds.remove(crowd)
        return figures

    async def _ready(self, serving: Sequence[Serving]) -> None:
        for one in serving:
            await asyncio.to_thread(one.wait)
        await asyncio.sleep(BREATH)

    async def _counted(self, crowd: Crowd, serving: Sequence[Serving], seconds: float) -> Figures:
        loop = asyncio.get_running_loop()
        crowd.latencies.clear()
        began, cpu = loop.time(), sum(one.cpu for one in serving)
        await crowd.listen(seconds)
        spent, cpu = loop.time() - began, sum(one.cpu for one in serving) - cpu
        latencies = list(crowd.latencies)
        cuts = quantiles(latencies, n=100) if len(latencies) > 1 else [math.nan] * 99
        return Figures(
            turns=len(latencies),
            rate=len(latencies) / spent,
            p50=cuts[49],
            p99=cuts[98],
            cpu=cpu / max(1, len(latencies)),
            megabytes=sum(one.megabytes for one in serving),
        )
