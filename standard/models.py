"""The shapes of the standard's data, as they are written in ``standard/data``.

Every model is frozen and refuses unknown keys, so that a misspelt key is a fault and not a silence.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

ClauseNumber = Annotated[str, Field(pattern=r"^[3-8](\.[1-9][0-9]*)*(-[a-z])?$")]
"""A clause as the standard numbers it; a lettered entry (``a）``) is ``<clause>-a``: ``7.3.1-a``, ``8-b``."""

ItemCode = Annotated[str, Field(pattern=r"^6(\.[12]){2}\.[1-4]-[1-9][0-9]*$")]
"""``<capability>-<n>``, such as ``6.1.1.2-1``."""

Key = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
"""A name for code and rows, never shown: ``policy``, ``hearing``."""

K = TypeVar("K", bound=str)
V = TypeVar("V")
FrozenMap = Annotated[Mapping[K, V], AfterValidator(MappingProxyType), PlainSerializer(dict)]
"""A mapping that cannot be changed, in the order in which it is written."""

LEVELS = (0, 1, 2, 3, 4)
"""未开展, 起步, 成形, 落实, 引领 (SCORING.md, "Words")."""


class Record(BaseModel):
    """Frozen data that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Words(Record):
    """One text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """Give the Chinese for any Chinese locale (``zh``, ``zh_CN``), else the English."""
        return self.zh if language.startswith("zh") else self.en


class Edition(Record):
    """Which standard this is, and which edition of its data; answers keep ``version``.

    ``printed`` gives for a chapter the SHA-256 of its text as printed, white space removed
    (:func:`standard.checking.as_printed`); a chapter without one is not checked.
    """

    version: str = Field(min_length=1)
    title: Words
    publisher: Words
    printed: FrozenMap[str, str]


class Binding(StrEnum):
    """How strongly a sentence binds (GB/T 1.1): 应 shall, 宜 should, 可 may."""

    SHALL = "应"
    SHOULD = "宜"
    MAY = "可"


class Sentence(Words):
    """One sentence of a clause, word for word in Chinese, with its own binding."""

    binding: Binding | None = None


class Clause(Record):
    """One numbered clause of chapters 3-8, or one lettered entry under a clause."""

    number: ClauseNumber
    title: Words | None = None
    text: tuple[Sentence, ...] = ()

    @property
    def binding(self) -> Binding | None:
        """The strongest binding among the clause's sentences, if any."""
        found = {sentence.binding for sentence in self.text}
        return next((binding for binding in Binding if binding in found), None)

    @property
    def parent(self) -> str | None:
        """The number of the clause above: ``6.1.1`` for ``6.1.1.2``, ``7.3.1`` for ``7.3.1-a``."""
        head, _, _ = self.number.rpartition("-" if "-" in self.number else ".")
        return head or None


class Item(Record):
    """One question: one phrase of one capability's clause, with five anchored levels of its own."""

    code: ItemCode
    phrase: str = Field(min_length=2, description="words of the clause, verbatim, that the item asks about")
    question: Words
    levels: tuple[Words, Words, Words, Words, Words]
    pulse: bool = Field(default=False, description="the one item of its capability in the three-minute form")
    evidence: Words | None = Field(default=None, description="what could be attached to show it")

    @property
    def capability(self) -> str:
        """The clause that the item belongs to."""
        return self.code.rpartition("-")[0]


class SupportMeasure(Record):
    """One measure of 7.1-7.4 in the support survey (asked for, promised, received, how much it helped)."""

    code: Annotated[str, Field(pattern=r"^7\.[1-4](\.[1-3])?(-[a-d])?-[1-9][0-9]*$")]
    phrase: str = Field(min_length=2)
    supporter: Words
    question: Words

    @property
    def clause(self) -> str:
        """The clause or lettered entry that the measure belongs to."""
        return self.code.rpartition("-")[0]


class SupportScale(Record):
    """The survey's own two scales: how far the support has come, and how much it helped."""

    progress: FrozenMap[Literal["not_asked", "asked", "promised", "received"], Words] = Field(min_length=4)
    helped: tuple[Words, Words, Words, Words, Words]


class Affair(Record):
    """One kind of consultation of chapter 5, with the capabilities of 6.2 that it exercises.

    ``exercises`` says it for a sub-kind more exactly: a sub-kind that stands there exercises those
    capabilities and no others, one that does not exercises ``capabilities``.
    """

    clause: ClauseNumber
    short: Words
    subkinds: FrozenMap[Key, Words]
    capabilities: tuple[str, ...] = ()
    exercises: FrozenMap[Key, tuple[str, ...]] = Field(default_factory=lambda: MappingProxyType({}))

    def exercised_by(self, subkind: str | None = None) -> tuple[str, ...]:
        """Give the capabilities that a consultation of this kind, or of its sub-kind, speaks for."""
        return self.exercises.get(subkind, self.capabilities) if subkind else self.capabilities


class Tag(Record):
    """A mark that a consultation of any kind may carry, and the capability that it then speaks for."""

    key: Key
    name: Words
    capability: ClauseNumber


class Remedy(Record):
    """One piece of advice: a capability, the clause of chapter 7 that can help, whom to ask for what."""

    capability: ClauseNumber
    support: ClauseNumber
    whom: Words
    request: Words
    own_step: Words | None = Field(default=None, description="what the organisation can begin by itself")


class Term(Record):
    """One term of the glossary."""

    key: Key
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    meaning: Words


class Stage(StrEnum):
    """An organisation's stage of development (4.2 合理性): 初创期, 成长期, 成熟期."""

    START_UP = "start-up"
    GROWTH = "growth"
    MATURE = "mature"
