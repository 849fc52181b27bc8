"""Cronbach's α over organisations."""

from fractions import Fraction

from standard.reliability import capability_reliability, item_means
from tests.standard.sheets import LIBRARY, answers


def test_an_organisations_means_are_item_by_item_over_those_with_a_level() -> None:
    # Item 1: 1, 2; item 2: 4 alone; item 3: 0, 0; item 4: 3.
    held = answers("a self 6.2.1.1 1 4 0 NA", "b self 6.2.1.1 2 DK 0 3", "o external 6.2.1.1 0 0 0 0")
    assert item_means(LIBRARY, held, "6.2.1.1") == (Fraction(3, 2), Fraction(4), Fraction(0), Fraction(3))


def test_an_item_without_a_level_leaves_the_organisation_out() -> None:
    assert item_means(LIBRARY, answers("a self 6.2.1.1 1 4 0 NA"), "6.2.1.1") is None
    assert item_means(LIBRARY, answers(), "6.2.1.1") is None


def test_ten_organisations_whose_items_move_together_are_wholly_reliable() -> None:
    # Every item has the same mean, k/4: α = 4/3 x (1 - 4 v / 16 v) = 1.
    organisations = [answers(*(f"r{n} self 6.1.1.1 {n} {n} {n} {n}" for n in range(k % 5 + 1))) for k in range(10)]
    assert capability_reliability(LIBRARY, organisations, "6.1.1.1") == 1


def test_nine_are_not_enough_data_and_an_incomplete_tenth_does_not_help() -> None:
    nine = [answers(f"a self 6.1.1.1 {k % 5} {k % 5} {k % 5} {k % 5}") for k in range(9)]
    assert capability_reliability(LIBRARY, nine, "6.1.1.1") is None
    assert capability_reliability(LIBRARY, [*nine, answers("a self 6.1.1.1 1 2 _ _")], "6.1.1.1") is None
