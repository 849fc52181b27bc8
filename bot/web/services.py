"""What the web channel is handed: everything it uses and does not own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from bot.database.access import Database
from bot.limits import Limits
from bot.web.bells import Bells
from dialogs.engine.cards import Drawing
from dialogs.engine.cipher import Cipher
from dialogs.engine.events import Incoming
from dialogs.engine.text import Reader, Text


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What an invitation's page may say before anybody has accepted it.

    ``role`` is none for a link that opens the same person in this browser. Anything but ``open`` is answered with
    410 and the reason; an unknown token has no invitation at all.
    """

    organisation: Text
    role: Text | None
    state: Literal["open", "expired", "used", "revoked"] = "open"


@dataclass(frozen=True, kw_only=True)
class MeetingRoom:
    """What a meeting's page may say to whoever holds its link: the consultation's topic, and who holds it.

    ``name``: for whom it is alone, where it leads to the minutes as one participant. ``over``: the meeting is, and the
    link leads only those to its minutes who took part.
    """

    topic: Text
    organisation: Text
    name: str | None = None
    over: bool = False


async def _nobody(address: str) -> bool:
    del address
    return False


async def _no_part(token: str, address: str) -> bool:
    del token, address
    return False


async def _nowhere(token: str) -> MeetingRoom | None:
    del token
    return None


@dataclass(frozen=True, kw_only=True)
class WebServices:
    """The parts that the web channel works with.

    ``take`` returns after the turn's commit and may raise: then the page sends the same update again. ``describe``
    looks at an invitation token without consuming it, ``describe_room`` at a meeting's or its minutes'; ``took_part``
    tells whether whoever is behind a session's address took part in the meeting of a token that is over, ``is_person``
    whether they have joined. ``keep`` stores an upload (name, media type, bytes, address)
    and gives its file row, ``fetch`` gives a file's bytes, or none. ``draw`` gives a picture as PNG in a locale's
    words; it runs in a thread, one picture at a time. ``readers`` gives a locale's reader; ``locales`` lists them,
    the default first. ``bot_username`` is the bot's in Telegram, where there is one. ``proxied``: behind a reverse
    proxy on another machine or container, whose X-Forwarded-For names the client; one on the loopback is known by
    itself.
    """

    database: Database
    cipher: Cipher
    bells: Bells
    clock: Callable[[], datetime]
    take: Callable[[Incoming], Awaitable[object]]
    describe: Callable[[str], Awaitable[Invitation | None]]
    keep: Callable[[str, str, bytes, str], Awaitable[int]]
    fetch: Callable[[int], Awaitable[bytes | None]]
    draw: Callable[[Drawing, str], bytes]
    readers: Callable[[str], Reader]
    locales: tuple[str, ...]
    public_url: str
    bot_username: str | None = None
    proxied: bool = False
    limits: Limits = field(default_factory=Limits)
    describe_room: Callable[[str], Awaitable[MeetingRoom | None]] = _nowhere
    took_part: Callable[[str, str], Awaitable[bool]] = _no_part
    is_person: Callable[[str], Awaitable[bool]] = _nobody

    @property
    def secure(self) -> bool:
        """Whether the public address is HTTPS, so that cookies may be for HTTPS only."""
        return urlsplit(self.public_url).scheme == "https"
