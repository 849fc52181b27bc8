"""Drains the outbox: every chat in its order, different chats at once, paced, again until it is delivered.

Delivery is at least once: a process that dies between Telegram's answer and the row's erasure leaves it to be
delivered again when its claim ends.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final, Generic, Literal

import structlog

from bot.delivery.noting import Noting
from bot.delivery.outbox import CLAIM, Outbox, R
from bot.delivery.pace import Pace
from bot.delivery.pacing import Pacing
from dialogs.engine.carrying import Claim, Doorstep
from dialogs.engine.faults import name_of
from dialogs.engine.letters import Courier, Delivered, DeliveryFault, Refused, TryLater, Unreachable

log = structlog.get_logger(__name__)

HOLD: Final = 5.0
"""Seconds that a row may wait here for its pace; a longer wait is left to the outbox."""

DELIVERY_TIMEOUT: Final = 40.0
"""Seconds for one letter. With HOLD before it and the keeping after it, it stays within CLAIM."""

LONGEST_PAUSE: Final = 300.0
SLOW_POLL: Final = 2.0
"""Seconds after which the outbox is looked at although nothing woke the delivery (rows that fall due)."""

BATCH: Final = 100
MOST_FAULTS: Final = 5
"""Attempts after which a letter that makes its courier fail (a fault of ours) is dropped."""


Result = Literal["delivered", "put off", "refused", "unreachable", "failed"]
"""Of one attempt: done; again later; refused for good; the chat is out of reach; a courier's own fault."""


