"""Days until which something is to be done. It is Monday, 23 November 2026."""

import pytest

from dialogs.meeting.times import Moment, read_deadline
from tests.dialogs.meeting.times.monday import NOW, SHENZHEN


def read(text: str) -> str:
    """Give the day that was read, or why there is none."""
    found = read_deadline(text, NOW, SHENZHEN)
    return str(found.day) if isinstance(found, Moment) else type(found).__name__


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12月3日前", "2026-12-03"),
        ("12月3日之前完成", "2026-12-03"),
        ("截止12月3日", "2026-12-03"),
        ("下周五前", "2026-12-04"),
        ("明天下班前", "2026-11-24"),
        ("后天上午", "2026-11-25"),
        ("月底", "2026-11-30"),
        ("本月底前", "2026-11-30"),
        ("下个月底", "2026-12-31"),
        ("12月底前", "2026-12-31"),
        ("二月底", "2027-02-28"),
        ("年底前", "2026-12-31"),
        ("明年底", "2027-12-31"),
        ("by 3 December", "2026-12-03"),
        ("before Friday", "2026-11-27"),
        ("by the end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of this year", "2026-12-31"),
    ],
)
def test_a_day_until_which_something_is_to_be_done_is_read(written: str, day: str) -> None:
    assert read(written) == day


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("前", "NotUnderstood"),
        ("尽快", "NotUnderstood"),
        ("13月底", "NotUnderstood"),
        ("2月30日前", "Impossible"),
        ("腊月二十三前", "Lunar"),
        ("昨天之前", "Past"),
        ("十天前", "Past"),
        ("15日前", "Ambiguous"),
    ],
)
def test_what_is_no_such_day_is_told_for_what_it_is(written: str, reason: str) -> None:
    assert read(written) == reason
