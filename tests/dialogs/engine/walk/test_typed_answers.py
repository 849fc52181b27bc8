"""Typed answers: numbers, days and words as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.engine.forms import Option
from dialogs.engine.text import _
from dialogs.engine.walk.numerals import day, ordinal, whole_number
from dialogs.engine.walk.spelling import begun_option, command, exact_option, folded, spelled
from standard.models import Words
from tests.dialogs.engine.walk.players import Player
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, MEETING, OTHERS

LEVELS = tuple(Option(value=str(level), label=str(level)) for level in range(5)) + OTHERS
SIZES = (Option(value="s", label="10–19 人"), Option(value="m", label="20–29 人"), Option(value="r", label="10-19"))
KINDS = (
    Option(value="hall", label=Words(zh="会议室", en="Meeting room"), words=("room",)),
    Option(value="street", label=Words(zh="会场外", en="Out of doors")),
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("３", 3),
        ("三", 3),
        ("3.", 3),
        (" (3) ", 3),
        ("-3", -3),
        ("−3", -3),
        ("负三", -3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("两百零五", 205),
        ("一千二百三十四", 1234),
        ("一万零一", 10_001),
        ("二〇二六", 2026),
        ("3万", 30_000),
        ("1,200", 1200),
        ("１，２００", 1200),
        ("٣", 3),
    ],
)
def test_whole_numbers_are_read_in_any_usual_digits(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "3.5", "3-4", "1,20", "three", "负", "负x", "三x", "9" * 5000, "3 4"])
def test_what_is_no_whole_number_is_not_guessed_at(text: str) -> None:
    assert whole_number(text) is None


@given(st.integers(min_value=-(10**17), max_value=10**17))
def test_every_number_is_read_back(number: int) -> None:
    assert whole_number(str(number)) == number
    assert whole_number(f"{number:,}") == number


@pytest.mark.parametrize(("text", "number"), [("第三个", 3), ("3分", 3), ("第２项", 2), ("三", 3)])
def test_options_are_counted_in_words_too(text: str, number: int) -> None:
    assert ordinal(text) == number


def test_nothing_is_no_number_of_an_option() -> None:
    assert ordinal("") is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01",
        "2026/3/1",
        "2026.3.1",
        "20260301",
        "2026年3月1日",
        "２０２６年３月１日",
        "二〇二六年三月一日",
        "2026 - 3 - 1",
    ],
)
def test_a_day_is_read_in_any_usual_writing(text: str) -> None:
    assert day(text) == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["", "1 March", "2026-02-30", "2026-13-01", "3-1", "2026-〇x-01", "9999999999-1-1"])
def test_what_is_no_day_is_not_guessed_at(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", "3"),
        ("３。", "3"),
        ("三", "3"),
        ("不适用", "NA"),
        ("not applicable!", "NA"),
        ("I DON’T KNOW", "DK"),
        ("dk", "DK"),
    ],
)
def test_a_level_is_typed_by_its_number_or_its_words(text: str, value: str) -> None:
    found = exact_option(text, LEVELS, spelled)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["5", "-3", "3.5", "34", "不", "", "!", "x" * 1000])
def test_what_names_no_level_is_refused(text: str) -> None:
    assert exact_option(text, LEVELS, spelled) is None
    assert begun_option(text, LEVELS, spelled) is None


def test_an_option_without_a_number_is_counted_from_the_first() -> None:
    assert exact_option("2", KINDS, spelled) == KINDS[1]
    assert exact_option("第一个", KINDS, spelled) == KINDS[0]
    assert exact_option("0", KINDS, spelled) is None
    assert exact_option("3", KINDS, spelled) is None


def test_the_beginning_of_one_option_is_enough_but_not_of_two() -> None:
    assert begun_option("会议", KINDS, spelled) == KINDS[0]
    assert begun_option("out of", KINDS, spelled) == KINDS[1]
    assert begun_option("会", KINDS, spelled) is None
    twins = (Option(value="a", label="north gate"), Option(value="b", label="north hall"))
    assert begun_option("north", twins, spelled) is None


def test_two_options_of_one_name_are_not_told_apart_by_it() -> None:
    twins = (Option(value="a", label="王芳"), Option(value="b", label="王芳"))
    assert exact_option("王芳", twins, spelled) is None
    same = (Option(value="a", label="第3项"), Option(value="b", label="三号"))
    assert exact_option("3", same, spelled) is None


def test_a_range_of_numbers_is_not_run_together() -> None:
    assert folded("10–19") == "10-19"
    assert exact_option("10 - 19", SIZES, spelled) == SIZES[2]
    assert exact_option("1019", SIZES, spelled) is None


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("返回", "back"),
        ("Back.", "back"),
        ("/cancel", "leave"),
        ("跳过！", "skip"),
        ("that's all", "ok"),
        ("x" * 500, None),
    ],
)
def test_our_own_words_are_known_in_both_languages(text: str, known: str | None) -> None:
    assert command(text) == known


def test_our_own_labels_are_known_by_the_sentence_in_the_code() -> None:
    assert spelled(_("Submit")) == ("Submit",)


@pytest.mark.parametrize("text", ["3", "３", "三", "3."])
def test_a_level_typed_in_any_way_is_recorded_as_the_pressed_one(text: str) -> None:
    assert Player(ASSESSMENT).type(text).state.answers == {"6.1.1.2-1": "3"}


def test_a_level_can_be_typed_by_the_beginning_of_its_words() -> None:
    player = Player(ASSESSMENT).type("不清").type("not appl")
    assert player.state.answers == {"6.1.1.2-1": "DK", "6.1.1.2-2": "NA"}


def test_too_many_words_are_refused_with_both_numbers_and_nothing_changes() -> None:
    player = Player(MEETING).type("x" * 10_000)
    assert "10,000" in player.notice
    assert "60" in player.notice
    assert player.state.answers == {}
    assert Player(ASSESSMENT).type("x" * 10_000).state.draft == {}


def test_nothing_typed_says_what_can_be_typed() -> None:
    assert "up to 60" in Player(MEETING).type("").notice
    assert "Press one of the buttons" in Player(ASSESSMENT).type("").notice


def test_a_question_that_must_be_answered_cannot_be_skipped_by_typing() -> None:
    player = Player(MEETING).type("title").type("跳过")
    assert player.notice == "This question cannot be skipped."
    assert player.place == "kind"


def test_a_word_of_ours_is_an_answer_where_words_are_asked_and_it_has_no_other_use() -> None:
    assert Player(MEETING).type("完成").state.answers == {"title": "完成"}
    assert Player(MEETING).type("skip").state.answers == {"title": "skip"}
    assert Player(MEETING).type("title").press("Public").type("skip").state.answers["reason"] is None


def test_a_word_of_ours_that_has_no_use_here_says_what_has() -> None:
    assert "Press one of the buttons" in Player(ASSESSMENT).type("完成").notice
