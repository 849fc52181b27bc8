"""The lines of a backup: every value comes back as it was, and every change is noticed."""

import json

import pytest

from bot.backup import lines
from bot.backup.lines import LineReader, Tally
from tests.bot.backup.installation import NOW


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        2**62,
        2.5,
        "",
        "议题\n“甲”\u2028",
        b"",
        b"a",
        b"\xff\x00",
        NOW,
        NOW.date(),
        [],
        [1.5],
        {"j": {"t": 1}},
        {1},
    ],
)
def test_a_value_comes_back_as_it_was_or_is_refused_at_once(value: object) -> None:
    if isinstance(value, set):
        with pytest.raises(TypeError):
            lines.row_line([value])
        return
    line = lines.row_line([value])

    assert line.count(b"\n") == 1
    assert lines.row_values(line) == [value]


def test_an_instant_is_the_same_line_from_either_database() -> None:
    assert lines.row_line([NOW]) == lines.row_line([NOW.replace(tzinfo=None)])
    assert lines.row_values(lines.row_line([NOW.replace(tzinfo=None)])) == [NOW]


def test_tallies_do_not_depend_on_the_order_of_rows_and_notice_every_change() -> None:
    def tally(*rows: bytes) -> Tally:
        found = Tally()
        for row in rows:
            found.add(row)
        return found

    assert tally(b"a", b"b") == tally(b"b", b"a")
    assert len({json.dumps(tally(*rows).model_dump()) for rows in ([b"a"], [b"a", b"a"], [b"b"], [b"a", b"b"])}) == 4


def test_lines_are_cut_wherever_the_chunks_end() -> None:
    assert list(lines.split([b"a\nb", b"", b"c\n", b"d\n\ne"])) == [b"a\n", b"bc\n", b"d\n", b"\n"]


def test_a_reader_refuses_what_does_not_begin_with_a_heading() -> None:
    with pytest.raises(ValueError, match="validation error"):
        LineReader(iter([])).heading()
