"""What a button carries is read back with suspicion: a forged number is no row's."""

import pytest

from dialogs.engine.presses import row_number


@pytest.mark.parametrize(("carried", "row"), [("1", 1), ("0", 0), ("9" * 18, 10**18 - 1), (42, 42)])
def test_a_rows_number_is_read(carried: str | int, row: int) -> None:
    assert row_number(carried) == row


@pytest.mark.parametrize("forged", ["", "x", "-1", "1.5", " 1", "１", "²", "9" * 19, "1" * 5000])
def test_what_can_be_no_rows_number_is_that_of_none(forged: str) -> None:
    assert row_number(forged) == 0
