"""The languages: gettext catalogues read from ``locales/``, and whose language is whose.

A further language is a further folder ``locales/<locale>/LC_MESSAGES/consultbot.po``, found by being there.
"""

from datetime import tzinfo
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import locales
from dialogs.engine.text import Reader

DEFAULT = "zh_CN"
FOLDER = Path(locales.__file__).parent


class UnknownLocaleError(LookupError):
    """There is no catalogue for this locale."""


@cache
def languages() -> tuple[str, ...]:
    """Give the locales that have a catalogue, the default one first."""
    found = {path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/consultbot.po")}
    return tuple(sorted(found, key=lambda locale: (locale != DEFAULT, locale)))


@cache
def catalogue(locale: str) -> GNUTranslations:
    """Read one catalogue, once a process; raises :class:`UnknownLocaleError`."""
    if locale not in languages():
        raise UnknownLocaleError(locale)
    compiled = BytesIO()
    with (FOLDER / locale / "LC_MESSAGES" / "consultbot.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=locale))
    compiled.seek(0)
    return GNUTranslations(compiled)


def read_all() -> None:
    """Read every catalogue, which takes a moment: before anybody waits for the first words."""
    for locale in languages():
        catalogue(locale)


def reader(locale: str, timezone: tzinfo) -> Reader:
    """Give a reader of one language in one time zone; raises :class:`UnknownLocaleError`."""
    return Reader(locale, timezone, catalogue(locale))


def negotiated(tag: str | None, default: str = DEFAULT) -> str:
    """Choose the locale for a client's language tag (BCP 47, ``en-GB``; ``en_GB`` is taken too).

    The same language is good enough in any script or region (``zh-TW`` reads ``zh_CN``); for any other
    language, or none, it is ``default``.
    """
    language = (tag or "").replace("_", "-").partition("-")[0].lower()
    same = [locale for locale in languages() if locale.partition("_")[0] == language]
    wanted = (tag or "").replace("-", "_").lower()
    exact = [locale for locale in same if locale.lower() == wanted]
    return next(iter(exact + same), default)
