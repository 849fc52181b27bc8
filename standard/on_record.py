"""Performance on record (3.2 真实绩效水平, 综合影响力; SCORING.md, "Performance on record"): counting, nothing more.

What is counted is handed in as plain facts of a period, and stands beside the questionnaire's score, never in it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from standard.library import Library

STAKEHOLDERS: Final = ("government", "enterprise", "public", "organisation")
"""党政部门, 企业, 公众, 社会组织 (6.1.2.2)."""


class Measure(StrEnum):
    """What is counted, each out of all that could have been."""

    GOVERNMENT = "government"
    """Consultations held in which party or government bodies were present; likewise the three below."""
    ENTERPRISE = "enterprise"
    PUBLIC = "public"
    ORGANISATION = "organisation"
    BREADTH = "breadth"
    """Kinds of stakeholders, of the four, that were present at least once."""
    CONSENSUS = "consensus"
    """Agenda items that reached consensus, of all items of the consultations held."""
    NOTICE = "notice"
    """Organised consultations whose notice went out in time, of those that have a lead time; likewise materials."""
    MATERIALS = "materials"
    QUORUM = "quorum"
    MINUTES = "minutes"
    """Organised consultations held whose minutes are confirmed."""
    ACTIONS = "actions"
    """Action items done on time, of those that fell due."""
    SUBMITTED = "submitted"
    """Outcomes that were submitted, of those agreed; likewise adopted (in full or in part) and implemented."""
    ADOPTED = "adopted"
    IMPLEMENTED = "implemented"


MEASURES: Final[Mapping[str, tuple[Measure, ...]]] = {
    "6.1.2.2": (Measure.BREADTH, Measure.GOVERNMENT, Measure.ENTERPRISE, Measure.PUBLIC, Measure.ORGANISATION),
    "6.1.2.3": (Measure.CONSENSUS, Measure.NOTICE, Measure.MATERIALS, Measure.QUORUM, Measure.MINUTES),
    "6.1.2.4": (Measure.ACTIONS, Measure.SUBMITTED, Measure.ADOPTED, Measure.IMPLEMENTED),
}
"""The capabilities that measures speak for; for others consultations of their kind do."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many."""

    of: int
    out_of: int

    @property
    def share(self) -> Fraction | None:
        """The share; none where there was nothing to count."""
        return Fraction(self.of, self.out_of) if self.out_of else None


@dataclass(frozen=True, slots=True)
class Held:
    """A consultation that was held.

    ``present`` are the kinds of stakeholders that were there; ``notice`` to ``minutes`` say whether the procedure was
    kept, or are none where no rule asks for it or the consultation was not the organisation's own.
    """

    clause: str
    subkind: str | None = None
    organised: bool = True
    tags: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    notice: bool | None = None
    materials: bool | None = None
    quorum: bool | None = None
    minutes: bool | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """An action item that fell due: whether it is done, and whether it was by its day."""

    done: bool = False
    on_time: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """An outcome: how far it came, and whether its deadline passed before anybody answered."""

    submitted: bool = False
    adopted: bool = False
    implemented: bool = False
    unconverted: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a period left on record; ``items`` are the agenda items of the consultations held."""

    held: tuple[Held, ...] = ()
    items: int = 0
    consensus: int = 0
    actions: tuple[Due, ...] = ()
    outcomes: tuple[Agreed, ...] = ()


@dataclass(frozen=True, slots=True)
class Performance:
    """The figures of a period.

    ``kinds`` counts the consultations held by clause of chapter 5, ``capabilities`` those that speak for a capability
    of 6.2; both have every key there is, even at 0.
    """

    kinds: Mapping[str, int]
    capabilities: Mapping[str, int]
    organised: int
    participated: int
    counts: Mapping[Measure, Count]
    actions_due: int
    actions_overdue: int
    outcomes_unconverted: int

    @property
    def held(self) -> int:
        """All consultations held."""
        return self.organised + self.participated


def performance(library: Library, facts: Facts) -> Performance:
    """Count a period's facts."""
    organised = sum(each.organised for each in facts.held)
    return Performance(
        kinds=_by_kind(library, facts.held),
        capabilities=_by_capability(library, facts.held),
        organised=organised,
        participated=len(facts.held) - organised,
        counts=_counts(facts),
        actions_due=len(facts.actions),
        actions_overdue=sum(not action.done for action in facts.actions),
        outcomes_unconverted=sum(outcome.unconverted for outcome in facts.outcomes),
    )


def spoken_for(library: Library) -> tuple[str, ...]:
    """Give the capabilities that something on record can speak for, in the standard's order."""
    speaking = {*MEASURES, *_consulted(library)}
    return tuple(clause for clause in library.capabilities if clause in speaking)


def _consulted(library: Library) -> set[str]:
    kinds = {capability for affair in library.affairs.values() for capability in affair.capabilities}
    return kinds | {tag.capability for tag in library.tags.values()}


def _by_kind(library: Library, held: Iterable[Held]) -> dict[str, int]:
    counted = Counter(each.clause for each in held)
    return {clause: counted[clause] for clause in library.affairs}


def _by_capability(library: Library, held: Iterable[Held]) -> dict[str, int]:
    counted = Counter(capability for each in held for capability in _exercised(library, each))
    return {capability: counted[capability] for capability in library.capabilities if capability in _consulted(library)}


def _exercised(library: Library, held: Held) -> frozenset[str]:
    """Give what one consultation speaks for: each capability once, by its kind and by its tags."""
    affair = library.affairs.get(held.clause)
    by_kind = () if affair is None else affair.exercised_by(held.subkind)
    return frozenset({*by_kind, *(library.tags[tag].capability for tag in held.tags if tag in library.tags)})


def _counts(facts: Facts) -> dict[Measure, Count]:
    held, outcomes = facts.held, facts.outcomes
    seen = {kind for each in held for kind in each.present} & set(STAKEHOLDERS)
    kinds = {Measure(kind): Count(sum(kind in each.present for each in held), len(held)) for kind in STAKEHOLDERS}
    return {
        **kinds,
        Measure.BREADTH: Count(len(seen), len(STAKEHOLDERS)) if held else Count(0, 0),
        Measure.CONSENSUS: Count(facts.consensus, facts.items),
        Measure.NOTICE: _kept(held, lambda each: each.notice),
        Measure.MATERIALS: _kept(held, lambda each: each.materials),
        Measure.QUORUM: _kept(held, lambda each: each.quorum),
        Measure.MINUTES: _kept(held, lambda each: each.minutes),
        Measure.ACTIONS: Count(sum(action.on_time for action in facts.actions), len(facts.actions)),
        Measure.SUBMITTED: Count(sum(outcome.submitted for outcome in outcomes), len(outcomes)),
        Measure.ADOPTED: Count(sum(outcome.adopted for outcome in outcomes), len(outcomes)),
        Measure.IMPLEMENTED: Count(sum(outcome.implemented for outcome in outcomes), len(outcomes)),
    }


def _kept(held: Iterable[Held], rule: Callable[[Held], bool | None]) -> Count:
    judged = [kept for each in held if (kept := rule(each)) is not None]
    return Count(sum(judged), len(judged))
