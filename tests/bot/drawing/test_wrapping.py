"""Labels broken into lines, a character counting as one pixel, a Chinese one as two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.wrapping import shortened, wrapped


def width(text: str) -> float:
    return sum(2 if "\u2e80" <= character <= "\uffef" else 1 for character in text)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("机制建设能力", 12, ["机制建设能力"]),
        ("机制建设能力", 10, ["机制建设", "能力"]),
        ("6.1.1.2 机制建设能力", 15, ["6.1.1.2", "机制建设能力"]),
        ("参加会议（列席）。", 11, ["参加会议", "（列席）。"]),
        ("Guidance by Party building", 16, ["Guidance by", "Party building"]),
        ("Multi-party cooperation", 12, ["Multi-party", "cooperation"]),
        ("Multi-party", 8, ["Multi-", "party"]),
        ("Verfassung", 4, ["Verf", "assu", "ng"]),
        ("one two three four five", 9, ["one two", "three", "four five"]),
    ],
)
def test_a_label_is_broken_where_a_reader_would_break_it(text: str, room: float, lines: list[str]) -> None:
    assert wrapped(text, room, width) == lines


def test_what_does_not_fit_into_the_lines_ends_in_an_ellipsis() -> None:
    assert wrapped("one two three four five six", 9, width, most=2) == ["one two", "three fo…"]


def test_a_text_that_fits_is_not_shortened() -> None:
    assert shortened("机制", 4, width) == "机制"
    assert shortened("机制建设", 5, width) == "机制…"


@given(st.text(st.sampled_from("机制建设（），。- ab"), max_size=40), st.integers(4, 30))
def test_no_line_is_too_wide_and_nothing_but_spaces_is_lost(text: str, room: int) -> None:
    lines = wrapped(text, room, width, most=99)
    assert all(width(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
