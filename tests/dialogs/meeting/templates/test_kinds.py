"""The kinds' templates as data: complete, consistent with the standard, refused by name and line where they are not."""

from pathlib import Path

import pytest

from dialogs.meeting.templates.kinds import FILE, loaded, templates
from dialogs.meeting.terms import Stage
from standard.faults import DataFault
from standard.library import library

ONE = """
- clause: "5.1"
  fields:
    - {key: basis, label: {zh: 依据, en: Basis}, ask: {zh: 依据什么？, en: On what basis?}}
  agenda: [{zh: 讨论, en: Discussion}]
  participants: [{kind: public, whom: {zh: 居民, en: residents}}]
  stages: {collecting: -9, consulting: 0, reviewing: 9}
  notice: "3"
  materials: "1"
"""


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_every_kind_of_chapter_5_has_its_template() -> None:
    assert list(templates()) == list(library().affairs)


def test_each_kind_asks_for_what_the_specification_names() -> None:
    assert {clause: [field.key for field in template.fields] for clause, template in templates().items()} == {
        "5.1": ["policy_basis", "department"],
        "5.2": ["affected", "funding"],
        "5.3": ["coverage", "reply"],
        "5.4": ["charter_basis", "proxies"],
    }


def test_internal_affairs_need_two_thirds_present_half_agreed_and_the_supervisor() -> None:
    rules = templates()["5.4"].rules

    assert (rules.quorum, rules.majority, rules.supervisor_signs) == ("2/3", "1/2", True)


def test_stages_come_in_their_order_around_the_day_itself() -> None:
    for template in templates().values():
        days = [template.stages[stage] for stage in Stage]
        assert days == sorted(days)
        assert template.stages[Stage.CONSULTING] == 0
        assert template.materials <= template.notice


def test_a_folder_that_holds_is_loaded(tmp_path: Path) -> None:
    assert loaded(written(tmp_path, ONE))["5.1"].notice == 3


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ("quorum: 7/3", 'notice: "3"', "not a share between none and all"),
        ("supervisors: 1", 'notice: "3"', "Extra inputs"),
        ('notice: "-1"', 'notice: "3"', "greater than or equal to 0"),
        ("stages: {collecting: 4, consulting: 0}", "stages:", "a later stage lies before an earlier one"),
        ("stages: {collecting: -4}", "stages:", "the consultation itself is day 0"),
        ("agenda: []", "agenda:", "at least 1 item"),
        ("participants: [{kind: robots, whom: {zh: 机器, en: robots}}]", "participants:", "Input should be"),
    ],
)
def test_what_does_not_hold_is_named_with_its_line(tmp_path: Path, wrong: str, right: str, fault: str) -> None:
    lines = [f"  {wrong}" if line.strip().startswith(right) else line for line in ONE.splitlines()]
    with pytest.raises(DataFault, match=fault) as caught:
        loaded(written(tmp_path, "\n".join(lines)))

    assert all(one.file == FILE and one.line > 0 for one in caught.value.faults)


def test_a_key_or_a_kind_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    field = "    - {key: basis, label: {zh: 依据, en: Basis}, ask: {zh: 依据什么？, en: On what basis?}}\n"
    with pytest.raises(DataFault, match="'basis' stands here twice"):
        loaded(written(tmp_path, ONE.replace(field, field * 2)))
    with pytest.raises(DataFault, match="2 faults"):
        loaded(written(tmp_path, ONE + ONE))


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match="is missing"):
        loaded(tmp_path)
