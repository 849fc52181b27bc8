"""Puts the house together: every dialog registered, the catalogues, the cipher and the people's records handed in."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Final

from bot import catalogues, clock
from bot.documents.making import HouseDocuments
from bot.web.browsers import WebBrowsers
from bot.web.erasing import erase_pages
from dialogs import assessment, digest, meeting, reading
from dialogs.engine.cipher import Cipher
from dialogs.engine.house import House, Installation
from dialogs.engine.registry import Registry
from dialogs.engine.text import Reader, Text
from dialogs.people import helping, inviting, mydata, organisations, privacy, settings, starting
from dialogs.people.identifying import addressees, identify
from standard.library import Library

READERS_KEPT: Final = 64


def registry_of(library: Library) -> Registry:
    """Register every dialog; commands stand in menus and in ``/help`` in this order."""
    registry = Registry()
    assessment.register(registry, library)
    digest.register(registry, library)
    meeting.register(registry, library, HouseDocuments())
    reading.register(registry, library)
    inviting.register(registry)
    organisations.register(registry, library)
    settings.register(registry)
    privacy.register(registry)
    mydata.register(registry)
    helping.register(registry)
    starting.register(registry)
    clock.register(registry)
    registry.erased.append(erase_pages)
    return registry


def now() -> datetime:
    """Give the time, aware."""
    return datetime.now(UTC)


def build_house(
    library: Library, cipher: Cipher, installation: Installation, clock: Callable[[], datetime] = now
) -> House:
    """Build what every turn is given."""
    return House(
        registry=registry_of(library),
        cipher=cipher,
        reader=reader,
        installation=installation,
        identify=identify,
        addressees=addressees,
        clock=clock,
        languages=catalogues.languages(),
        spellings=spellings,
        negotiate=lambda tag: catalogues.negotiated(tag, installation.locale),
        browsers=WebBrowsers(),
    )


@lru_cache(maxsize=READERS_KEPT)
def reader(locale: str, timezone: tzinfo) -> Reader:
    """Give a reader; the same one for the same language and time zone."""
    return catalogues.reader(locale, timezone)


def spellings(text: Text) -> tuple[str, ...]:
    """Give a text's words in every language, for typed answers."""
    return tuple(reader(locale, UTC).say(text) for locale in catalogues.languages())
