"""Attendance typed by kind, or as five numbers in order."""

import pytest

from dialogs.engine.interpreted import Understood, Unsure
from dialogs.meeting.headcounts import counts_asked, counts_of
from dialogs.meeting.terms import StakeholderKind

STEP = counts_asked(name="counts", label="Counts", prompt=())


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("党政部门2 企业5 公众30/40", "government=2/2,enterprise=5/5,public=30/40"),
        ("公众：３０人，专家 1 名", "public=30/30,expert=1/1"),
        ("居民12、社会组织3/4。", "public=12/12,organisation=3/4"),
        ("Government 2, enterprises 5", "government=2/2,enterprise=5/5"),
        ("2 5 30/40 1 0", "government=2/2,enterprise=5/5,public=30/40,organisation=1/1"),
        ("2,5,30,1,3", "government=2/2,enterprise=5/5,public=30/30,organisation=1/1,expert=3/3"),
    ],
)
def test_counts_are_understood(typed: str, value: str) -> None:
    assert STEP.read(typed) == Understood(value)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("三十来人", "could not read"),
        ("30", "could not read"),
        ("1 2 3", "could not read"),
        ("企业5 企业6", "could not read"),
        ("公众40/30", "More came than were invited"),
        ("0 0 0 0 0", "could not read"),
        ("", "could not read"),
    ],
)
def test_what_is_no_count_is_asked_for_again(typed: str, why: str) -> None:
    found = STEP.read(typed)

    assert isinstance(found, Unsure)
    assert why in str(found.why)


def test_a_count_is_read_back() -> None:
    assert counts_of("public=30/40,expert=1/1") == {
        StakeholderKind.PUBLIC: (40, 30),
        StakeholderKind.EXPERT: (1, 1),
    }
