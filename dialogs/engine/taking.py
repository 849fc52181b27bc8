"""One update, one transaction: what happens between an update and its acknowledgement.

``Turns.take`` returns only when everything that follows from an update (the answer, the records, the replies in the
outbox, the mark that it was seen) is committed together. It raises only when nothing was.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, TypeVar
from uuid import uuid4

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import due, seen
from dialogs.engine.answering import Answering
from dialogs.engine.carrying import Carrier, NoCarrier
from dialogs.engine.errors import DatabaseUnavailable, NotAllowed, Refusal
from dialogs.engine.events import Incoming
from dialogs.engine.gathering import concerns_us
from dialogs.engine.house import House, Transactions
from dialogs.engine.mailbox import Waiting
from dialogs.engine.notices import Answer
from dialogs.engine.observing import Observer, Outcome, Unobserved
from dialogs.engine.outages import Outage
from dialogs.engine.text import _
from dialogs.engine.work import Work

T = TypeVar("T")

log = structlog.get_logger(__name__)

ATTEMPTS: Final = 6
FIRST_PAUSE: Final = 0.05
"""Seconds before a turn that met a database error is tried again; doubled each time."""

WORK_ATTEMPTS: Final = 8
WORK_PAUSE: Final = timedelta(minutes=1)

APOLOGY = _("Something went wrong on our side; what you had answered before is kept. Please try again.")

DATABASE_FAULTS = (OperationalError, InterfaceError, PoolTimeout, OSError)


class Turns:
    """Takes updates and due work, each in a transaction of its own."""

    def __init__(
        self,
        house: House,
        transactions: Transactions,
        posted: Callable[[], None],
        observer: Observer | None = None,
        carrier: Carrier | None = None,
    ) -> None:
        self.house = house
        self._transactions = transactions
        self._posted = posted
        self._observer: Observer = observer or Unobserved()
        self._carrier: Carrier = carrier or NoCarrier()
        self._outage = Outage()

    async def take(self, incoming: Incoming) -> Answer | None:
        """Do all that follows from an update, once; ``DatabaseUnavailable`` when nothing could be committed.

        Gives what is said over the button that was pressed in a group, if anything.
        """
        correlation = uuid4().hex[:12]
        with (
            self._observer.turn(incoming.channel) as observed,
            structlog.contextvars.bound_contextvars(correlation=correlation, channel=incoming.channel),
        ):
            outcome, failure, answer = await self._attempt(incoming, correlation)
            if failure is not None:
                answer = await self._retried(lambda: self._apology(incoming, correlation, failure))
            observed.outcome = outcome
            log.info("taken", outcome=outcome, content=incoming.content.kind)
        return answer

    async def refuse(self, incoming: Incoming, refusal: Refusal) -> None:
        """Say why an update is not taken, once; ``DatabaseUnavailable`` when nothing could be committed."""
        correlation = uuid4().hex[:12]
        with structlog.contextvars.bound_contextvars(correlation=correlation, channel=incoming.channel):
            await self._retried(lambda: self._apology(incoming, correlation, refusal))

    async def do_due_work(self) -> bool:
        """Do one piece of work that has fallen due; ``False`` when there is none."""
        correlation = uuid4().hex[:12]
        with structlog.contextvars.bound_contextvars(correlation=correlation):
            done = await self._retried(lambda: self._due_work(correlation))
        if done:
            self._posted()
        return done

    async def _turn(self, incoming: Incoming, correlation: str) -> tuple[Outcome, Answer | None]:
        async with self._transactions.writing() as transaction:
            work = Work(self.house, transaction, self.house.clock(), correlation)
            if not await concerns_us(work, incoming):
                return "passed over", None
            if not await seen.mark(work, incoming, None):
                return "doubled", None
            turn = await self._begin(work, incoming)
            await turn.answer(incoming.content)
            await turn.keep_menu()
            carried = await self._post(turn)
        self._send(turn, carried)
        return "answered", turn.answered

    async def _post(self, turn: Answering) -> tuple[Waiting, ...]:
        claim = self._carrier.claim(turn.doorstep)
        if claim is not None:
            return await turn.hand_over(claim)
        await turn.flush()
        return ()

    def _send(self, turn: Answering, carried: tuple[Waiting, ...]) -> None:
        """Let what was committed go out."""
        if carried:
            self._carrier.carry(carried)
        if turn.posted > len(carried):
            self._posted()

    async def _attempt(self, incoming: Incoming, correlation: str) -> tuple[Outcome, Exception | None, Answer | None]:
        try:
            outcome, answer = await self._retried(lambda: self._turn(incoming, correlation))
        except DatabaseUnavailable:
            raise
        except Refusal as refusal:
            log.info("refused", content=incoming.content.kind, cause=str(refusal))
            return "refused", refusal, None
        except Exception as fault:
            log.exception("dialog failed", content=incoming.content.kind)
            return "failed", fault, None
        return outcome, None, answer

    async def _apology(self, incoming: Incoming, correlation: str, failure: Exception) -> Answer | None:
        async with self._transactions.writing() as transaction:
            work = Work(self.house, transaction, self.house.clock(), correlation)
            if not await seen.mark(work, incoming, type(failure).__name__):
                return None
            turn = await self._begin(work, incoming)
            await self._say_why_not(turn, failure)
            await turn.flush()
        self._posted()
        return turn.answered

    async def _say_why_not(self, turn: Answering, failure: Exception) -> None:
        turned_away = self.house.registry.turned_away
        card = None
        if isinstance(failure, NotAllowed) and turned_away is not None and turn.incoming.private:
            card = await turned_away(turn)
        if card is None:
            turn.apologise(failure.message if isinstance(failure, Refusal) else APOLOGY)
        else:
            turn.leave_card()
            turn.show(card, live=False)

    async def _begin(self, work: Work, incoming: Incoming) -> Answering:
        who = await self.house.identify(work, incoming)
        return Answering(self.house, work.transaction, work.now, work.correlation, incoming=incoming, who=who)

    async def _due_work(self, correlation: str) -> bool:
        async with self._transactions.writing() as transaction:
            now = self.house.clock()
            found = await due.take_next(transaction, self.house.cipher, now)
            if found is None:
                return False
            work = Work(self.house, transaction, now, correlation)
            kind = self.house.registry.due_kinds.get(found.kind)
            savepoint = await transaction.begin_nested()
            try:
                # Struck off first: what comes again every day schedules itself anew under the same name.
                await due.finish(transaction, found)
                if kind is not None:
                    await kind.run(work, found.subject, found.payload)
                await work.flush()
                await savepoint.commit()
            except DATABASE_FAULTS:
                raise
            except Exception:
                log.exception("due work failed", kind=found.kind, attempt=found.attempts + 1)
                await savepoint.rollback()
                await self._put_off(transaction, found)
            else:
                self._observer.worked("done")
        return True

    async def _put_off(self, transaction: AsyncConnection, found: due.DueWork) -> None:
        if found.attempts + 1 >= WORK_ATTEMPTS:
            self._observer.worked("given up")
            await due.finish(transaction, found)
            return
        self._observer.worked("put off")
        await due.put_off(transaction, found, self.house.clock() + WORK_PAUSE * 2**found.attempts)

    async def _retried(self, attempt: Callable[[], Awaitable[T]]) -> T:
        number, pause = 1, FIRST_PAUSE
        while True:
            try:
                done = await attempt()
            except DATABASE_FAULTS as fault:
                self._observer.database_error()
                self._outage.met(fault)
                if number == ATTEMPTS:
                    raise DatabaseUnavailable(type(fault).__name__) from fault
            else:
                self._outage.over()
                return done
            await asyncio.sleep(pause)
            number, pause = number + 1, pause * 2
