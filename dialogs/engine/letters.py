"""A reply on its way: what the outbox keeps, sealed, until a channel has delivered it."""

from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from dialogs.engine.cards import Card


class Letter(BaseModel):
    """One reply in one chat, rendered in its reader's words.

    ``edit`` is the message that the card replaces, or none: then it is sent as a new one. ``live`` says that its
    buttons are the ones to press from now on, so the former live card of the chat loses its own. ``commands`` sets
    the chat's command menu instead of saying something. ``batch`` names the many letters of which it is one.
    ``thread`` is the forum's topic; ``pin`` keeps a new message at the top of its chat, or takes it down from there.
    ``former`` is the message whose place a new one takes: it loses its buttons, and its place at the top.
    ``receipt`` names work (its kind and subject) that falls due once the card is there as another message than
    ``edit``, or cannot be there, or not at the top: with a :class:`Receipt` as its payload.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    card: Card | None = None
    edit: str | None = None
    live: bool = False
    locale: str
    commands: tuple[tuple[str, str], ...] | None = None
    correlation: str = ""
    batch: str | None = Field(default=None, max_length=64)
    thread: str | None = None
    pin: Literal["pin", "unpin"] | None = None
    former: str | None = None
    receipt: tuple[str, str] | None = None


Trouble = Literal["closed", "gone", "mute", "unpinned"]
"""What keeps a card from where it belongs: the forum's topic is closed, or gone; the bot may not write there, or not
pin."""


class Delivered(BaseModel):
    """What a channel answers: the message that now shows the card, if there is one; ``trouble``: what it lacks."""

    model_config = ConfigDict(frozen=True)

    message: str | None = None
    trouble: Trouble | None = None


class Receipt(BaseModel):
    """What became of a letter: the message that it is now, and what was the matter, if anything was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message: str | None = None
    trouble: Trouble | None = None


class DeliveryFault(Exception):
    """Base of the ways in which a delivery can fail."""


class TryLater(DeliveryFault):
    """The channel is busy or out of reach: again after ``seconds``; ``everyone`` when it holds for all chats."""

    def __init__(self, seconds: float, *, everyone: bool = False, cause: str = "") -> None:
        super().__init__(cause)
        self.seconds = seconds
        self.everyone = everyone


class Unreachable(DeliveryFault):
    """The person blocked the bot or the chat is gone: final for this chat."""


class Refused(DeliveryFault):
    """The channel refuses this one letter and always will: it is dropped with a line in the log."""

    def __init__(self, cause: str = "", trouble: Trouble | None = None) -> None:
        super().__init__(cause)
        self.trouble = trouble


class Courier(Protocol):
    """One channel's way of delivering."""

    async def deliver(self, address: str, letter: Letter, former_live: str | None) -> Delivered:
        """Deliver one letter; raises :class:`TryLater`, :class:`Unreachable` or :class:`Refused`."""
