"""The languages people can choose, each in its own words."""

from babel import Locale

from dialogs.engine.text import Message, _

LANGUAGE: Message = _("Language")


def own_name(locale: str) -> str:
    """Give a language's name in itself: 中文, English."""
    return Locale.parse(locale).get_language_name(locale) or locale
