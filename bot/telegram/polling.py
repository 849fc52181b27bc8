"""Long polling (Bot API, getUpdates): the next batch is asked for when this one is committed."""

import asyncio
import random
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import Final, TypeVar

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.bot import TelegramBot
from bot.telegram.failures import retry_seconds
from bot.telegram.intake import Intake, tell_not_committed
from bot.telegram.pressing import is_in_group
from bot.telegram.updates import ALLOWED, Membership, Moved, Read
from dialogs.engine.events import Incoming

log = structlog.get_logger(__name__)

LONG_POLL: Final = 50
"""Seconds; the server's own limit."""

FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
CONFLICT_PAUSE: Final = 10.0

Body = Mapping[str, object]
T = TypeVar("T")


class Poller:
    """Polls for one bot until it is stopped."""

    def __init__(
        self, bot: TelegramBot, intake: Intake, long_poll: int = LONG_POLL, first_pause: float = FIRST_PAUSE
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._long_poll = long_poll
        self._first_pause = first_pause
        self._stopping = asyncio.Event()
        self._offset: int | None = None
        self._webhook_gone = False
        self.failures = 0
        """Polls that have failed in a row: not 0 means that Telegram is out of reach."""

    def stop(self) -> None:
        """End after the turns under way; what they do not commit comes again at the next start."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until :meth:`stop`; takes the webhook away first, since Telegram allows one or the other."""
        while not self._stopping.is_set():
            try:
                if not self._webhook_gone:
                    self._webhook_gone = await self._unless_stopped(self._bot.delete_webhook()) is not None
                batch = await self._unless_stopped(self._bot.get_raw_updates(self._offset, self._long_poll, ALLOWED))
            except TelegramError as fault:
                await self._pause(fault)
                continue
            self.failures = 0
            if batch:
                await self._take(batch)

    async def _take(self, batch: Sequence[Body]) -> None:
        """Take a batch, chats side by side; it is confirmed (the offset moves on) only when all is committed."""
        chats: dict[str, list[tuple[Body, Read]]] = {}
        for body in batch:
            self._intake.answer_at_once(body)
            read = self._intake.read(body)
            chat = read.address if isinstance(read, Incoming | Membership | Moved) else ""
            chats.setdefault(chat, []).append((body, read))
        async with asyncio.TaskGroup() as group:
            taken = [group.create_task(self._take_in_order(reads)) for reads in chats.values()]
        if all(task.result() for task in taken):
            self._offset = max(_number(body) for body in batch) + 1

    async def _take_in_order(self, reads: Sequence[tuple[Body, Read]]) -> bool:
        """Take one chat's updates, each again until it is committed; ``False`` when stopped before the last was."""
        for body, read in reads:
            pause = self._first_pause
            while not await self._committed(body, read):
                await self._stopped_within(pause * random.uniform(0.75, 1.25))  # noqa: S311 (spreads the retries)
                if self._stopping.is_set():
                    return False
                pause = min(LONGEST_PAUSE, pause * 2)
        return True

    async def _committed(self, body: Body, read: Read) -> bool:
        try:
            said = await self._intake.take(read)
        except Exception as fault:  # noqa: BLE001 (whatever was raised, nothing was committed)
            tell_not_committed(fault)
            return False
        if is_in_group(body):
            self._intake.answer(body, said)
        return True

    async def _pause(self, fault: TelegramError) -> None:
        """Wait before the next poll: longer each time, as long as Telegram asks, and a while for a rival to go."""
        self.failures += 1
        pause = min(LONGEST_PAUSE, self._first_pause * 2 ** min(self.failures - 1, 10))
        match fault:
            case RetryAfter():
                pause = retry_seconds(fault)
            case Conflict():
                pause = min(CONFLICT_PAUSE, pause * 4)
                log.error(
                    "polling is refused: another process polls with this token, or a webhook is set; only one may run"
                )
            case InvalidToken():
                pause = LONGEST_PAUSE
                log.error("polling is refused: Telegram does not know the token")
            case _:
                log.warning("polling failed", cause=type(fault).__name__, failures=self.failures)
        await self._stopped_within(pause * random.uniform(0.75, 1.25))  # noqa: S311 (spreads the retries)

    async def _stopped_within(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    async def _unless_stopped(self, call: Coroutine[None, None, T]) -> T | None:
        """Await a call, but give it up at once when stopped."""
        calling = asyncio.create_task(call)
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({calling, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return await calling if calling.done() else None
        finally:
            for task in (calling, stopping):
                task.cancel()
            await asyncio.gather(calling, stopping, return_exceptions=True)


def _number(body: Body) -> int:
    number = body["update_id"]
    return number if isinstance(number, int) else 0
