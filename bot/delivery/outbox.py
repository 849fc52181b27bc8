"""What the delivery needs of the outbox, wherever that is kept."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from dialogs.engine.carrying import Claim, Doorstep
from dialogs.engine.letters import Letter, Trouble
from dialogs.engine.under_way import CLAIM

__all__ = ["CLAIM", "Outbox", "R", "Row"]


class Row(Protocol):
    """One letter in the outbox: its row, its chat's row and address, and the message with the live buttons there."""

    @property
    def id(self) -> int:
        """The row; a chat's rows are in the order of their ids."""

    @property
    def chat(self) -> int:
        """The chat's row."""

    @property
    def channel(self) -> str:
        """By which channel it goes."""

    @property
    def address(self) -> str:
        """Where it goes there."""

    @property
    def letter(self) -> Letter:
        """What is delivered."""

    @property
    def former_live(self) -> str | None:
        """The message whose buttons were the ones to press when the row was given out."""

    @property
    def sends(self) -> Sequence[float]:
        """When the chat's last letters went out, by other processes too: seconds of the epoch, the earliest first.

        Empty where only this process could have sent them, or for a minute nobody has.
        """

    @property
    def attempts(self) -> int:
        """How often it has been tried."""


R = TypeVar("R", bound=Row)


class Outbox(Protocol[R]):
    """Where replies wait, on the database. Every method is a transaction of its own.

    Several processes may drain one outbox, so :meth:`waiting` claims what it gives. Where only one can (SQLite),
    claims may be kept in memory: then no claim outlives its process, and what a killed one left goes out at once.
    """

    async def waiting(
        self, now: datetime, limit: int, without: Collection[str] = (), many: int | None = None
    ) -> Sequence[R]:
        """Claim for :data:`CLAIM` and give up to ``limit`` rows that are due, oldest first.

        A chat's rows are given in order and only from its first on: none while an earlier one of the same chat is
        claimed or not yet due. None of the channels ``without`` is given, and at most ``many`` letters of batches,
        which come after all others and keep their order among themselves.
        """

    async def prove(self) -> None:
        """Write something, so that it is known that a delivery can be noted; raises where nothing can be written."""

    def claim(self, doorstep: Doorstep) -> Claim | None:
        """Give leave to carry what is written to a chat now, where no letter waits before it."""

    def carried(self, letters: Sequence[R]) -> Sequence[R]:
        """Take note of letters of one chat that were committed under a claim; gives those to be delivered now."""

    async def delivered(self, row: R, message: str | None, trouble: Trouble | None = None) -> None:
        """Erase a row; where its letter is live, ``message`` is the chat's live one from now on."""

    async def later(self, row: R, until: datetime, cause: str) -> None:
        """Put a row off and count the attempt, unless ``cause`` is empty; ends the claims on its chat's rows.

        The chat's later rows wait behind it.
        """

    async def unreachable(self, row: R) -> None:
        """Mark the chat as out of reach and erase all its rows."""

    async def refused(self, row: R, cause: str, trouble: Trouble | None = None) -> None:
        """Erase a row that no attempt will deliver."""
