"""What comes in is cleaned before anybody sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.engine.events import clean
from dialogs.engine.presses import (
    ActionPress,
    CommandPress,
    FormPress,
    PressTooLong,
    ViewPress,
    number,
    packed,
    unpacked,
)


def test_signs_that_are_not_words_are_taken_out() -> None:
    assert clean("  a\x00b\ud800c\u202ed\ufeff \r\n e\rf\t ") == "abcd \n e\nf"


@given(st.text(alphabet=st.characters(), max_size=100))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@pytest.mark.parametrize(
    "press",
    [
        FormPress(12, "6.1.1.2-1/evidence", "remove", "0123456789"),
        FormPress(12345678901, "6.1.1.2-1/evidence", "comment", "comment"),
        ViewPress("standard", ("6.1", "2")),
        ViewPress("standard"),
        CommandPress("assess", "full"),
        ActionPress("remind", ("3",)),
    ],
)
def test_a_press_comes_back_as_it_was_packed(press: FormPress | ViewPress | CommandPress | ActionPress) -> None:
    data = packed(press)
    assert len(data.encode()) <= 64
    assert unpacked(data) == press


@pytest.mark.parametrize("step", ["a|b", "x" * 60, "机" * 20])
def test_a_press_that_does_not_fit_is_a_fault_of_the_dialog(step: str) -> None:
    with pytest.raises(PressTooLong):
        packed(FormPress(1, step, "answer", "1"))


@given(st.text(max_size=90))
def test_forged_data_is_read_as_a_press_or_as_nothing(data: str) -> None:
    press = unpacked(data)
    assert press is None or unpacked(packed(press)) == press


@pytest.mark.parametrize("value", ["", "-1", "x", "²", "１", "12345"])
def test_only_our_own_numbers_are_read_from_a_button(value: str) -> None:
    assert number(value) is None
    assert number("42") == 42
