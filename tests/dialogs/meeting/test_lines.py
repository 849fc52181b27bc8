import pytest

from dialogs.meeting.lines import lines_of


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("1. 停放密度\n2、收费\n（三）执法", ("停放密度", "收费", "执法")),
        ("- one\n\n• two\n* three", ("one", "two", "three")),
        ("2026年预算\n1.5倍方案\n三项制度", ("2026年预算", "1.5倍方案", "三项制度")),
        ("12）甲\n十二、乙\n3：丙", ("甲", "乙", "丙")),
        ("  \n \n", ()),
        ("1.\n甲", ("甲",)),
    ],
)
def test_a_typed_list_is_read_line_by_line_without_its_numbering(typed: str, lines: tuple[str, ...]) -> None:
    assert lines_of(typed) == lines
