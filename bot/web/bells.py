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
MOST_PAGES: Final = 20
"""How many pages of one address listen at once: more than anybody has open, and no more than a process can bear."""
_log = structlog.get_logger(__name__)


class Bell(asyncio.Event):
    """Wakes one page; ``taken_down`` says that it rings no more, and that the page is to be let go."""

    taken_down = False


class Bells:
    """One bell a listening page; ``ring`` wakes all pages of an address."""

    def __init__(self) -> None:
        self._bells: dict[str, list[Bell]] = {}
        self.closing = False

    @contextmanager
    def listen(self, address: str) -> Iterator[Bell]:
        """Hang up a bell for as long as the block runs; beyond twenty of one address the oldest is taken down."""
        bell = Bell()
        hung = self._bells.setdefault(address, [])
        hung.append(bell)
        for oldest in hung[:-MOST_PAGES]:
            oldest.taken_down = True
            oldest.set()
        try:
            yield bell
        finally:
            hung.remove(bell)
            if not hung:
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
