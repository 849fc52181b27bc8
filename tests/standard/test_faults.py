"""What is said of a folder of data that is faulty: every fault, by its file, line and place."""

from pathlib import Path

import pytest
import yaml

from standard.faults import DataFault, Fault
from standard.library import load_library
from tests.standard.small_standard import GLOSSARY, copy_packaged, write_small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small standard, to be loaded or broken."""
    write_small(tmp_path)
    return tmp_path


def _break(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _faults(folder: Path) -> list[str]:
    with pytest.raises(DataFault) as caught:
        load_library(folder)
    return [str(fault) for fault in caught.value.faults]


BROKEN = [
    # what is wrong with a record
    ("items/6.1.yaml", "zh: 第2级, ", "", "items/6.1.yaml:7: 6.1.1.1-1.levels.2.zh: Field required"),
    ("items/6.1.yaml", "  phrase:", "  phase:", "items/6.1.yaml:1: 6.1.1.1-1.phrase: Field required"),
    ("items/6.1.yaml", "6.1.1.1-1", "6.3.1-1", "items/6.1.yaml:1: 6.3.1-1.code: String should match"),
    ("items/6.1.yaml", "- code: 6.1.1.1-1", "- cod: 6.1.1.1-1", "items/6.1.yaml:1: 0.code: Field required"),
    ("items/6.1.yaml", "    - {zh: 第4级, en: level 4}\n", "", "items/6.1.yaml:5: 6.1.1.1-1.levels.4: Field"),
    ("glossary.yaml", "zh: 议题", "zh: ''", "glossary.yaml:2: topic.zh: String should have at least 1"),
    (
        "support.yaml",
        "    asked:",
        "    begged:",
        "support.yaml:4: scale.progress.begged.[key]: Input should",
    ),
    ("support.yaml", "scale:", "scales:", "support.yaml:1: scale: Input should be a valid dictionary"),
    ("affairs.yaml", "kinds:", "sorts:", "affairs.yaml:1: kinds: is not a list"),
    # what does not agree with what
    (
        "items/6.1.yaml",
        "设置岗位",
        "设立岗位",
        "items/6.1.yaml:12: 6.1.1.1-2.phrase: 设立岗位 does not occur",
    ),
    ("items/6.1.yaml", "第3级", "第1级", "items/6.1.yaml:8: 6.1.1.1-1.levels.3.zh: says the same as level 1"),
    ("items/6.1.yaml", "level 4", "level 0", "items/6.1.yaml:9: 6.1.1.1-1.levels.4.en: says the same as lev"),
    ("items/6.1.yaml", "6.1.1.1-2", "6.1.1.1-1", "items/6.1.yaml:11: 6.1.1.1-1: stands here a second time"),
    ("items/6.1.yaml", "6.1.1.1-2", "6.1.1.1-4", "items/6.1.yaml:20: 6.1.1.1-3: stands after 6.1.1.1-4, out"),
    (
        "items/6.1.yaml",
        "6.1.1.1-3",
        "6.1.2.1-3",
        "items/6.1.yaml:20: 6.1.2.1-3.code: there is no clause 6.1.",
    ),
    ("items/6.1.yaml", "6.1.1.1-3", "6.1.2.1-3", "items: 6.1.1.1: has 2 items, and needs at least 3"),
    ("items/6.1.yaml", "  pulse: true\n", "", "items: 6.1.1.1: has 0 pulse items, and needs exactly one"),
    ("clauses/all.yaml", "6.1.1.1", "6.1.3.1", "clauses/all.yaml:13: 6.1.3.1: stands under 6.1.3, which is"),
    ("clauses/all.yaml", "., binding: 宜", "., binding: 可", "clauses/all.yaml:24: 6.2.1.1.text: is a capab"),
    ("version.yaml", "{}", '{"5": abc}', "version.yaml:4: printed.5: chapter 5 does not read as printed: "),
    ("affairs.yaml", 'clause: "5.1"', 'clause: "6.1"', "affairs.yaml:2: kinds.6.1.clause: there is no clause 6.1"),
    ("affairs.yaml", 'clause: "5.1"', 'clause: "5.2"', "affairs.yaml: 5.1: has no kind of consultation"),
    ("affairs.yaml", '["6.2.1.1"]', '["6.2.1"]', "affairs.yaml:2: kinds.5.1: there is no capability 6.2.1"),
    ("affairs.yaml", "policy: []", "policy: ['6.9']", "affairs.yaml:2: kinds.5.1: there is no capability 6.9"),
    ("affairs.yaml", "policy: []", "other: []", "affairs.yaml:9: kinds.5.1.exercises.other: is not one of the sub"),
    (
        "affairs.yaml",
        'capability: "6.2.1.1"',
        'capability: "6.2"',
        "affairs.yaml:13: tags.emergency.capability: there is",
    ),
    (
        "support.yaml",
        "7.1-a-2",
        "7.1-2",
        "support.yaml:19: measures.7.1-2.phrase: 企业帮助 does not occur in clause 7",
    ),
    ("remedies.yaml", "6.1.1.1", "6.1.1", "remedies.yaml:1: 6.1.1.capability: there is no capability 6.1.1"),
    ("remedies.yaml", "6.1.1.1", "6.2.1.1", "remedies.yaml: 6.1.1.1: has no remedy"),
    (
        "remedies.yaml",
        "7.1-a",
        "6.1",
        "remedies.yaml:2: 6.1.1.1.support: there is no clause 6.1 in chapter 7",
    ),
    ("glossary.yaml", GLOSSARY, GLOSSARY * 2, "glossary.yaml:5: topic: stands here a second time"),
    # what cannot be read at all
    ("glossary.yaml", GLOSSARY, "", "glossary.yaml: is empty"),
    ("glossary.yaml", GLOSSARY, "- [a\n", "glossary.yaml:2: is not YAML: did not find expected"),
    ("glossary.yaml", GLOSSARY, "a\x00b", "glossary.yaml: is not YAML: "),
    (
        "glossary.yaml",
        "  zh: 议题\n",
        "  zh: 议题\n  zh: 题\n",
        "glossary.yaml:3: the key 'zh' stands here twi",
    ),
    ("glossary.yaml", "zh: 议题", "[zh]: 议题", "glossary.yaml:2: a key is not a word"),
    ("glossary.yaml", GLOSSARY, "&a [*a]", "glossary.yaml:1: is nested too deep"),
    ("glossary.yaml", GLOSSARY, "- words", "glossary.yaml:1: 0: Input should be a valid dictionary"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), BROKEN, ids=[each[3][:60] for each in BROKEN])
def test_a_fault_is_named_by_file_line_and_place(folder: Path, name: str, old: str, new: str, said: str) -> None:
    _break(folder, name, old, new)
    assert [fault for fault in _faults(folder) if fault.startswith(said)], _faults(folder)


def test_all_faults_are_told_together_in_the_order_of_the_files(folder: Path) -> None:
    _break(folder, "remedies.yaml", "7.1-a", "7.9")
    _break(folder, "glossary.yaml", "en: topic", "english: topic")
    _break(folder, "items/6.2.yaml", "征集意见", "征求意见")
    with pytest.raises(DataFault) as caught:
        load_library(folder)
    assert str(caught.value) == (
        "The data of the standard has 4 faults:\n"
        "  glossary.yaml:1: topic.en: Field required\n"
        "  glossary.yaml:3: topic.english: Extra inputs are not permitted\n"
        "  items/6.2.yaml:11: 6.2.1.1-2.phrase: 征求意见 does not occur in clause 6.2.1.1\n"
        "  remedies.yaml:2: 6.1.1.1.support: there is no clause 7.9 in chapter 7"
    )


def test_one_fault_is_one_fault() -> None:
    fault = Fault("glossary.yaml", 0, "", "is empty")
    assert str(DataFault([fault])) == "The data of the standard has 1 fault:\n  glossary.yaml: is empty"


@pytest.mark.parametrize("name", ["version.yaml", "affairs.yaml", "support.yaml", "glossary.yaml"])
def test_a_missing_file_is_named_once(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert _faults(folder) == [f"{name}: is missing"]


def test_a_folder_without_items_says_so_and_no_more(folder: Path) -> None:
    (folder / "items/6.1.yaml").unlink()
    (folder / "items/6.2.yaml").unlink()
    said = ["items: there is no such folder, or it holds no .yaml file"]
    assert _faults(folder) == said
    (folder / "items/notes.txt").unlink()
    (folder / "items").rmdir()
    assert _faults(folder) == said


def test_a_faulty_record_is_not_also_reported_missing(folder: Path) -> None:
    _break(folder, "items/6.1.yaml", "6.1.1.1-3\n  phrase", "6.1.1.1-3\n  phase")
    _break(folder, "remedies.yaml", "whom", "who")
    _break(folder, "clauses/all.yaml", "zh: 立法协商", "ch: 立法协商")
    assert {fault.partition(": ")[2].rpartition(": ")[2] for fault in _faults(folder)} == {
        "Field required",
        "Extra inputs are not permitted",
    }


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "glossary.yaml").write_bytes("议题".encode("gb18030"))
    assert _faults(folder) == ["glossary.yaml: is not written in UTF-8"]


def test_numbers_and_yes_and_no_stay_the_text_that_was_written(folder: Path) -> None:
    _break(folder, "glossary.yaml", "en: topic", "en: no")
    _break(folder, "remedies.yaml", 'support: "7.1"', "support: 7.1")
    small = load_library(folder)
    assert small.glossary["topic"].en == "no"
    assert small.remedies[1].support == "7.1"


def test_a_fault_in_the_packaged_bank_is_found_in_a_copy_of_it(tmp_path: Path) -> None:
    copy_packaged(tmp_path)
    _break(tmp_path, "clauses/6.yaml", "转化为响应的", "转化为相应的")
    (fault,) = [fault for fault in _faults(tmp_path) if fault.startswith("version.yaml")]
    assert "chapter 6 does not read as printed" in fault


def test_the_pure_python_reader_finds_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standard.documents._LOADER", yaml.BaseLoader)
    assert load_library(folder).version == "0.1"
    _break(folder, "glossary.yaml", GLOSSARY, "- [a")
    assert _faults(folder)[0].startswith("glossary.yaml:1: is not YAML: ")
