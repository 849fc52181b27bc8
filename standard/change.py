"""Change between two rounds of one organisation (SCORING.md, "Statistics")."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from standard.answers import AnswerSet, Side
from standard.library import Library
from standard.statistics import Interval, Sample, Welch, holm, welch
from standard.tally import Tally

FEWEST = 5
"""Fewer respondents on either side test nothing."""
SIGNIFICANT = 0.05
"""An adjusted p below it is a clear change."""


class Trend(StrEnum):
    """What can be said of a change."""

    IMPROVED = "improved"
    DECLINED = "declined"
    UNCLEAR = "no clear change"
    NOT_ENOUGH_DATA = "not enough data"


@dataclass(frozen=True, slots=True)
class CapabilityChange:
    """One capability in two rounds, on the items asked in both.

    ``difference`` is the later mean less the earlier one, with Welch's 95 % interval; ``p`` is two-sided and
    adjusted by Holm's method for the number of capabilities tested. All three, and the means, are missing
    when fewer than five respondents (or fewer than ``min_group``) have a score in either round.
    """

    clause: str
    n: tuple[int, int]
    trend: Trend
    means: tuple[Fraction, Fraction] | None = None
    difference: Fraction | None = None
    interval: Interval | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Two rounds compared: each capability, and what the rounds do not have in common."""

    capabilities: Mapping[str, CapabilityChange]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    versions: tuple[str, str]

    @property
    def like_for_like(self) -> bool:
        """Whether both rounds asked the same items of the same version."""
        return not self.only_before and not self.only_after and self.versions[0] == self.versions[1]


@dataclass(frozen=True, slots=True)
class Round:
    """The answers of one round, and the version of the data under which they were given.

    The answers may be collected with the library of that version.
    """

    answers: AnswerSet
    version: str


def change(
    library: Library, before: Round, after: Round, side: Side = Side.INTERNAL, min_group: int | None = None
) -> Change:
    """Compare two rounds on one side, on the capabilities of a library."""
    asked_before, asked_after = before.answers.asked_items(side), after.answers.asked_items(side)
    common = asked_before & asked_after
    rounds = [each.answers.restricted_to(common) for each in (before, after)]
    samples = {
        capability: [Tally(answers.patterns(capability, side)).scores for answers in rounds]
        for capability in library.capabilities
    }
    fewest = max(FEWEST, min_group or 0)
    tests = {
        capability: welch(first, second)
        for capability, (first, second) in samples.items()
        if min(first.n, second.n) >= fewest
    }
    adjusted = holm({capability: test.p for capability, test in tests.items()})
    return Change(
        {
            capability: _capability_change(capability, first, second, tests.get(capability), adjusted)
            for capability, (first, second) in samples.items()
            if first.n or second.n
        },
        tuple(item for item in before.answers.columns if item in asked_before - common),
        tuple(item for item in after.answers.columns if item in asked_after - common),
        (before.version, after.version),
    )


def _capability_change(
    clause: str, before: Sample, after: Sample, test: Welch | None, adjusted: Mapping[str, float]
) -> CapabilityChange:
    n = (before.n, after.n)
    if test is None:
        return CapabilityChange(clause, n, Trend.NOT_ENOUGH_DATA)
    trend = Trend.UNCLEAR
    if adjusted[clause] < SIGNIFICANT:
        trend = Trend.IMPROVED if test.difference > 0 else Trend.DECLINED
    means = (before.mean, after.mean)
    return CapabilityChange(clause, n, trend, means, test.difference, test.interval, adjusted[clause])
