"""Notes of what was delivered: kept as long as the database may come back, and ahead of what goes out next.

A letter whose delivery was not noted before its process is killed goes out a second time. So while notes cannot be
kept (the disk is full, another program holds the lock), nothing more goes out, and nothing goes out at a start before
something could be written: as few letters as possible stand between their delivery and the note of it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from bot.delivery.outbox import CLAIM
from dialogs.engine.faults import name_of

log = structlog.get_logger(__name__)

LATE: Final = 0.05
"""Seconds after which a note that is not kept yet holds back what goes out next; it takes some five milliseconds."""

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
        self._proven = False
        self._proving = asyncio.Lock()

    async def caught_up(self) -> None:
        """Wait until notes can be kept, and none is late."""
        while not self._proven or self._is_late():
            if self._proven:
                await self._sleep(LOOK)
                continue
            async with self._proving:
                self._proven = self._proven or await self._tried(self._prove, self._clock() + KEEPING)

    def _is_late(self) -> bool:
        return bool(self._begun) and self._clock() - next(iter(self._begun.values())) > LATE

    async def keep(self, keep: Callable[[], Awaitable[None]]) -> bool:
        """Keep a note; ``False`` where the database was away for too long: the claim's end brings the letter again."""
        mark, begun = object(), self._clock()
        self._begun[mark] = begun
        try:
            self._proven = await self._tried(keep, begun + KEEPING)
        finally:
            del self._begun[mark]
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
