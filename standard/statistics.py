"""The statistics of SCORING.md: exact rationals as far as roots allow, floats only where they begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

from standard import student

CONFIDENCE = 0.95
_UPPER = (1 + CONFIDENCE) / 2
UNIFORM_VARIANCE = 2
"""The variance of a uniform answer on the levels 0-4."""
FEWEST_ORGANISATIONS = 10
"""Cronbach's α over fewer organisation means is not enough data."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sample:
    """Values with how often each occurs."""

    counts: Mapping[Fraction, int]

    @property
    def n(self) -> int:
        """How many values."""
        return sum(self.counts.values())

    @property
    def mean(self) -> Fraction:
        """The mean of n ≥ 1 values."""
        total = sum((value * times for value, times in self.counts.items()), Fraction())
        return total / self.n

    @property
    def variance(self) -> Fraction | None:
        """The sample variance (n - 1); nothing for n < 2."""
        if self.n < 2:
            return None
        squares = sum((value * value * times for value, times in self.counts.items()), Fraction())
        return (squares - self.n * self.mean**2) / (self.n - 1)


def root(variance: Fraction | None) -> float | None:
    """Give the standard deviation."""
    return None if variance is None else sqrt(variance)


def mean_interval(mean: Fraction, variance: Fraction | None, n: int) -> Interval | None:
    """Give the 95 % confidence interval of a mean score by Student's t, clamped to 0-100; n ≥ 2."""
    if variance is None:
        return None
    if variance == 0:
        return (float(mean), float(mean))
    reach = student.quantile(_UPPER, n - 1) * sqrt(variance / n)
    return (max(0.0, float(mean) - reach), min(100.0, float(mean) + reach))


def agreement(sums: Sequence[int], squares: Sequence[int], n: int) -> Fraction | None:
    """Give r*_WG of n complete raters (Lindell, Brandt and Whitney 1999), from 0 to 1.

    ``sums`` and ``squares`` hold, item by item, the sum of the levels and of their squares.
    """
    if n < 2:
        return None
    spread = sum(n * square - total * total for total, square in zip(sums, squares, strict=True))
    mean_variance = Fraction(spread, n * (n - 1) * len(sums))
    return max(Fraction(), 1 - mean_variance / UNIFORM_VARIANCE)


def reliability(organisations: Sequence[Sequence[Fraction]]) -> Fraction | None:
    """Give Cronbach's α of a set of items (Cronbach 1951) over the organisations' mean levels.

    One row an organisation, one column an item. Nothing (not enough data) for fewer than ten organisations,
    fewer than two items, or organisations that do not differ.
    """
    if len(organisations) < FEWEST_ORGANISATIONS or len(organisations[0]) < 2:
        return None
    total = _variance([sum(row, Fraction()) for row in organisations])
    if total == 0:
        return None
    items = len(organisations[0])
    parts = sum((_variance(column) for column in zip(*organisations, strict=True)), Fraction())
    return Fraction(items, items - 1) * (1 - parts / total)


def _variance(values: Sequence[Fraction]) -> Fraction:
    mean = sum(values, Fraction()) / len(values)
    return sum(((value - mean) ** 2 for value in values), Fraction()) / (len(values) - 1)


def wilson(favourable: int, n: int) -> Interval:
    """Give the 95 % interval of a share of n ≥ 1 (Wilson 1927)."""
    z = NormalDist().inv_cdf(_UPPER)
    share, weight = favourable / n, 1 + z * z / n
    middle = share + z * z / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (max(0.0, (middle - reach) / weight), min(1.0, (middle + reach) / weight))


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Ratings from 1 to 5: how many, their mean, the share of 4 and 5 with its 95 % interval."""

    n: int
    mean: Fraction
    share: Fraction
    interval: Interval


def satisfaction(ratings: Mapping[int, int]) -> Satisfaction | None:
    """Sum up ratings (rating to how often it was given); nothing when there are none.

    Raises ValueError for a rating outside 1-5.
    """
    if not set(ratings) <= {1, 2, 3, 4, 5}:
        raise ValueError(f"a rating lies outside 1-5: {sorted(ratings)}")
    n = sum(ratings.values())
    if n == 0:
        return None
    total = sum(rating * times for rating, times in ratings.items())
    favourable = ratings.get(4, 0) + ratings.get(5, 0)
    return Satisfaction(n, Fraction(total, n), Fraction(favourable, n), wilson(favourable, n))


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """How many completed of how many invited."""

    completed: int
    invited: int

    @property
    def rate(self) -> Fraction | None:
        """The share that completed; nothing when nobody was invited."""
        return Fraction(self.completed, self.invited) if self.invited else None


@dataclass(frozen=True, slots=True)
class Welch:
    """The difference of two means (second less first): its 95 % interval and two-sided p."""

    difference: Fraction
    interval: Interval
    p: float


def welch(first: Sample, second: Sample) -> Welch:
    """Compare two means without assuming equal variances (Welch 1947); n ≥ 2 on each side.

    Without any variance nothing can be tested: the interval is the difference itself, and p is 1.
    """
    difference = second.mean - first.mean
    parts = [(sample.variance or Fraction()) / sample.n for sample in (first, second)]
    squared = sum(parts, Fraction())
    if squared == 0:
        return Welch(difference, (float(difference), float(difference)), 1.0)
    weights = (part * part / (sample.n - 1) for part, sample in zip(parts, (first, second), strict=True))
    freedom = float(squared * squared / sum(weights, Fraction()))
    reach = student.quantile(_UPPER, freedom) * sqrt(squared)
    p = student.two_sided_tail(float(difference) / sqrt(squared), freedom)
    return Welch(difference, (float(difference) - reach, float(difference) + reach), p)


def holm(probabilities: Mapping[str, float]) -> dict[str, float]:
    """Adjust the p of several tests for their number (Holm 1979): at most 1, in the tests' own order."""
    adjusted: dict[str, float] = {}
    least = 0.0
    for rank, name in enumerate(sorted(probabilities, key=lambda name: probabilities[name])):
        least = max(least, min(1.0, probabilities[name] * (len(probabilities) - rank)))
        adjusted[name] = least
    return {name: adjusted[name] for name in probabilities}
