"""What a workbook of past consultations holds, as it is written in ``data/columns.yaml``: read once, checked."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from standard.models import Words

EXAMPLE_MARK: Final = Words(zh="示例", en="Example")
"""The reference of the template's example rows, which are passed over when they come back."""

REF: Final = "ref"
"""The key of every sheet's first column: one for each consultation, the facilitator's own."""


_ADDED: Final = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")


class Value(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    KIND = "kind"
    """One of the four kinds of chapter 5, by its name or clause."""

    SUBKIND = "subkind"
    TAGS = "tags"
    CHOICE = "choice"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(_Part):
    """One column: ``longest`` in characters; ``choices`` names a list of the file."""

    key: str
    title: Words
    meaning: Words
    value: Value = Value.TEXT
    required: bool = False
    longest: int = 500
    choices: str | None = None
    example: str = ""


class Sheet(_Part):
    """One sheet: its name, its columns, the reference first."""

    key: str
    name: Words
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """Give a column by its key; raises ``StopIteration`` for one that it does not have."""
        return next(column for column in self.columns if column.key == key)


class Layout(_Part):
    """The whole workbook; ``choices`` give the words for each value, by list."""

    choices: Mapping[str, Mapping[str, tuple[str, ...]]]
    sheets: tuple[Sheet, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> "Layout":
        for sheet in self.sheets:
            if sheet.columns[0].key != REF:
                raise ValueError(f"{sheet.key} does not begin with the reference")
            for column in sheet.columns:
                if (column.value is Value.CHOICE) != (column.choices in self.choices):
                    raise ValueError(f"{sheet.key}.{column.key} has no list of choices")
        return self


@cache
def layout() -> Layout:
    """Give the layout; raises ``ValueError`` where the file does not hold together."""
    file = resources.files("dialogs.meeting.importing") / "data" / "columns.yaml"
    return Layout.model_validate(yaml.safe_load(file.read_text("utf-8")))


SHEETS: Final = layout().sheets
CONSULTATIONS: Final = SHEETS[0]
"""The sheet that is enough by itself."""


def choices_of(column: Column) -> Mapping[str, tuple[str, ...]]:
    """Give the words for each value of a column; none for one without choices."""
    return layout().choices.get(column.choices or "", MappingProxyType({}))


def folded(text: str) -> str:
    """Leave of a word what tells it from others: letters and figures in one case and width."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def heading(text: str) -> str:
    """Leave of a heading its words, without what is added in brackets: ``日期（必填）``."""
    return folded(_ADDED.sub("", text))


def in_any_language(words: Words) -> Iterable[str]:
    """Give the words of both languages."""
    return words.zh, words.en
