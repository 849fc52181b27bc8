"""Everything that figures need to know of the answers on one capability, counted in whole numbers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from standard.answers import NOT_APPLICABLE, NOT_ASKED, Pattern
from standard.statistics import Sample, agreement

FULL = 25
"""Points a level: a score is 25 times a mean level, 0-100."""


class Standing(StrEnum):
    """What became of one respondent's answers on one capability."""

    SCORED = "scored"
    INSUFFICIENT = "insufficient"
    NOT_APPLICABLE = "not applicable"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class RespondentScore:
    """One respondent on one capability: how many items were asked, answered NA and answered with a level."""

    asked: int
    not_applicable: int
    answered: int
    total: int

    @property
    def standing(self) -> Standing:
        """Scored when at least half of the items asked, less those answered NA, have a level."""
        if self.asked == 0:
            return Standing.NOT_ASKED
        if self.asked == self.not_applicable:
            return Standing.NOT_APPLICABLE
        if self.answered and 2 * self.answered >= self.asked - self.not_applicable:
            return Standing.SCORED
        return Standing.INSUFFICIENT

    @property
    def score(self) -> Fraction | None:
        """25 times the mean level, 0-100, of a respondent who is scored."""
        return Fraction(FULL * self.total, self.answered) if self.standing is Standing.SCORED else None


def level_of_cell(cell: int) -> int | None:
    """Give the level that a cell holds, if it holds one."""
    return cell - 1 if NOT_ASKED < cell < NOT_APPLICABLE else None


def levels_of(pattern: Pattern) -> list[int]:
    """Give the levels among a respondent's answers."""
    return [cell - 1 for cell in pattern if NOT_ASKED < cell < NOT_APPLICABLE]


def respondent_score(pattern: Pattern) -> RespondentScore:
    """Count one respondent's answers."""
    levels = levels_of(pattern)
    asked = len(pattern) - pattern.count(NOT_ASKED)
    return RespondentScore(asked, pattern.count(NOT_APPLICABLE), len(levels), sum(levels))


@dataclass(frozen=True)
class Tally:
    """The respondents of one figure, counted by what they answered.

    Tallies of different respondents add up: ``Tally(a + b)`` is the tally of both.
    """

    patterns: Mapping[Pattern, int]

    @cached_property
    def _respondents(self) -> list[tuple[Pattern, RespondentScore, int]]:
        return [(pattern, respondent_score(pattern), times) for pattern, times in self.patterns.items()]

    @cached_property
    def standings(self) -> Mapping[Standing, int]:
        """How many respondents stand how."""
        counts: Counter[Standing] = Counter()
        for _, respondent, times in self._respondents:
            counts[respondent.standing] += times
        return counts

    @cached_property
    def scores(self) -> Sample:
        """The scores of the respondents that have one."""
        means: Counter[tuple[int, int]] = Counter()
        for _, respondent, times in self._respondents:
            if respondent.standing is Standing.SCORED:
                means[respondent.total, respondent.answered] += times
        counts: Counter[Fraction] = Counter()
        for (total, answered), times in means.items():
            counts[Fraction(FULL * total, answered)] += times
        return Sample(counts)

    @cached_property
    def scored(self) -> Mapping[Pattern, int]:
        """The answers of the respondents that have a score: the only ones that a figure is made of."""
        return {p: times for p, each, times in self._respondents if each.standing is Standing.SCORED}

    @property
    def distribution(self) -> tuple[int, ...]:
        """How many answers there are at each of the levels 0-4, from respondents that have a score."""
        counts: Counter[int] = Counter()
        for pattern, times in self.scored.items():
            for level in levels_of(pattern):
                counts[level] += times
        return tuple(counts[level] for level in range(5))

    @cached_property
    def complete(self) -> Mapping[tuple[int, ...], int]:
        """The levels of those with one on every item that anyone in the figure was asked."""
        asked = [place for place, cells in enumerate(zip(*self.scored, strict=True)) if any(cells)]
        counts: Counter[tuple[int, ...]] = Counter()
        for pattern, times in self.scored.items():
            levels = levels_of(pattern)
            if len(levels) == len(asked):
                counts[tuple(levels)] += times
        return counts

    @property
    def agreement(self) -> Fraction | None:
        """Agreement among the complete respondents, r*_WG, from two of them on."""
        n = sum(self.complete.values())
        sums = [0] * len(next(iter(self.complete), ()))
        squares = list(sums)
        for levels, times in self.complete.items():
            for place, level in enumerate(levels):
                sums[place] += level * times
                squares[place] += level * level * times
        return agreement(sums, squares, n)
