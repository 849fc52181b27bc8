"""The processes under test: begun, killed, and begun again by whoever keeps them, as a service manager would."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from tests.end_to_end.process import LINE, environment

ROOT: Final = Path(__file__).parents[3]
LOOK: Final = 0.02
PAUSE: Final = 0.1
"""Seconds between two looks at who is still there, and before one that ended is begun again."""

STARTING: Final = 40.0
STOPPING: Final = 20.0


@dataclass
class Slot:
    """The place of one process: its settings, and who is there now; ``port`` is where it listens."""

    port: int
    settings: Mapping[str, object]
    process: int = 0
    serving: bool = False


@dataclass
class Fleet:
    """``async with Fleet(folder, clock, slots) as fleet``: every slot has its process until the end.

    ``logged`` counts what was logged, by event and outcome; ``lines`` are all the lines.
    """

    folder: Path
    clock: Path
    slots: Sequence[Slot]
    logged: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    keeping: bool = True

    async def __aenter__(self) -> Self:
        self._nursery = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.end_to_end.chaos.nursery"),
            cwd=ROOT,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            limit=LINE,
        )
        self._ordering = asyncio.Lock()
        self._reading = asyncio.create_task(self._read(self._nursery))
        self._keeper = asyncio.create_task(self._keep())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._keeper.cancel()
        for slot in self.slots:
            self.kill(slot)
        assert self._nursery.stdin is not None
        self._nursery.stdin.close()
        await self._nursery.wait()
        await asyncio.gather(self._keeper, self._reading, return_exceptions=True)

    @property
    def ports(self) -> list[int]:
        """Where the processes listen that serve: what a load balancer knows by asking after their health."""
        return [slot.port for slot in self.slots if slot.serving]

    async def all_serve(self) -> None:
        """Wait until every process serves."""
        async with asyncio.timeout(STARTING):
            while len(self.ports) < len(self.slots):
                assert not self._keeper.done(), self._keeper.result()
                await asyncio.sleep(LOOK)

    def kill(self, slot: Slot) -> bool:
        """Kill a process (SIGKILL); tell whether there was one."""
        slot.serving = False
        if slot.process == 0:
            return False
        with suppress(ProcessLookupError):
            os.kill(slot.process, signal.SIGKILL)
            return True
        return False

    async def stop(self) -> None:
        """Tell all to stop (SIGTERM), begin none again, and wait until they have; raises ``TimeoutError``."""
        self.keeping = False
        for slot in self.slots:
            with suppress(ProcessLookupError):
                os.kill(slot.process, signal.SIGTERM)
        async with asyncio.timeout(STOPPING):
            while any(_lives(slot.process) for slot in self.slots):  # noqa: ASYNC110 (nothing announces it)
                await asyncio.sleep(LOOK)

    async def _keep(self) -> None:
        while self.keeping:
            for slot in self.slots:
                if not _lives(slot.process):
                    slot.serving = False
                    await self._begin(slot)
            await asyncio.sleep(PAUSE)

    async def _begin(self, slot: Slot) -> None:
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        order = {
            "folder": str(self.folder),
            "clock": str(self.clock),
            "environment": environment(self.folder, "zh_CN.UTF-8", slot.settings),
        }
        async with self._ordering:
            self._nursery.stdin.write(json.dumps(order).encode() + b"\n")
            slot.process = int(await self._nursery.stdout.readline())
        self.logged["starts"] += 1

    async def _read(self, nursery: Process) -> None:
        assert nursery.stderr is not None
        async for raw in nursery.stderr:
            line = raw.decode(errors="backslashreplace").rstrip("\n")
            self.lines.append(line)
            with suppress(ValueError):  # a line that was being written when its process was killed
                event = json.loads(line)
                if isinstance(event, dict):
                    self._note(event)

    def _note(self, event: Mapping[str, object]) -> None:
        name = str(event.get("event"))
        self.logged[f"{name} {event['outcome']}" if "outcome" in event else name] += 1
        if name == "serving":
            for slot in self.slots:
                slot.serving = slot.serving or slot.port == event.get("port")


def _lives(process: int) -> bool:
    if process == 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
