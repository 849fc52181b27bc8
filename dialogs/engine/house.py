"""What a running process hands to every turn: the registry, the cipher, the catalogues, its own address."""

from collections.abc import Awaitable, Callable, Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine.cipher import Cipher
from dialogs.engine.events import Channel, Incoming
from dialogs.engine.registry import Registry
from dialogs.engine.text import Reader
from dialogs.engine.walk.path import Spellings

if TYPE_CHECKING:
    from dialogs.engine.work import Work


@dataclass(frozen=True, kw_only=True)
class Who:
    """The person in a chat, as one turn knows them.

    ``owner`` is under what their conversations are kept: ``person:7``, or ``chat:3`` before they have joined.
    ``live``, ``sends`` and ``last_letter`` say how the chat's letters stand (:mod:`dialogs.engine.mailbox`).
    """

    chat: int
    channel: Channel
    owner: str
    locale: str
    timezone: tzinfo
    roles: frozenset[str]
    person: int | None = None
    organisation: int | None = None
    focus: int | None = None
    menu: str | None = None
    live: str | None = None
    sends: tuple[float, ...] = ()
    last_letter: int | None = None


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """One chat in which somebody can be written to, and how they read there."""

    chat: int
    locale: str
    timezone: tzinfo


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where in a group something was said: the group's chat, and the topic where it is a forum."""

    chat: int
    thread: str = ""


@dataclass(frozen=True, kw_only=True)
class Installation:
    """How this installation is reached, for the links it gives out; its defaults for people and organisations."""

    timezone: tzinfo
    locale: str = "zh_CN"
    bot_username: str | None = None
    public_url: str | None = None

    def telegram_link(self, token: str) -> str | None:
        """Give the link that opens the private chat with the bot (Bot API, Deep linking); none without a bot."""
        return telegram_link(self.bot_username, token)


def telegram_link(bot_username: str | None, token: str) -> str | None:
    """Give the link by which a bot's private chat begins with ``/start`` and a token; none where there is no bot."""
    return f"https://t.me/{bot_username}?start={token}" if bot_username else None


class Transactions(Protocol):
    """Where turns are committed."""

    def writing(self, *, urgent: bool = False) -> AbstractAsyncContextManager[AsyncConnection]:
        """One transaction; an urgent one goes before others that wait."""


class Browsers(Protocol):
    """The web channel's sessions, by their addresses, for the people who own them."""

    async def last_used(
        self, connection: AsyncConnection, addresses: Collection[str], now: datetime
    ) -> dict[str, datetime]:
        """Give when those that are open were last used."""

    async def end(self, connection: AsyncConnection, addresses: Collection[str], now: datetime) -> None:
        """End them."""

    async def erase(self, connection: AsyncConnection, addresses: Collection[str]) -> None:
        """Erase what their pages show."""


@dataclass(frozen=True, kw_only=True)
class House:
    """Everything that outlives a turn.

    ``identify`` finds (or begins) the chat of an update and says who is there; ``addressees`` finds the chats of a
    person; both belong to the people's dialogs. ``clock`` gives the time, aware; ``languages`` are the locales that
    have a catalogue, ``spellings`` gives a text's words in each of them, and ``negotiate`` chooses one for a client's
    language tag; ``browsers`` are the web's sessions.
    """

    registry: Registry
    cipher: Cipher
    reader: Callable[[str, tzinfo], Reader]
    installation: Installation
    identify: "Callable[[Work, Incoming], Awaitable[Who]]"
    addressees: "Callable[[Work, int], Awaitable[tuple[Addressee, ...]]]"
    clock: Callable[[], datetime]
    languages: tuple[str, ...]
    spellings: Spellings
    negotiate: Callable[[str | None], str]
    browsers: Browsers
