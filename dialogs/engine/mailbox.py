"""One chat's letters on their way: given out together, in their order."""

from dataclasses import dataclass, replace
from typing import Final

from dialogs.engine.letters import Letter

NOTED_SECONDS: Final = 60.0
MOST_NOTED: Final = 60
"""What is noted of a chat's last letters: enough for a pace that is given by the minute."""


@dataclass
class Mailbox:
    """One chat as its letters go out; ``live`` and ``sends`` move on with each delivery, so that the next knows them.

    ``sends`` are the times of its last letters, in seconds of the epoch, by whichever process they went out.
    """

    id: int
    channel: str
    address: str
    live: str | None
    sends: tuple[float, ...] = ()

    def after(self, letter: Letter, message: str | None, now: float | None) -> "Mailbox":
        """Give the chat once a letter is there as ``message``, at ``now`` where sends are noted."""
        live = message if letter.live and message is not None else self.live
        sends = self.sends
        if now is not None:
            sends = (*(at for at in sends if at > now - NOTED_SECONDS), now)[-MOST_NOTED:]
        return replace(self, live=live, sends=sends)

    def changes(self, before: "Mailbox") -> dict[str, object]:
        """Give the columns of the chat's row that differ from before."""
        now: dict[str, object] = {"live_message": self.live, "sends": list(self.sends)}
        then: dict[str, object] = {"live_message": before.live, "sends": list(before.sends)}
        return {column: value for column, value in now.items() if value != then[column]}


@dataclass(frozen=True)
class Waiting:
    """One letter that was given out for delivery."""

    id: int
    mailbox: Mailbox
    letter: Letter
    attempts: int

    @property
    def chat(self) -> int:
        """The chat's row."""
        return self.mailbox.id

    @property
    def channel(self) -> str:
        """By which channel it goes."""
        return self.mailbox.channel

    @property
    def address(self) -> str:
        """Where it goes there."""
        return self.mailbox.address

    @property
    def sends(self) -> tuple[float, ...]:
        """When the chat's last letters went out, in seconds of the epoch."""
        return self.mailbox.sends

    @property
    def former_live(self) -> str | None:
        """The message whose buttons are the ones to press until this letter is there."""
        return self.mailbox.live
