"""The standard loaded and indexed: clauses, items, affairs, support, remedies and glossary.

A standard is a folder of YAML; another standard is another folder. Importing this module reads nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

from standard.checking import check
from standard.clauses import leaves
from standard.documents import Placed
from standard.drafting import read_draft
from standard.faults import DataFault
from standard.models import (
    Affair,
    Binding,
    Clause,
    Edition,
    Item,
    Record,
    Remedy,
    SupportMeasure,
    SupportScale,
    Tag,
    Term,
)

R = TypeVar("R", bound=Record)
K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Library:
    """One standard, checked and immutable; every mapping and tuple is in the standard's own order."""

    edition: Edition
    clauses: Mapping[str, Clause]
    items: Mapping[str, Item]
    affairs: Mapping[str, Affair]
    tags: Mapping[str, Tag]
    support: Mapping[str, SupportMeasure]
    support_scale: SupportScale
    remedies: tuple[Remedy, ...]
    glossary: Mapping[str, Term]

    @property
    def version(self) -> str:
        """The version that answers keep."""
        return self.edition.version

    @cached_property
    def capabilities(self) -> tuple[str, ...]:
        """The thirteen capabilities: the clauses of chapter 6 that none stands under."""
        return tuple(clause.number for clause in leaves(self.clauses.values()))

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The capabilities of each group: 6.1.1, 6.1.2, 6.2.1, 6.2.2."""
        return self._above_capabilities(2)

    @cached_property
    def halves(self) -> Mapping[str, tuple[str, ...]]:
        """The capabilities of each half: 6.1 基础能力, 6.2 专项能力."""
        return self._above_capabilities(1)

    def children(self, number: str | None = None) -> tuple[Clause, ...]:
        """Give the clauses that stand right under this one; under ``None``, the chapters."""
        return self._children.get(number, ())

    def items_of(self, capability: str) -> tuple[Item, ...]:
        """Give the items of one capability; none for another clause."""
        return self._items_of.get(capability, ())

    def kind(self, capability: str) -> Literal["应", "宜"]:
        """Say whether a capability is required (应) or recommended (宜). Raises KeyError for others."""
        if capability not in self.capabilities:
            raise KeyError(capability)
        return "应" if self.clauses[capability].binding is Binding.SHALL else "宜"

    def pulse(self) -> tuple[Item, ...]:
        """Give the one item a capability of the three-minute form."""
        return tuple(item for item in self.items.values() if item.pulse)

    def targeted(self, capabilities: Collection[str]) -> tuple[Item, ...]:
        """Give all items of some capabilities, in the standard's order whatever order they were named in."""
        return tuple(item for item in self.items.values() if item.capability in capabilities)

    def remedies_for(self, capability: str) -> tuple[Remedy, ...]:
        """Give the advice for a weak capability, the most useful first."""
        return tuple(remedy for remedy in self.remedies if remedy.capability == capability)

    def affairs_exercising(self, capability: str) -> tuple[Affair, ...]:
        """Give the kinds of consultation that speak for a capability by being on record."""
        return tuple(affair for affair in self.affairs.values() if capability in affair.capabilities)

    @cached_property
    def _children(self) -> dict[str | None, tuple[Clause, ...]]:
        return _grouped((clause.parent, clause) for clause in self.clauses.values())

    @cached_property
    def _items_of(self) -> dict[str, tuple[Item, ...]]:
        return _grouped((item.capability, item) for item in self.items.values())

    def _above_capabilities(self, dots: int) -> Mapping[str, tuple[str, ...]]:
        cut = ((".".join(number.split(".")[: dots + 1]), number) for number in self.capabilities)
        return MappingProxyType(_grouped(cut))


@cache
def library() -> Library:
    """Give the packaged standard, loaded at the first call. Raises DataFault."""
    return load_library()


def load_library(folder: Path | None = None) -> Library:
    """Load and check a folder of data; without one, the packaged standard.

    Raises DataFault with every fault found in the folder, each by its file, line and place.
    """
    draft = read_draft(folder if folder is not None else resources.files("standard") / "data")
    faults = [*draft.faults, *check(draft)]
    if faults or draft.edition is None or draft.support_scale is None:
        raise DataFault(faults)
    return Library(
        edition=draft.edition.record,
        clauses=_by(draft.clauses, "number"),
        items=_by(draft.items, "code"),
        affairs=_by(draft.affairs, "clause"),
        tags=_by(draft.tags, "key"),
        support=_by(draft.support, "code"),
        support_scale=draft.support_scale.record,
        remedies=tuple(each.record for each in draft.remedies),
        glossary=_by(draft.glossary, "key"),
    )


def _by(placed: Sequence[Placed[R]], name: str) -> Mapping[str, R]:
    return MappingProxyType({getattr(each.record, name): each.record for each in placed})


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    groups: dict[K, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
