"""Small numbers: what an anonymous round withholds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.answers import Side
from standard.breakdown import breakdown
from standard.organisation import Settings
from standard.scoring import Figure
from standard.withholding import MinGroupError, checked_min_group, too_few, withheld_groups
from tests.standard.sheets import LIBRARY, answers, figure, result


def respondents(n: int, rest: str = "self 6.1.1.1 2 3 2 3") -> list[str]:
    return [f"r{k} {rest}" for k in range(n)]


class TestTheSmallestGroup:
    @pytest.mark.parametrize("min_group", [-1, 0, 2])
    def test_is_never_below_three(self, min_group: int) -> None:
        with pytest.raises(MinGroupError):
            checked_min_group(min_group)
        with pytest.raises(MinGroupError):
            result(settings=Settings(min_group=min_group))

    def test_may_be_three(self) -> None:
        assert checked_min_group(3) == 3

    @pytest.mark.parametrize(
        ("n", "min_group", "withheld"), [(4, 5, True), (5, 5, False), (0, 5, False), (1, None, False)]
    )
    def test_decides_what_is_too_few(self, n: int, min_group: int | None, *, withheld: bool) -> None:
        assert too_few(n, min_group) is withheld


class TestAFigure:
    def test_over_enough_respondents_is_shown(self) -> None:
        found = figure(*respondents(5), min_group=5)
        assert not found.withheld
        assert found.score == 62.5

    def test_over_too_few_is_withheld_but_for_how_many_they_are(self) -> None:
        found = figure(*respondents(4), min_group=5)
        assert found == Figure(4, None, None, withheld=True)
        assert (found.level, found.deviation, found.interval) == (None, None, None)

    def test_over_nobody_is_not_withheld(self) -> None:
        assert not figure(*respondents(5), side=Side.OUTSIDE, min_group=5).withheld

    def test_of_not_applicable_by_too_few_is_withheld(self) -> None:
        all_na = "self 6.2.1.1 NA NA NA NA"
        assert figure(*respondents(4, all_na), min_group=5).withheld
        assert figure(*respondents(5, all_na), min_group=5).verdict == "not applicable"

    def test_with_too_few_scores_is_withheld_however_many_said_na(self) -> None:
        lines = [*respondents(6, "self 6.2.1.1 NA"), "ann self 6.2.1.1 3"]
        assert figure(*lines, min_group=5) == Figure(1, None, None, withheld=True)

    def test_of_too_few_insufficient_sheets_is_withheld_too(self) -> None:
        assert figure(*respondents(4, "self 6.1.1.1 DK"), min_group=5).withheld
        assert figure(*respondents(5, "self 6.1.1.1 DK"), min_group=5).insufficient == 5

    def test_keeps_back_an_agreement_of_too_few_complete_respondents(self) -> None:
        lines = [*respondents(3), "x self 6.1.1.1 2 3 2 _", "y self 6.1.1.1 2 3 _ 3"]
        found = figure(*lines, min_group=5)
        assert (found.n, found.agreement, found.complete, found.agreement_withheld) == (5, None, None, True)
        assert figure(*lines, min_group=3).agreement == 1


class TestEverythingAbove:
    def test_counts_a_withheld_capability_as_unscored(self) -> None:
        lines = [*respondents(5), *respondents(4, "self 6.1.1.2 0"), "q external 6.1.1.1 0"]
        found = result(*lines, settings=Settings(min_group=5))
        group = found.groups["6.1.1"].internal
        assert group.score == found.capabilities["6.1.1.1"].internal.score == 62.5
        assert group.unscored == ("6.1.1.2", "6.1.1.3")
        assert found.maturity.level is None
        assert "6.1.1.2" in found.maturity.held_back_by
        assert found.capabilities["6.1.1.1"].gap is None


class TestABreakdown:
    @pytest.mark.parametrize(
        ("sizes", "withheld"),
        [
            ({"a": 9, "b": 7, "c": 5}, ""),
            ({"a": 9, "b": 7, "c": 4}, "cb"),  # 4 alone would follow from the total; 4 + 7 hold 11
            ({"a": 9, "b": 2, "c": 3}, "bc"),  # 2 + 3 hold five together
            ({"a": 9, "b": 2, "c": 2}, "abc"),  # 4 do not: all
            ({"a": 9, "b": 1, "c": 4, "d": 6}, "bc"),
            ({"a": 6, "b": 6, "c": 4}, "ac"),  # of equals the first by name
            ({"a": 9, "b": 0}, ""),
            ({"a": 4, "b": 4, "c": 4, "d": 5}, "abc"),  # all that are too small, though two held enough
            ({"a": 4}, "a"),
            ({}, ""),
        ],
    )
    def test_withholds_the_smallest_until_they_hold_enough(self, sizes: dict[str, int], withheld: str) -> None:
        assert withheld_groups(sizes, 5) == set(withheld)

    def test_withholds_nothing_where_the_rule_is_off(self) -> None:
        assert withheld_groups({"a": 1}, None) == frozenset()

    @given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)), st.integers(3, 8))
    def test_lets_no_figure_over_too_few_be_had_by_subtraction(self, sizes: dict[str, int], min_group: int) -> None:
        withheld = withheld_groups(sizes, min_group)
        shown = {group for group, size in sizes.items() if size} - withheld
        assert all(sizes[group] >= min_group for group in shown)
        held = sum(sizes[group] for group in withheld)
        assert not withheld or held >= min_group or not shown

    def test_is_computed_capability_by_capability(self) -> None:
        groups = {
            "street": answers(*respondents(6), *respondents(6, "self 6.1.1.2 1")),
            "centre": answers(*respondents(5), *respondents(2, "self 6.1.1.2 4")),
            "board": answers("x external 6.1.1.1 4"),
        }
        found = breakdown(LIBRARY, groups, Side.INTERNAL, min_group=5)
        assert [found["6.1.1.1"][group].score for group in groups] == [62.5, 62.5, None]
        assert [found["6.1.1.2"][group].withheld for group in groups] == [True, True, False]
        assert found["6.1.1.2"]["street"] == Figure(6, None, None, withheld=True)

    def test_shows_all_of_a_named_round(self) -> None:
        found = breakdown(LIBRARY, {"board": answers("x self 6.1.1.1 4")}, Side.INTERNAL)
        assert found["6.1.1.1"]["board"].score == 100
