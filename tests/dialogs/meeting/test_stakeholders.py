"""People typed one a line, and the kinds as people call them."""

import pytest

from dialogs.meeting.stakeholders import BadLine, Listed, kind_named, lacks_kind, people_listed, unreadable
from dialogs.meeting.terms import StakeholderKind

GOVERNMENT, ENTERPRISE, EXPERT = StakeholderKind.GOVERNMENT, StakeholderKind.ENTERPRISE, StakeholderKind.EXPERT


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("李明，南山街道办，党政部门", Listed(name="李明", organisation="南山街道办", kind=GOVERNMENT)),
        ("李明, 政府, 南山街道办", Listed(name="李明", organisation="南山街道办", kind=GOVERNMENT)),
        ("Li Ming; Enterprise", Listed(name="Li Ming", kind=ENTERPRISE)),
        ("李明\t快行科技\t企业", Listed(name="李明", organisation="快行科技", kind=ENTERPRISE)),
        ("李明，快行科技", Listed(name="李明", organisation="快行科技")),
        ("（1）李明", Listed(name="李明")),
        ("李明，企业、专家", Listed(name="李明", kind=ENTERPRISE, also=EXPERT)),
        ("李明，企业/企业", Listed(name="李明", kind=ENTERPRISE)),
        ("王芳 企业 快行科技", Listed(name="王芳", organisation="快行科技", kind=ENTERPRISE)),
        (
            "王芳 快行科技 深圳分公司 企业、专家",
            Listed(name="王芳", organisation="快行科技 深圳分公司", kind=ENTERPRISE, also=EXPERT),
        ),
        ("李明　政府", Listed(name="李明", kind=GOVERNMENT)),
        ("Li Ming enterprise Fast Bikes Ltd", Listed(name="Li Ming", organisation="Fast Bikes Ltd", kind=ENTERPRISE)),
        ("王 芳", Listed(name="王 芳")),
        ("政府 李明", Listed(name="政府 李明")),
        ("Li Ming", Listed(name="Li Ming")),
    ],
)
def test_a_line_is_a_name_maybe_a_body_and_a_kind(typed: str, listed: Listed) -> None:
    assert people_listed(typed) == (listed,)


@pytest.mark.parametrize(
    ("typed", "line", "why"),
    [
        ("李明，企业\n张三、李四", 2, "several people"),
        ("李明，甲公司，乙公司", 1, "the kind is one of"),
        ("李明，甲公司，企业，其他的话", 1, "the kind is one of"),
        ("名" * 101, 1, "longer than"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_reason(typed: str, line: int, why: str) -> None:
    with pytest.raises(BadLine, match=why) as caught:
        people_listed(typed)

    assert caught.value.sentence.values["number"] == line
    assert unreadable(typed) == caught.value.sentence
    assert not lacks_kind(typed)


def test_too_many_lines_and_none_at_all_are_refused() -> None:
    with pytest.raises(BadLine, match="at most"):
        people_listed("\n".join(f"人{n}" for n in range(501)))
    assert unreadable(" \n 1. ") is not None
    assert unreadable("李明") is None


def test_who_is_of_no_kind_yet_is_noticed() -> None:
    assert lacks_kind("李明，企业\n老张")
    assert not lacks_kind("李明，企业")


@pytest.mark.parametrize("word", ["居民", "市民", "（公众）", "PUBLIC", "The public", "群众"])
def test_a_kind_has_several_names(word: str) -> None:
    assert kind_named(word) is StakeholderKind.PUBLIC


def test_a_body_is_no_kind() -> None:
    assert kind_named("南山区城管局") is None
