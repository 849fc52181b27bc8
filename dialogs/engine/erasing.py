"""Erases letters that are there: together, all that came while the former ones were being erased."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import ARRAY, JSON, BigInteger, any_, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import due, records
from dialogs.engine.cipher import Cipher
from dialogs.engine.house import Transactions
from dialogs.engine.letters import Receipt
from dialogs.engine.statements import Statement

LISTED: Final = func.json_each(bindparam("letters", type_=JSON)).table_valued("value")
ERASING: Final = {
    dialect: Statement(delete(records.outbox).where(among), ("letters",), tuple)
    for dialect, among in (
        ("sqlite", records.outbox.c.id.in_(select(LISTED.c.value))),
        ("postgresql", records.outbox.c.id == any_(bindparam("letters", type_=ARRAY(BigInteger)))),
    )
}
"""One statement however many letters they are, so that it is written once."""

MOST: Final = 500
"""Letters in one statement."""


@dataclass(frozen=True)
class Returned:
    """Work's kind and subject, and what became of the letter: its payload."""

    kind: str
    subject: str
    receipt: Receipt


@dataclass(frozen=True)
class Done:
    """A letter to be erased, what changes in its chat's row, what falls due now that it is there, and who waits."""

    letter: int
    chat: int
    changes: dict[str, object]
    returned: Returned | None
    told: "asyncio.Future[None]"


@dataclass
class Erasing:
    """Erases, one transaction at a time; whoever asks returns when theirs is committed, and raises when it is not."""

    transactions: Transactions
    cipher: Cipher
    clock: Callable[[], datetime]
    _next: list[Done] = field(default_factory=list)
    _work: "asyncio.Task[None] | None" = None

    async def erase(self, letter: int, chat: int, changes: dict[str, object], returned: Returned | None = None) -> None:
        """Erase a letter, note in its chat's row what its delivery changed, and let fall due what waits for it."""
        done = Done(letter, chat, changes, returned, asyncio.get_running_loop().create_future())
        self._next.append(done)
        if self._work is None:
            self._work = asyncio.create_task(self._erase_all())
        await done.told

    async def _erase_all(self) -> None:
        try:
            while self._next:
                batch, self._next = self._next[:MOST], self._next[MOST:]
                fault = await self._erased(batch)
                for done in batch:
                    if not done.told.done():
                        done.told.set_result(None) if fault is None else done.told.set_exception(fault)
        finally:
            self._work = None

    async def _erased(self, batch: Sequence[Done]) -> Exception | None:
        try:
            # What is not erased when the process is killed goes out again.
            async with self.transactions.writing(urgent=True) as transaction:
                await _erase(transaction, batch)
                await self._give_receipts(transaction, batch)
        except Exception as fault:  # noqa: BLE001 (each that waits is told, and tries again)
            return fault
        return None

    async def _give_receipts(self, transaction: AsyncConnection, batch: Sequence[Done]) -> None:
        for told in (done.returned for done in batch if done.returned is not None):
            payload = told.receipt.model_dump(mode="json")
            await due.schedule(transaction, self.cipher, told.kind, told.subject, at=self.clock(), payload=payload)


async def _erase(transaction: AsyncConnection, batch: Sequence[Done]) -> None:
    await ERASING[transaction.dialect.name].all(transaction, letters=[done.letter for done in batch])
    changes: dict[int, dict[str, object]] = {}
    for done in batch:
        changes.setdefault(done.chat, {}).update(done.changes)
    # In one order in every process, so that no two wait for each other.
    for chat in sorted(chat for chat, changed in changes.items() if changed):
        await transaction.execute(update(records.chat).where(records.chat.c.id == chat).values(changes[chat]))
