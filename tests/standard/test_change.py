"""Change between two rounds."""

from dataclasses import replace
from fractions import Fraction

import pytest
from scipy import stats

from standard.answers import AnswerSet, Side
from standard.change import Change, Round, Trend, change
from tests.standard.sheets import LIBRARY, answers


def people(levels: str, capability: str = "6.1.1.1", perspective: str = "self", items: int = 4) -> list[str]:
    """One respondent a digit, answering the same on the first items."""
    return [f"r{n} {perspective} {capability} " + " ".join([level] * items) for n, level in enumerate(levels)]


def compare(before: list[str], after: list[str], side: Side = Side.INTERNAL, min_group: int | None = None) -> Change:
    return change(LIBRARY, Round(answers(*before), "1.0"), Round(answers(*after), "1.0"), side, min_group)


def test_a_clear_rise_is_an_improvement_and_a_clear_fall_a_decline() -> None:
    # 1, 1, 1, 1, 2 -> mean 30; 3, 3, 3, 3, 4 -> mean 80.
    means = (Fraction(30), Fraction(80))
    up = compare(people("11112"), people("33334")).capabilities["6.1.1.1"]
    assert (up.trend, up.means, up.difference, up.n) == (Trend.IMPROVED, means, Fraction(50), (5, 5))
    down = compare(people("33334"), people("11112")).capabilities["6.1.1.1"]
    assert (down.trend, down.difference) == (Trend.DECLINED, Fraction(-50))


def test_the_interval_is_welchs() -> None:
    found = compare(people("11124"), people("33344")).capabilities["6.1.1.1"]
    theirs = stats.ttest_ind([75, 75, 75, 100, 100], [25, 25, 25, 50, 100], equal_var=False)
    interval = theirs.confidence_interval(0.95)
    assert found.interval == pytest.approx((float(interval.low), float(interval.high)))
    assert found.p == pytest.approx(float(theirs.pvalue))


def test_a_small_difference_is_no_clear_change() -> None:
    assert compare(people("12341"), people("12342")).capabilities["6.1.1.1"].trend is Trend.UNCLEAR


def test_without_any_variance_there_is_no_clear_change_however_far_apart() -> None:
    found = compare(people("11111"), people("44444")).capabilities["6.1.1.1"]
    assert (found.trend, found.difference) == (Trend.UNCLEAR, Fraction(75))


def test_fewer_than_five_on_either_side_are_not_enough_data() -> None:
    found = compare(people("1112"), people("33334")).capabilities["6.1.1.1"]
    assert (found.trend, found.n, found.means, found.difference, found.p) == (
        Trend.NOT_ENOUGH_DATA,
        (4, 5),
        None,
        None,
        None,
    )


def test_an_anonymous_round_may_ask_for_more() -> None:
    found = compare(people("11112"), people("33334"), min_group=6).capabilities["6.1.1.1"]
    assert found.trend is Trend.NOT_ENOUGH_DATA


def test_the_more_is_tested_the_more_it_takes() -> None:
    # Alone p = 0.024 is clear; beside two capabilities that stay as they are Holm triples it to 0.072.
    before, after = people("01122"), people("13444")
    alone = compare(before, after).capabilities["6.1.1.1"]
    assert alone.p is not None
    assert alone.p == pytest.approx(0.0241, abs=1e-4)
    assert alone.trend is Trend.IMPROVED
    still = [line for capability in ("6.1.1.2", "6.1.1.3") for line in people("01234", capability)]
    among = compare([*before, *still], [*after, *still]).capabilities["6.1.1.1"]
    assert among.p == pytest.approx(3 * alone.p)
    assert among.trend is Trend.UNCLEAR
    assert among.interval == alone.interval


def test_only_items_asked_in_both_rounds_count_and_the_others_are_named() -> None:
    # The second item is new in the later round and pulls it down; it does not count.
    after = [f"r{n} self 6.1.1.1 3 0 . ." for n in range(5)]
    before = [f"r{n} self 6.1.1.1 3 . 1 ." for n in range(5)]
    found = compare(before, after)
    assert found.capabilities["6.1.1.1"].means == (Fraction(75), Fraction(75))
    assert (found.only_before, found.only_after) == (("6.1.1.1-3",), ("6.1.1.1-2",))
    assert not found.like_for_like


def test_rounds_of_the_same_items_and_version_are_alike() -> None:
    assert compare(people("11112"), people("33334")).like_for_like


def test_another_version_is_said() -> None:
    one = answers(*people("11112"))
    found = change(LIBRARY, Round(one, "1.0"), Round(one, "1.1"))
    assert found.versions == ("1.0", "1.1")
    assert not found.like_for_like


def test_a_round_of_an_older_library_is_compared_on_what_has_stayed() -> None:
    # The older data had a fifth item in 6.1.1.1 and nothing under 6.1.1.2.
    item = LIBRARY.items["6.1.1.1-1"]
    kept = {code: each for code, each in LIBRARY.items.items() if each.capability == "6.1.1.1"}
    fifth = {"6.1.1.1-5": item.model_copy(update={"code": "6.1.1.1-5"})}
    older = replace(LIBRARY, items={**kept, **fifth}, clauses={"6.1.1.1": LIBRARY.clauses["6.1.1.1"]})
    before = AnswerSet(older)
    for n, level in enumerate("11112"):
        before.add(f"r{n}", "self", "6.1.1.1-1", level)
        before.add(f"r{n}", "self", "6.1.1.1-5", "4")
    after = [*people("33334", items=1), *people("33334", "6.1.1.2", items=1)]
    found = change(LIBRARY, Round(before, "0.9"), Round(answers(*after), "1.0"))
    assert {clause: each.difference for clause, each in found.capabilities.items()} == {"6.1.1.1": 50}
    assert (found.only_before, found.only_after) == (("6.1.1.1-5",), ("6.1.1.2-1",))


def test_sides_are_compared_apart_and_what_nobody_was_asked_is_left_out() -> None:
    before, after = people("11112", perspective="external"), people("33334", perspective="external")
    assert compare(before, after).capabilities == {}
    outside = compare(before, after, Side.OUTSIDE).capabilities
    assert {clause: each.difference for clause, each in outside.items()} == {"6.1.1.1": Fraction(50)}


def test_a_capability_of_one_round_alone_has_nothing_in_common() -> None:
    assert compare(people("11112"), people("33334", "6.1.1.2")).capabilities == {}
