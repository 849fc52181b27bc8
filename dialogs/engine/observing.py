"""What those who watch a running process are told of its turns: how they went and how long they took, nothing else."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Literal, Protocol

from dialogs.engine.events import Channel

Outcome = Literal["answered", "passed over", "doubled", "refused", "failed", "not committed"]
"""Of a turn: done; none of ours, in a group; an update seen before; refused with a reason; a dialog raised; nothing
could be committed."""

Ending = Literal["done", "put off", "given up"]
"""Of a piece of due work."""


@dataclass
class Observed:
    """One turn while it is watched."""

    outcome: Outcome = "not committed"


class Observer(Protocol):
    """Watches turns and due work."""

    def turn(self, channel: Channel) -> AbstractContextManager[Observed]:
        """Watch one turn from the update to its commit; its outcome is set within."""

    def database_error(self) -> None:
        """Note that a transaction met a database error and is tried again, or given up."""

    def worked(self, ending: Ending) -> None:
        """Note how a piece of due work went."""


class Unobserved:
    """The observer where nobody watches."""

    @contextmanager
    def turn(self, channel: Channel) -> Iterator[Observed]:
        """Watch one turn."""
        del channel
        yield Observed()

    def database_error(self) -> None:
        """Note nothing."""

    def worked(self, ending: Ending) -> None:
        """Note nothing."""
