"""What stands in one line: a list of equals, or facts about one thing."""

import pytest

from dialogs.engine import forms
from dialogs.engine.forms import Number
from dialogs.engine.text import Text
from dialogs.engine.walk.summary import SHOWN, listed, shortened, side_by_side, summary
from standard.models import Words
from tests.dialogs.engine.walk.players import CHINESE, ENGLISH

ROADS, WATER = Words(zh="道路", en="Roads"), Words(zh="供水", en="Water")
WORDS = forms.Words(name="agenda", label="Agenda", prompt=())


@pytest.mark.parametrize(
    ("facts", "said"),
    [([ROADS], "Roads"), ([ROADS, WATER], "Roads · Water"), ([ROADS, "3rd floor", WATER], "Roads · 3rd floor · Water")],
)
def test_facts_about_one_thing_stand_beside_each_other(facts: list[Text], said: str) -> None:
    assert ENGLISH.say(side_by_side(facts)) == said


def test_facts_and_lists_are_said_in_the_readers_language() -> None:
    assert CHINESE.say(side_by_side([ROADS, WATER])) == "道路 · 供水"
    assert CHINESE.say(listed([ROADS, WATER])) == "道路, 供水"  # the catalogue, which these readers lack, has 、


def test_words_are_cut_for_a_list_and_stand_on_one_line() -> None:
    assert shortened(" two\nlines ") == "two lines"
    assert shortened("x" * SHOWN) == "x" * SHOWN
    assert shortened("x" * (SHOWN + 1)) == "x" * (SHOWN - 1) + "…"


def test_a_number_is_said_with_what_it_counts_where_the_step_says_so() -> None:
    days = Number(name="days", label="Days", prompt=(), said=lambda days: f"{days} days before")
    assert summary(days, 10) == "10 days before"
    assert summary(Number(name="days", label="Days", prompt=()), 10) == "10"
    assert summary(days, None) == summary(WORDS, None)


def test_the_lines_of_somebodys_words_are_told_apart() -> None:
    assert summary(WORDS, "Opening\n\nVote\n") == "Opening / Vote"
    assert summary(WORDS, "Opening") == "Opening"
