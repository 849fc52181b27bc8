"""What both ways in share: one update is read, taken in its chat's order, and only then acknowledged."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Protocol
from uuid import uuid4

import structlog
from telegram import Bot, Update

from bot.telegram.answering import Answering
from bot.telegram.contents import Ignored
from bot.telegram.pressing import Press, is_in_group, query_of
from bot.telegram.updates import Membership, Moved, Read, UpdateReader
from dialogs.engine.errors import DatabaseUnavailable
from dialogs.engine.events import Incoming
from dialogs.engine.faults import name_of
from dialogs.engine.notices import Answer

log = structlog.get_logger(__name__)


class Taker(Protocol):
    """Takes updates: :class:`dialogs.engine.taking.Turns`."""

    async def take(self, incoming: Incoming) -> Answer | None:
        """Return after the commit; raise only when nothing was committed."""


Note = Callable[[Membership | Moved], Awaitable[None]]
"""Notes that the bot was blocked, removed or let in again, or a group moved; raises when that could not be kept."""


async def _unnoted(_: Membership | Moved) -> None:
    """Leave it at the log: the next delivery finds out."""


def tell_not_committed(fault: Exception) -> None:
    """Say in the log that an update will come again; of a database that is away, the engine has said so once."""
    if not isinstance(fault, DatabaseUnavailable):
        log.warning("update not committed", cause=name_of(fault))


class Intake:
    """Takes a bot's updates. ``ignored`` counts those that call for nothing, by reason."""

    def __init__(
        self, bot: Bot, reader: UpdateReader, taker: Taker, answering: Answering, note: Note = _unnoted
    ) -> None:
        self._bot = bot
        self._reader = reader
        self._taker = taker
        self._answering = answering
        self._note = note
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}
        self.ignored: Counter[str] = Counter()

    def read(self, body: Mapping[str, object]) -> Read:
        """Read an update's JSON. What cannot be read counts as ignored: it would come again for ever."""
        try:
            if "callback_query" in body:
                return self._reader.read_press(Press.model_validate(body))
            return self._reader.read(Update.de_json(dict(body), self._bot))
        except Exception as fault:  # noqa: BLE001 (reading changes nothing; a date may even be an OSError)
            said = {"cause": type(fault).__name__, "update": body.get("update_id"), "correlation": uuid4().hex[:12]}
            log.error("update not understood", **said)  # noqa: TRY400 (it may quote a person)
            return Ignored("kind")

    def answer_at_once(self, body: Mapping[str, object]) -> None:
        """Begin to answer a press that waits for no word of its turn; returns at once."""
        if not is_in_group(body):
            self.answer(body)

    def answer(self, body: Mapping[str, object], said: Answer | None = None) -> None:
        """Begin to answer an update that is a press; returns at once."""
        query = query_of(body)
        if query is not None:
            self._answering.answer(query, said)

    async def take(self, read: Read) -> Answer | None:
        """Do what an update asks for; returns after the commit, raises when nothing was committed.

        Gives what is said over a button that was pressed in a group.
        Updates of one chat are taken in the order in which this is called, those of different chats at once.
        """
        match read:
            case Ignored(reason=reason):
                self.ignored[reason] += 1
                log.debug("update ignored", reason=reason)
            case Membership():
                log.info("membership", reachable=read.reachable, private=read.private)
                async with self._in_order(read.address):
                    await self._note(read)
            case Moved():
                log.info("group became a supergroup")
                async with self._in_order(read.address):
                    await self._note(read)
            case Incoming():
                async with self._in_order(read.address):
                    return await self._taker.take(read)
        return None

    @asynccontextmanager
    async def _in_order(self, chat: str) -> AsyncIterator[None]:
        lock, users = self._locks.get(chat, (asyncio.Lock(), 0))
        self._locks[chat] = (lock, users + 1)
        try:
            async with lock:
                yield
        finally:
            lock, users = self._locks.pop(chat)
            if users > 1:
                self._locks[chat] = (lock, users - 1)