class Delivery(Generic[R]):
    """Delivers until it is stopped. ``couriers`` and ``paces`` are by channel; a channel without a pace has none.

    ``now`` is the wall clock, aware; ``clock`` is monotonic, in seconds, and ``sleep`` sleeps by it. ``observe`` is
    told of each attempt: its channel and how it went.
    """

    def __init__(  # noqa: PLR0913 (the clock is handed in too)
        self,
        outbox: Outbox[R],
        couriers: Mapping[str, Courier],
        paces: Mapping[str, Pace],
        *,
        now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        slow_poll: float = SLOW_POLL,
        observe: Callable[[str, Result], None] = lambda *_: None,
    ) -> None:
        self._outbox = outbox
        self._couriers = couriers
        self._pacing = Pacing(paces, now, clock)
        self._noting = Noting(outbox.prove, clock, sleep)
        self._now = now
        self._clock = clock
        self._sleep = sleep
        self._slow_poll = slow_poll
        self._observe = observe
        self._woken = asyncio.Event()
        self._stopping = False
        self._running = False
        self._wakes = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._more = False

    def wake(self) -> None:
        """Say that a turn has committed replies."""
        self._wakes += 1
        self._woken.set()

    def claim(self, doorstep: Doorstep) -> Claim | None:
        """Give leave to carry a turn's letters, where they can go out at once."""
        channel = doorstep.mailbox.channel
        ready = self._running and len(self._tasks) < BATCH and channel in self._couriers
        return self._outbox.claim(doorstep) if ready and channel not in self._pacing.resting(HOLD) else None

    def carry(self, letters: Sequence[R]) -> None:
        """Deliver letters of one chat that were just committed under a claim."""
        rows = self._outbox.carried(letters)
        if rows:
            self._begin_chat(rows, self._wakes)
        else:
            self.wake()

    def stop(self) -> None:
        """End after the letters under way."""
        self._stopping, self._running = True, False
        self._woken.set()

    async def run(self) -> None:
        """Deliver until :meth:`stop`."""
        self._running = not self._stopping
        while not self._stopping:
            self._woken.clear()
            full = await self._begin()
            if not full:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._slow_poll):
                        await self._woken.wait()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _begin(self) -> bool:
        """Begin what is due; ``True`` when there may be more at once."""
        wakes = self._wakes
        if len(self._tasks) >= BATCH:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        limit = max(1, BATCH - len(self._tasks))
        many = max(0, self._pacing.room(HOLD / 2, BATCH) - len(self._tasks))
        try:
            rows = await self._outbox.waiting(self._now(), limit, self._pacing.resting(HOLD), many)
        except Exception as fault:  # noqa: BLE001 (the database may be away: the rows stay where they are)
            log.error("outbox out of reach", cause=name_of(fault))  # noqa: TRY400 (a database's error quotes)
            await self._sleep(self._slow_poll)
            return False
        chats = sorted(rows, key=attrgetter("chat", "id"))
        for _, of_chat in groupby(chats, key=attrgetter("chat")):
            self._begin_chat(list(of_chat), wakes)
        self._more = sum(row.letter.batch is not None for row in rows) >= many
        return len(rows) >= limit

    def _begin_chat(self, rows: Sequence[R], wakes: int) -> None:
        task = asyncio.create_task(self._deliver_chat(rows, wakes, self._clock()))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if self._more:
            self._woken.set()  # there is room for another letter of a batch

    async def _deliver_chat(self, rows: Sequence[R], wakes: int, claimed: float) -> None:
        """Deliver one chat's rows in order, until one has to wait or the claim is too old to rely on."""
        self._pacing.take_over(rows[0])
        for row in rows:
            ageing = self._clock() - claimed > CLAIM.total_seconds() - DELIVERY_TIMEOUT - HOLD
            if self._stopping or ageing:
                await self._put_off(row, 0, "")  # another process, or the next one, goes on at once
                break
            with structlog.contextvars.bound_contextvars(correlation=row.letter.correlation, channel=row.channel):
                if not await self._deliver(row):
                    break
        if self._wakes != wakes:
            self._woken.set()  # what came meanwhile for this chat was held back behind these rows

    async def _deliver(self, row: R) -> bool:
        """Deliver one row in its time; ``False`` when the chat's next ones have to wait too."""
        courier = self._couriers.get(row.channel)
        if courier is None:
            return await self._put_off(row, LONGEST_PAUSE, "")
        waited = 0.0
        while True:
            await self._noting.caught_up()
            wait = self._pacing.wait(row)
            if wait <= 0:
                break
            waited += wait
            if waited > HOLD:
                return await self._put_off(row, wait, "")
            await self._sleep(wait)
        with self._noting.ahead():
            self._pacing.spend(row)
            return await self._sent(courier, row)

    async def _sent(self, courier: Courier, row: R) -> bool:
        try:
            async with asyncio.timeout(DELIVERY_TIMEOUT):
                done = await courier.deliver(row.address, row.letter, row.former_live)
        except TimeoutError:
            return await self._try_later(row, TryLater(0, cause="timeout"))
        except DeliveryFault as fault:
            return await self._not_delivered(row, fault)
        except Exception as fault:  # noqa: BLE001 (a courier's own fault must not stop the others)
            return await self._failed(row, type(fault).__name__)
        return await self._delivered(row, done)

    async def _not_delivered(self, row: R, fault: DeliveryFault) -> bool:
        cause = str(fault)
        match fault:
            case TryLater():
                return await self._try_later(row, fault)
            case Unreachable():
                self._observe(row.channel, "unreachable")
                log.info("chat out of reach", cause=cause)
                await self._noting.keep(lambda: self._outbox.unreachable(row))
                return False
            case _:
                self._observe(row.channel, "refused")
                log.error("letter refused", cause=cause)
                trouble = fault.trouble if isinstance(fault, Refused) else None
                return await self._noting.keep(lambda: self._outbox.refused(row, cause, trouble))

    async def _delivered(self, row: R, done: Delivered) -> bool:
        self._observe(row.channel, "delivered")
        log.info("delivered", attempts=row.attempts)
        return await self._noting.keep(lambda: self._outbox.delivered(row, done.message, done.trouble))

    async def _try_later(self, row: R, fault: TryLater) -> bool:
        self._observe(row.channel, "put off")
        seconds = max(fault.seconds, _backoff(row.attempts))
        if fault.everyone:
            self._pacing.pause(row.channel, fault.seconds)
        log.warning("delivery put off", cause=str(fault), seconds=round(seconds, 1), everyone=fault.everyone)
        return await self._put_off(row, seconds, str(fault) or "busy")

    async def _failed(self, row: R, cause: str) -> bool:
        self._observe(row.channel, "failed")
        log.error("courier failed", cause=cause, attempts=row.attempts)
        if row.attempts + 1 >= MOST_FAULTS:
            return await self._noting.keep(lambda: self._outbox.refused(row, cause))
        return await self._put_off(row, _backoff(row.attempts), cause)

    async def _put_off(self, row: R, seconds: float, cause: str) -> bool:
        until = self._now() + timedelta(seconds=seconds)
        await self._noting.keep(lambda: self._outbox.later(row, until, cause))
        return False


def _backoff(attempts: int) -> float:
    """Give the seconds before another attempt: 1, 2, 4 ... 300, spread by a quarter."""
    return min(LONGEST_PAUSE, float(2 ** min(attempts, 10))) * random.uniform(0.75, 1.25)  # noqa: S311 (no secret)
