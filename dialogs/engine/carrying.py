"""Letters carried from the turn that wrote them straight to their delivery, which saves sealing them open again.

A reply is in the outbox, committed with its turn, before it is carried; whatever is not carried is found there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dialogs.engine.mailbox import Mailbox, Waiting


@dataclass(frozen=True, kw_only=True)
class Doorstep:
    """A turn's own chat, and the ``last`` letter that waits for it already, if any does."""

    mailbox: Mailbox
    last: int | None


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Leave to carry a turn's letters: nothing waits before them.

    ``until`` and the ``process`` are written down with the letters where several processes share them; ``mailbox`` is
    the chat as its last delivery left it.
    """

    mailbox: Mailbox
    until: datetime | None = None
    process: int | None = None


class Carrier(Protocol):
    """Carries letters as soon as they are committed."""

    def claim(self, doorstep: Doorstep) -> Claim | None:
        """Give leave to carry what is written to a chat now; none where it has to wait its turn in the outbox."""

    def carry(self, letters: Sequence[Waiting]) -> None:
        """Begin to deliver letters of one chat that were just committed under a claim."""


class NoCarrier:
    """Leaves every letter to the outbox."""

    def claim(self, doorstep: Doorstep) -> Claim | None:
        """Give no leave."""

    def carry(self, letters: Sequence[Waiting]) -> None:
        """Never happens: nobody had leave."""
