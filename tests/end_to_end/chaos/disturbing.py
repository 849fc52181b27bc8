"""What goes wrong around the processes, each in its own rhythm: kills, a jumping clock, the database's troubles."""

import asyncio
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from tests.end_to_end.chaos.clock import Clock
from tests.end_to_end.chaos.disk import Disk
from tests.end_to_end.chaos.fleet import Fleet
from tests.postgresql import PostgreSQL

KILLS: Final = 1.0
JUMPS: Final = 1.5
LOCKS: Final = 5.0
FILLS: Final = 7.0
RESTARTS: Final = 8.0
"""Seconds from one to the next."""

TROUBLE: Final = (0.5, 1.5)
"""Seconds for which the disk is full, or the database locked."""

FURTHEST: Final = 3600.0
"""Seconds that the clock is off at most, either way."""


@dataclass(frozen=True)
class Disturber:
    """Disturbs a fleet; every disturbance is counted by its name."""

    fleet: Fleet
    clock: Clock
    chance: Random
    counts: Counter[str]

    async def kills(self) -> None:
        """Kill one process every second, whoever serves in turn."""
        place = 0
        while True:
            await asyncio.sleep(KILLS)
            slots = self.fleet.slots
            serving = [slots[(place + step) % len(slots)] for step in range(len(slots))]
            victim = next((slot for slot in serving if slot.serving), None)
            if victim is not None and self.fleet.kill(victim):
                place = slots.index(victim) + 1
                self.counts["SIGKILL"] += 1

    async def jumps(self) -> None:
        """Set the clock wrong, far or near, forth and back."""
        while True:
            await asyncio.sleep(JUMPS)
            self.clock.jump(self.chance.choice((-1, 1)) * FURTHEST ** self.chance.random())
            self.counts["clock jump"] += 1

    async def locks(self, database: Path) -> None:
        """Let another program write to the SQLite database for a while."""
        while True:
            await asyncio.sleep(LOCKS)
            await asyncio.to_thread(self._lock, database, self.chance.uniform(*TROUBLE))

    async def fills(self, disk: Disk) -> None:
        """Fill the disk, and free it a while later."""
        while True:
            await asyncio.sleep(FILLS)
            disk.fill([slot.process for slot in self.fleet.slots])
            self.counts[disk.filled] += 1
            try:
                await asyncio.sleep(self.chance.uniform(*TROUBLE))
            finally:
                disk.free([slot.process for slot in self.fleet.slots])

    async def restarts(self, server: PostgreSQL) -> None:
        """Restart PostgreSQL, once in order and once as if it had crashed."""
        while True:
            for mode in ("fast", "immediate"):
                await asyncio.sleep(RESTARTS)
                restarting = asyncio.create_task(asyncio.to_thread(server.restart, mode))
                try:
                    await asyncio.shield(restarting)
                finally:
                    await restarting  # told to end, it is to leave a server that runs
                self.counts["PostgreSQL restarted"] += 1

    def _lock(self, database: Path, seconds: float) -> None:
        with closing(sqlite3.connect(database, timeout=10, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                return  # the disk is full just now
            self.counts["database locked"] += 1
            time.sleep(seconds)
            connection.execute("ROLLBACK")
