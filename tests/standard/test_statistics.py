"""The statistics: by hand where a pencil does, by SciPy and by the papers' own numbers elsewhere."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from standard import student
from standard.statistics import (
    ResponseRate,
    Sample,
    holm,
    mean_interval,
    reliability,
    satisfaction,
    welch,
    wilson,
)


class TestStudentsT:
    @pytest.mark.parametrize(
        ("freedom", "expected"),
        [(1, 12.706204736174698), (2, 4.302652729749464), (4, 2.7764451051977987), (29, 2.045229642132703)],
    )
    def test_quantiles_are_those_of_the_printed_tables(self, freedom: float, expected: float) -> None:
        assert student.quantile(0.975, freedom) == pytest.approx(expected, rel=1e-12)

    @given(st.floats(min_value=0.5, max_value=1e6), st.sampled_from([0.6, 0.9, 0.95, 0.975, 0.995, 0.9999]))
    @example(79.999, 0.975)
    @example(80.0, 0.975)
    def test_quantiles_are_scipys_to_a_billionth(self, freedom: float, probability: float) -> None:
        assert student.quantile(probability, freedom) == pytest.approx(
            float(stats.t.ppf(probability, freedom)), rel=1e-9
        )

    @given(st.floats(min_value=0.5, max_value=1e6), st.floats(min_value=-30, max_value=30))
    @example(5.0, 0.0)
    def test_tails_are_scipys_to_a_billionth(self, freedom: float, t: float) -> None:
        assert student.two_sided_tail(t, freedom) == pytest.approx(2 * float(stats.t.sf(abs(t), freedom)), rel=1e-9)


class TestSamples:
    def test_mean_and_variance_by_hand(self) -> None:
        # 1, 1, 4: mean 2, squares of distance 1 + 1 + 4 = 6, over n - 1 = 2: 3.
        sample = Sample({Fraction(1): 2, Fraction(4): 1})
        assert (sample.n, sample.mean, sample.variance) == (3, Fraction(2), Fraction(3))

    def test_one_value_has_no_variance_and_no_interval(self) -> None:
        assert Sample({Fraction(1): 1}).variance is None
        assert mean_interval(Fraction(1), None, 1) is None

    def test_the_interval_is_clamped_to_the_scale(self) -> None:
        assert mean_interval(Fraction(99), Fraction(100), 2) == pytest.approx((99 - 89.846, 100), abs=1e-3)
        assert mean_interval(Fraction(1), Fraction(100), 2) == pytest.approx((0, 1 + 89.846), abs=1e-3)


class TestReliability:
    def test_by_hand(self) -> None:
        # Two items, ten organisations: item 1 is 0 or 4, half and half; item 2 the same but for two.
        # var1 = var2 = 10 x 4 / 9 = 40/9. Sums: 0 x4, 4 x2, 8 x4: mean 4, squares 8 x 16 = 128, var 128/9.
        # α = 2/1 x (1 - 80/128) = 3/4.
        rows = [(0, 0)] * 4 + [(4, 4)] * 4 + [(0, 4), (4, 0)]
        assert reliability([[Fraction(a), Fraction(b)] for a, b in rows]) == Fraction(3, 4)

    def test_is_not_given_below_ten_organisations(self) -> None:
        assert reliability([[Fraction(n), Fraction(n)] for n in range(9)]) is None
        assert reliability([[Fraction(n), Fraction(n)] for n in range(10)]) == 1
        assert reliability([]) is None

    def test_is_not_given_for_one_item_or_organisations_all_alike(self) -> None:
        assert reliability([[Fraction(n)] for n in range(10)]) is None
        assert reliability([[Fraction(1), Fraction(2)]] * 10) is None

    def test_equals_the_formula_in_numpy(self) -> None:
        table = np.random.default_rng(3).integers(0, 5, size=(14, 6))
        items = table.shape[1]
        expected = items / (items - 1) * (1 - table.var(axis=0, ddof=1).sum() / table.sum(axis=1).var(ddof=1))
        found = reliability([[Fraction(int(value)) for value in row] for row in table])
        assert found is not None
        assert float(found) == pytest.approx(expected, rel=1e-12)


class TestSatisfaction:
    def test_by_hand(self) -> None:
        # 5, 5, 4, 2: mean 4, three of four at 4 or 5; Wilson for 3/4: (0.3006, 0.9544).
        found = satisfaction({5: 2, 4: 1, 2: 1})
        assert found is not None
        assert (found.n, found.mean, found.share) == (4, Fraction(4), Fraction(3, 4))
        assert found.interval == pytest.approx((0.30064, 0.95441), abs=1e-5)

    def test_there_is_none_without_ratings(self) -> None:
        assert satisfaction({}) is None
        assert satisfaction({3: 0}) is None

    @pytest.mark.parametrize("rating", [0, 6])
    def test_a_rating_outside_the_scale_is_refused(self, rating: int) -> None:
        with pytest.raises(ValueError, match="outside 1-5"):
            satisfaction({rating: 1})

    @given(st.integers(min_value=1, max_value=2000), st.data())
    def test_wilsons_interval_is_scipys(self, n: int, data: st.DataObject) -> None:
        favourable = data.draw(st.integers(min_value=0, max_value=n))
        expected = stats.binomtest(favourable, n).proportion_ci(0.95, method="wilson")
        assert wilson(favourable, n) == pytest.approx((expected.low, expected.high), rel=1e-9, abs=1e-12)


class TestResponseRate:
    def test_shows_both_numbers(self) -> None:
        found = ResponseRate(6, 8)
        assert (found.completed, found.invited, found.rate) == (6, 8, Fraction(3, 4))

    def test_of_nobody_invited_is_none(self) -> None:
        assert ResponseRate(0, 0).rate is None


VALUES = st.lists(st.integers(min_value=0, max_value=100), min_size=2, max_size=20)


def sample(values: list[int]) -> Sample:
    return Sample({Fraction(value): values.count(value) for value in values})


class TestWelch:
    def test_by_hand(self) -> None:
        # 1, 2, 3 and 3, 5, 7: difference 3; s²/n 1/3 and 4/3, together 5/3; t = 3/√(5/3) = 2.3238;
        # freedom (5/3)² / ((1/3)²/2 + (4/3)²/2) = 50/17.
        found = welch(sample([1, 2, 3]), sample([3, 5, 7]))
        assert found.difference == 3
        assert found.p == pytest.approx(2 * stats.t.sf(3 / (5 / 3) ** 0.5, 50 / 17), rel=1e-9)

    def test_without_variance_on_either_side_nothing_is_tested(self) -> None:
        found = welch(sample([1, 1]), sample([3, 3]))
        assert (found.difference, found.interval, found.p) == (Fraction(2), (2.0, 2.0), 1.0)

    @given(VALUES, VALUES)
    def test_is_scipys(self, first: list[int], second: list[int]) -> None:
        found = welch(sample(first), sample(second))
        if len({*first}) > 1 or len({*second}) > 1:
            sides = [(np.mean(side), np.std(side, ddof=1), len(side)) for side in (second, first)]
            theirs = stats.ttest_ind_from_stats(*sides[0], *sides[1], equal_var=False)
            errors = [float(deviation) ** 2 / n for _, deviation, n in sides]
            freedom = sum(errors) ** 2 / sum(error**2 / (n - 1) for error, (*_, n) in zip(errors, sides, strict=True))
            reach = float(stats.t.ppf(0.975, freedom)) * sum(errors) ** 0.5
            middle = float(sides[0][0] - sides[1][0])
            assert found.p == pytest.approx(float(theirs.pvalue), rel=1e-8)
            assert found.interval == pytest.approx((middle - reach, middle + reach), rel=1e-9, abs=1e-9)


class TestHolm:
    def test_by_hand(self) -> None:
        # Sorted 0.01, 0.02, 0.04: x3 = 0.03, x2 = 0.04, x1 = 0.04.
        found = holm({"b": 0.04, "a": 0.01, "c": 0.02})
        assert found == pytest.approx({"b": 0.04, "a": 0.03, "c": 0.04})
        assert list(found) == ["b", "a", "c"]

    def test_of_no_tests_is_nothing(self) -> None:
        assert holm({}) == {}

    @given(st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=13))
    def test_never_shrinks_a_p_never_passes_one_and_keeps_their_order(self, p: list[float]) -> None:
        found = holm({str(n): each for n, each in enumerate(p)})
        assert all(p[int(name)] <= adjusted <= 1 for name, adjusted in found.items())
        by_p = sorted(found, key=lambda name: (p[int(name)], found[name]))
        assert all(found[first] <= found[second] for first, second in pairwise(by_p))
