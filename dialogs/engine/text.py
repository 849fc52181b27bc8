"""What is said, before anyone knows in which language it will be read.

A dialog marks its sentences with :func:`_` and :func:`n_`; a :class:`Reader` turns them into the words of one
person's language, with numbers and dates as that language writes them.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import cache
from typing import Protocol, TypeVar, cast

from babel.core import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent
from pydantic import BaseModel, ConfigDict

from standard.models import Words


class Percent(BaseModel):
    """A share between 0 and 1, shown as a whole percentage."""

    model_config = ConfigDict(frozen=True)
    share: float


class Message(BaseModel):
    """A sentence to be translated, with the values for its ``{placeholders}``."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    text: str
    plural: str | None = None
    count: int = 1
    values: Mapping[str, "Value"] = {}


Value = str | int | Decimal | datetime | date | Percent | Words | Message
Text = str | Message | Words
"""Words of a person (a plain ``str``, shown as they are), a sentence of ours, or bilingual data."""

Message.model_rebuild()


def _(text: str, **values: Value) -> Message:
    """Mark a sentence for translation; ``{name}`` in it is filled from ``values``."""
    return Message(text=text, values=values)


def n_(singular: str, plural: str, count: int, **values: Value) -> Message:
    """Mark a sentence that depends on a number, given to it as ``{count}``."""
    return Message(text=singular, plural=plural, count=count, values={"count": count, **values})


UNGROUPED = 1000
"""Whole numbers below it are written alike everywhere: in Latin digits, nothing between them."""


MOST_KEPT = 1000
"""Things of which a reader keeps how they read."""

T = TypeVar("T")


class Catalogue(Protocol):
    """A gettext catalogue."""

    def gettext(self, message: str, /) -> str:
        """Translate a sentence."""

    def ngettext(self, singular: str, plural: str, count: int, /) -> str:
        """Translate a sentence in the form that the number asks for."""


class Reader:
    """One person's language and time zone: turns any text into plain words (never into markup)."""

    def __init__(self, locale: str, timezone: tzinfo, catalogue: Catalogue) -> None:
        self.locale = locale
        self.timezone = timezone
        self.catalogue = catalogue
        self._kept: dict[int, tuple[object, object]] = {}
        self._written = Locale.parse(locale)  # Babel would parse it at every figure

    def known(self, thing: T) -> T | None:
        """Give what was kept for this very thing (not one that is equal), if it still is."""
        kept = self._kept.get(id(thing))
        return cast("T", kept[1]) if kept is not None and kept[0] is thing else None

    def keep(self, thing: T, said: T) -> None:
        """Keep how a thing reads in this language, for as long as there is room."""
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[id(thing)] = thing, said

    def say(self, text: Text) -> str:
        """Give the words of a text in the reader's language."""
        if isinstance(text, str):
            return text
        # To ask a model's class for instances of another one costs as much as to say them.
        if type(text) is Words or not isinstance(text, Message):
            return text.in_language(self.locale)
        if text.plural is None:
            pattern = self.catalogue.gettext(text.text)
        else:
            pattern = self.catalogue.ngettext(text.text, text.plural, text.count)
        # A sentence without values is a sentence; or a pattern that somebody else fills (the page's script).
        return (
            pattern.format(**{name: self._value(value) for name, value in text.values.items()})
            if text.values
            else pattern
        )

    def _value(self, value: Value) -> str:
        match value:
            case str():
                return value
            case int() if 0 <= value < UNGROUPED:
                return str(value)
            case Words() | Message():
                return self.say(value)
            case datetime():
                here = value.astimezone(self.timezone)
                return format_datetime(here, _to_the_minute(self.locale), locale=self._written)
            case date():
                return format_date(value, "long", locale=self._written)
            case Percent(share=share):
                return format_percent(share, locale=self._written)
            case Decimal():
                places = max(0, -int(value.as_tuple().exponent))
                return format_decimal(value, f"#,##0.{'0' * places}" if places else "#,##0", locale=self._written)
            case _:
                return format_decimal(value, locale=self._written)


@cache
def _to_the_minute(locale: str) -> str:
    """Give the pattern of a moment: the day as elsewhere, and the clock of 24 hours, as meetings are announced."""
    written = Locale.parse(locale)
    return str(written.datetime_formats["medium"]).format("HH:mm", written.date_formats["long"].pattern)


def as_json(value: object) -> str:
    """Write JSON as the records keep it: compact, keys in order, Chinese as Chinese."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
