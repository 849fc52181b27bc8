"""Notes of what was delivered: kept as long as the database may come back, and ahead of what goes out next.

A letter whose delivery was not noted before its process is killed goes out a second time. So as few letters as possible
stand between their delivery and the note of it. While notes cannot be kept (the disk is full, another program holds the
lock), nothing more goes out. At a start something must be written first, then one letter is under way at a time, and
one more for every few notes that are kept; after one that the database was away for, half as many (as TCP does, RFC
5681, 3.1).
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Final

import structlog

from bot.delivery.outbox import CLAIM
from dialogs.engine.faults import name_of

log = structlog.get_logger(__name__)

LATE: Final = 0.05
"""Seconds after which a note that is not kept yet holds back what goes out next; it takes some five milliseconds."""

SLOW: Final = 1.0
"""Seconds after which a letter that is still under way holds nobody back: its chat may be out of reach."""

MOST: Final = 100.0
"""Letters under way at once, however quickly notes are kept."""

GAIN: Final = 1 / 8
"""Letters more that may be under way at once for a note that was kept."""

AWAY: Final = 0.5
"""Seconds that a note takes when the database is away; a busy processor makes it late, but not as late as that."""

LOOK: Final = 0.01
FIRST_PAUSE: Final = 0.1
LONGEST_PAUSE: Final = 2.0
"""Seconds between attempts to keep a note."""

KEEPING: Final = CLAIM.total_seconds() - 15.0
"""Seconds for which a note is tried: not beyond the letter's claim, by which others wait for it."""


class Noting:
    """Keeps notes. ``prove`` writes something or raises; ``clock`` is monotonic, in seconds, ``sleep`` sleeps by it."""

    def __init__(
        self,
        prove: Callable[[], Awaitable[None]],
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._prove = prove
        self._clock = clock
        self._sleep = sleep
        self._begun: dict[object, float] = {}
        self._out: dict[object, float] = {}
        self._window = 1.0
        self._proven = False
        self._door = asyncio.Lock()

    @contextmanager
    def ahead(self) -> Iterator[None]:
        """Let a letter go out, and its note be kept within; at once after :meth:`caught_up`, before others may."""
        mark = object()
        self._out[mark] = self._clock()
        try:
            yield
        finally:
            del self._out[mark]

    async def caught_up(self) -> None:
        """Wait until notes can be kept, none is late, and few enough are still to come: who comes first goes first."""
        async with self._door:
            while not self._proven or self._is_late() or self._is_full():
                if self._proven:
                    await self._sleep(LOOK)
                else:
                    self._proven = await self._tried(self._prove, self._clock() + KEEPING)

    def _is_late(self) -> bool:
        return bool(self._begun) and self._clock() - next(iter(self._begun.values())) > LATE

    def _is_full(self) -> bool:
        if len(self._out) + 1 <= self._window:
            return False
        now = self._clock()
        return sum(now - begun < SLOW for begun in self._out.values()) + 1 > self._window

    async def keep(self, keep: Callable[[], Awaitable[None]]) -> bool:
        """Keep a note; ``False`` where the database was away for too long: the claim's end brings the letter again."""
        mark, begun = object(), self._clock()
        self._begun[mark] = begun
        try:
            self._proven = await self._tried(keep, begun + KEEPING)
        finally:
            del self._begun[mark]
        there = self._proven and self._clock() - begun < AWAY
        self._window = min(MOST, self._window + GAIN) if there else max(1.0, self._window / 2)
        return self._proven

    async def _tried(self, keep: Callable[[], Awaitable[None]], end: float) -> bool:
        pause = FIRST_PAUSE
        while True:
            try:
                await keep()
            except Exception as fault:  # noqa: BLE001 (the database may be away)
                log.error("outbox out of reach", cause=name_of(fault))  # noqa: TRY400 (a database's error quotes)
            else:
                return True
            if self._clock() + pause > end:
                return False
            await self._sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
