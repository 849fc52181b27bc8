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
    ``receipt`` names work (its kind and subject) that falls due once the card is there as another message than
    ``edit``, with that message as its payload.
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
    receipt: tuple[str, str] | None = None


class Delivered(BaseModel):
    """What a channel answers: the message that now shows the card, if there is one."""

    model_config = ConfigDict(frozen=True)

    message: str | None = None


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


class Courier(Protocol):
    """One channel's way of delivering."""

    async def deliver(self, address: str, letter: Letter, former_live: str | None) -> Delivered:
        """Deliver one letter; raises :class:`TryLater`, :class:`Unreachable` or :class:`Refused`."""
