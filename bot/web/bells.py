"""Waking the pages that listen: at once in this process, and by asking the table for other processes' writes."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.database.access import Database
from bot.web import sessions

POLL_SECONDS: Final = 1.0
_log = structlog.get_logger(__name__)


class Bells:
    """One bell a listening page; ``ring`` wakes all pages of an address."""

    def __init__(self) -> None:
        self._bells: dict[str, set[asyncio.Event]] = {}
        self.closing = False

    @contextmanager
    def listen(self, address: str) -> Iterator[asyncio.Event]:
        """Hang up a bell for as long as the block runs."""
        bell = asyncio.Event()
        self._bells.setdefault(address, set()).add(bell)
        try:
            yield bell
        finally:
            self._bells[address].discard(bell)
            if not self._bells[address]:
                del self._bells[address]

    def ring(self, address: str) -> None:
        """Wake the pages of one address."""
        for bell in self._bells.get(address, ()):
            bell.set()

    def close(self) -> None:
        """Wake everybody for the last time: the server stops."""
        self.closing = True
        for address in self._bells:
            self.ring(address)

    @property
    def pages(self) -> int:
        """How many pages listen."""
        return sum(map(len, self._bells.values()))

    def addresses(self) -> tuple[str, ...]:
        """Give the addresses at which somebody listens."""
        return tuple(self._bells)


async def watch(bells: Bells, database: Database, clock: Callable[[], datetime]) -> None:
    """Ring for what other processes wrote or ended; one query a second for all listeners, until cancelled."""
    known: dict[str, int] = {}
    while True:
        await asyncio.sleep(POLL_SECONDS)
        listening = bells.addresses()
        if not listening:
            known = {}
            continue
        try:
            async with database.reading() as connection:
                current = await sessions.editions(connection, listening, clock())
        except SQLAlchemyError as fault:
            _log.warning("web_watch_failed", cause=type(fault).__name__)
            continue
        for address in listening:
            if address not in current or current[address] != known.get(address):
                bells.ring(address)
        known = current
