"""What a button carries is read back with suspicion: a forged number is no row's."""

import pytest

from dialogs.engine.presses import page_of, row_number


@pytest.mark.parametrize(("carried", "row"), [("1", 1), ("0", 0), ("9" * 18, 10**18 - 1), (42, 42)])
def test_a_rows_number_is_read(carried: str | int, row: int) -> None:
    assert row_number(carried) == row


@pytest.mark.parametrize("forged", ["", "x", "-1", "1.5", " 1", "１", "²", "9" * 19, "1" * 5000])
def test_what_can_be_no_rows_number_is_that_of_none(forged: str) -> None:
    assert row_number(forged) == 0


@pytest.mark.parametrize(
    ("carried", "page"), [("2", 2), ("0", 1), ("9", 3), ("x", 1), ("", 1), ("123456", 1), ("２", 1)]
)
def test_a_page_is_the_nearest_one_there_is(carried: str, page: int) -> None:
    assert page_of(carried, 3) == page


def test_of_nothing_the_first_page_is_shown() -> None:
    assert page_of("1", 0) == 1
