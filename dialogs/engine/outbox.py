"""The outbox: replies committed with their turn (:mod:`dialogs.engine.posting`), given out, delivered, then erased."""

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from sqlalchemy import Row, delete, insert, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import house, records
from dialogs.engine.carrying import Claim, Doorstep
from dialogs.engine.cipher import Cipher
from dialogs.engine.erasing import Erasing, Returned
from dialogs.engine.heads import due_letters, heads, of_batches
from dialogs.engine.letters import Letter, Receipt, Trouble
from dialogs.engine.mailbox import Mailbox, Waiting
from dialogs.engine.under_way import CLAIM, UnderWay

FRESH: Final = text("SET LOCAL plan_cache_mode = force_custom_plan")
"""A session's plan from when the outbox was empty goes through all of it once it is long."""

LOOK: Final = timedelta(seconds=1)
"""How long batches are not looked for again once there was none."""

PULSE: Final = "outbox"
"""What is written to prove that something can be: when letters last began to go out."""


class Transactions(house.Transactions, Protocol):
    """Where the outbox is kept."""

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """One consistent view."""


@dataclass
class Outbox:
    """The letters that wait, given out in each chat's order; a method returns when it is committed.

    Where several processes share the records (``shared``), a claim is written down with the letters; where only one
    can, it is kept in memory, which saves a commit a letter and sets everything free when the process ends. ``paced``
    notes with each chat when its last letters went out, so that all processes keep one pace. ``clock`` is the wall
    clock, aware; ``monotonic`` counts seconds and is never set. ``process`` is this one's number among those that share
    the records, so that what a killed one has claimed is known.
    """

    transactions: Transactions
    cipher: Cipher
    shared: bool
    clock: Callable[[], datetime]
    paced: bool = False
    process: int | None = None
    monotonic: Callable[[], float] = time.monotonic
    _none_at: datetime | None = None
    _long: bool = False
    _under_way: UnderWay = field(init=False)
    _erasing: Erasing = field(init=False)

    def __post_init__(self) -> None:
        """Erase where the letters are; know what is under way by a clock that is never set."""
        self._under_way = UnderWay(self.monotonic)
        self._erasing = Erasing(self.transactions, self.cipher, self.clock)

    async def waiting(
        self, now: datetime, limit: int, without: Collection[str] = (), many: int | None = None
    ) -> Sequence[Waiting]:
        """Claim and give up to ``limit`` letters that are due, each chat's in order and from its first on.

        None of the channels ``without`` is given, and at most ``many`` letters of batches: those come last, for
        nobody's reply waits until fifty thousand others have had their reminder.
        """
        most = limit if many is None else min(many, limit)
        if self.shared:
            async with self.transactions.writing() as transaction:
                if self._long and transaction.dialect.name == "postgresql":
                    await transaction.execute(FRESH)
                rows = await self._due(transaction, now, limit, most, without)
                await self._write_claims(transaction, [row.id for row in rows], now)
        else:
            held = self._under_way.held()
            async with self.transactions.reading() as connection:
                rows = await self._due(connection, now, limit, most, without, held)
            rows = [row for row in rows if not self._under_way.was_carried(row.chat_id)]
            for row in rows:
                self._under_way.give_out(row.chat_id, row.id)
        return self._opened(rows)

    async def prove(self) -> None:
        """Write something, unless each claim has been; raises where nothing can be written."""
        if not self.shared:
            async with self.transactions.writing(urgent=True) as transaction:
                await transaction.execute(delete(records.installation).where(records.installation.c.name == PULSE))
                await transaction.execute(
                    insert(records.installation).values(name=PULSE, value=str(self.clock()).encode())
                )

    def claim(self, doorstep: Doorstep) -> Claim | None:
        """Give leave to carry a turn's letters, where all before them are there, if not erased yet."""
        mailbox = doorstep.mailbox if doorstep.last is None else self._under_way.left_by(doorstep.last)
        if mailbox is None or not self._under_way.is_free(mailbox.id):
            return None
        return Claim(mailbox=mailbox, until=self.clock() + CLAIM if self.shared else None, process=self.process)

    def carried(self, letters: Sequence[Waiting]) -> Sequence[Waiting]:
        """Take note of a chat's letters that were committed under a claim; gives those that nobody has meanwhile."""
        if self.shared:
            return letters
        chat = letters[0].chat
        if not self._under_way.is_free(chat) or self._under_way.was_given_out(letter.id for letter in letters):
            return ()
        self._under_way.carry(chat, (letter.id for letter in letters))
        return letters

    async def delivered(self, row: Waiting, message: str | None, trouble: Trouble | None = None) -> None:
        """Erase a letter; where it is live, ``message`` is the chat's live one from now on."""
        before = row.mailbox
        after = before.after(row.letter, message, self.clock().timestamp() if self.paced else None)
        with self._under_way.there(row.id, after):
            await self._erasing.erase(row.id, row.chat, after.changes(before), _returned(row.letter, message, trouble))
        before.live, before.sends = after.live, after.sends
        self._under_way.settle(row.chat, row.id)

    async def later(self, row: Waiting, until: datetime, cause: str) -> None:
        """Put a letter off and end the claims on its chat's; an attempt counts only where there is a cause.

        The letter's own claim ends by what it waits for, which says when it was put off (:mod:`dialogs.engine.heads`).
        """
        table = records.outbox
        async with self.transactions.writing() as transaction:
            await transaction.execute(
                update(table)
                .where(table.c.chat_id == row.chat, of_batches(table, many=row.letter.batch is not None))
                .values(claimed_until=None)
            )
            await transaction.execute(
                update(table)
                .where(table.c.id == row.id)
                .values(
                    not_before=until,
                    claimed_until=min(self.clock(), until),
                    attempts=table.c.attempts + (1 if cause else 0),
                )
            )
        self._under_way.release(row.chat)

    async def free_all_but(self, processes: Collection[int]) -> None:
        """End the claims of all processes but these: whoever is gone will deliver nothing more."""
        table = records.outbox
        async with self.transactions.writing() as transaction:
            await transaction.execute(
                update(table)
                .where(table.c.claimed_until.is_not(None), table.c.claimed_by.not_in(processes))
                .values(claimed_until=None)
            )

    async def unreachable(self, row: Waiting) -> None:
        """Mark the chat as out of reach and erase all its letters."""
        async with self.transactions.writing() as transaction:
            await transaction.execute(
                update(records.chat).where(records.chat.c.id == row.chat).values(unreachable_at=self.clock())
            )
            await transaction.execute(delete(records.outbox).where(records.outbox.c.chat_id == row.chat))
        self._under_way.release(row.chat)

    async def refused(self, row: Waiting, cause: str, trouble: Trouble | None = None) -> None:
        """Erase a letter that no attempt will deliver."""
        del cause
        returned = None if trouble is None else _returned(row.letter, None, trouble)
        await self._erasing.erase(row.id, row.chat, {}, returned)
        self._under_way.settle(row.chat, row.id)

    async def _due(  # noqa: PLR0913, PLR0917 (what waiting was asked for)
        self,
        connection: AsyncConnection,
        now: datetime,
        limit: int,
        most: int,
        without: Collection[str],
        held: frozenset[int] = frozenset(),
    ) -> Sequence[Row[tuple[object, ...]]]:
        """Read replies first, then letters of batches; the latter are looked for once a second while there are none."""
        asked = tuple(sorted(without))
        rows = await due_letters(connection, heads(asked, many=False), held, now, limit)
        self._long = self._long or len(rows) >= limit
        most = min(most, limit - len(rows))
        looked = self._none_at is not None and timedelta() <= now - self._none_at < LOOK
        if most <= 0 or looked:
            return rows
        replied = held | {row.chat_id for row in rows}
        batched = await due_letters(connection, heads(asked, many=True), replied, now, most)
        self._none_at = None if batched else now
        self._long = bool(batched)
        return [*rows, *batched]

    async def _write_claims(self, connection: AsyncConnection, letters: list[int], now: datetime) -> None:
        if letters:
            claimed = update(records.outbox).where(records.outbox.c.id.in_(letters))
            await connection.execute(claimed.values(claimed_until=now + CLAIM, claimed_by=self.process, not_before=now))

    def _opened(self, rows: Sequence[Row[tuple[object, ...]]]) -> list[Waiting]:
        mailboxes: dict[int, Mailbox] = {}
        for row in rows:
            if row.chat_id not in mailboxes:
                address = self.cipher.open(row.sealed_address).decode()
                sends = tuple(row.sends or ())
                mailboxes[row.chat_id] = Mailbox(row.chat_id, row.channel, address, row.live_message, sends)
        return [
            Waiting(
                row.id,
                mailboxes[row.chat_id],
                Letter.model_validate_json(self.cipher.open(row.sealed_letter)),
                row.attempts,
            )
            for row in rows
        ]


def _returned(letter: Letter, message: str | None, trouble: Trouble | None) -> Returned | None:
    if letter.receipt is None or (trouble is None and message in {None, letter.edit}):
        return None
    return Returned(*letter.receipt, Receipt(message=message, trouble=trouble))
