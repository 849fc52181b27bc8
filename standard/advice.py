"""Advice: what to ask of whom for the weakest capabilities, by chapter 7."""

from dataclasses import dataclass
from fractions import Fraction

from standard.library import Library
from standard.models import Remedy
from standard.organisation import CapabilityResult, OrganisationResult
from standard.scoring import Kind, Verdict

_URGENCY = {Verdict.NOT_MET: 0, Verdict.PARTLY_MET: 1}
"""A failed 应 comes before everything else, whatever the targets."""


@dataclass(frozen=True, slots=True)
class Weakness:
    """A capability that is under its target, or a 应 that is not met, with what can help."""

    clause: str
    kind: Kind
    score: Fraction
    verdict: Verdict
    target: Fraction | None
    shortfall: Fraction
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice: one remedy for one weakness."""

    weakness: Weakness
    remedy: Remedy


def weaknesses(library: Library, result: OrganisationResult) -> tuple[Weakness, ...]:
    """Give the weak capabilities, the most pressing first.

    First the 应 that are not met, then those partly met, then the rest; among them by how far the score lies
    under the target, then by the score itself.
    """
    weak = [found for each in result.capabilities.values() if (found := _weakness(library, each)) is not None]
    return tuple(sorted(weak, key=lambda w: (_URGENCY.get(w.verdict, 2), -w.shortfall, w.score)))


def most_useful(result: OrganisationResult, library: Library, count: int = 3) -> tuple[Advice, ...]:
    """Give the most useful pieces of advice: the first remedy of each weakness, then the second of each."""
    weak = weaknesses(library, result)
    rounds = max((len(weakness.remedies) for weakness in weak), default=0)
    pieces = [
        Advice(weakness, weakness.remedies[place])
        for place in range(rounds)
        for weakness in weak
        if place < len(weakness.remedies)
    ]
    return tuple(pieces[:count])


def _weakness(library: Library, each: CapabilityResult) -> Weakness | None:
    score, verdict = each.internal.score, each.internal.verdict
    if score is None or verdict is None or (verdict not in _URGENCY and each.shortfall == 0):
        return None
    remedies = library.remedies_for(each.clause)
    return Weakness(each.clause, each.kind, score, verdict, each.target, each.shortfall, remedies)
