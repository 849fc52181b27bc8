"""What comes in from a channel, in the channel's place and in no channel's words.

A channel turns each of its updates into one :class:`Incoming`; the turn turns that into an event for a form or the
arguments of a view.
"""

import unicodedata
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Channel = Literal["telegram", "web"]


class Said(BaseModel):
    """Base of everything a person can do in a chat."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Command(Said):
    """``/name argument``; also a deep link's ``/start token`` and a press on a menu entry."""

    kind: Literal["command"] = "command"
    name: str
    argument: str = ""


class Pressed(Said):
    """A button: ``data`` is what the card put there, or what somebody forged."""

    kind: Literal["pressed"] = "pressed"
    data: str


class Typed(Said):
    """Words, cleaned by :func:`clean`."""

    kind: Literal["typed"] = "typed"
    text: str


class Attached(Said):
    """A photo or document. ``file`` is its row when the bytes are here already, ``remote`` what fetches them."""

    kind: Literal["attached"] = "attached"
    name: str
    media_type: str
    size: int | None = None
    remote: str | None = None
    file: int | None = None
    caption: str = ""


class Unreadable(Said):
    """Something no dialog takes: a sticker, a voice note, a location, a file too large or of a wrong type."""

    kind: Literal["unreadable"] = "unreadable"
    what: str


class Opened(Said):
    """A form was opened or resumed: show where it stands."""

    kind: Literal["opened"] = "opened"


class Left(Said):
    """The person asked to leave the form (``/cancel``): ask whether to keep what they answered."""

    kind: Literal["left"] = "left"


Content = Annotated[Command | Pressed | Typed | Attached | Unreadable, Field(discriminator="kind")]
Event = Pressed | Typed | Attached | Unreadable | Opened | Left


class Incoming(BaseModel):
    """One update of one channel, after the channel has checked that it is genuine.

    ``update`` identifies it for deduplication within ``bot`` (a bot's id, or ``web``); ``address`` is where replies
    go (a Telegram chat id, a web session's id); ``message`` is the message that a pressed button hangs on.

    In a group (not ``private``), ``address`` is the group's, ``sender`` the address of the sender's own private chat;
    ``thread`` is the topic of a forum, ``reply_to`` the message of ours that is replied to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    channel: Channel
    bot: str
    update: str
    address: str
    content: Content
    message: str | None = None
    language: str | None = None
    private: bool = True
    operator: bool = False
    sender: str | None = None
    thread: str | None = None
    reply_to: str | None = None

    @property
    def own_address(self) -> str:
        """Where the person is written to alone: in a group their private chat, elsewhere this very chat."""
        return self.sender or self.address


def clean(text: str) -> str:
    """Make a person's words fit to keep: no NUL, no lone surrogates, no direction marks, plain spaces, none outside."""
    if text.isprintable():
        return text.strip()
    kept = text.encode("utf-8", "ignore").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_cleaned(sign) for sign in kept).strip()


def _cleaned(sign: str) -> str:
    if sign in _KEPT or sign.isprintable():
        return sign
    return " " if unicodedata.category(sign) == "Zs" else ""


_KEPT = frozenset("\n\t\u200d")
"""The zero-width joiner holds emoji together. Direction marks and other invisible signs are no printable ones."""
