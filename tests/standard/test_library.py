"""Loading a folder of data: what comes of a sound one, and what is said of a faulty one."""

import subprocess
import sys
import time
from importlib import resources
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from standard.faults import DataFault, Fault
from standard.library import library, load_library
from standard.models import Clause, Stage, Words

VERSION = """\
version: "0.1"
title: {zh: 小规范, en: A small standard}
publisher: {zh: 小总会, en: A small association}
printed: {}
"""

CLAUSES = """\
- number: "5"
  title: {zh: 协商内容, en: Subjects}
- number: "5.1"
  title: {zh: 公共事务协商, en: Public affairs}
  text:
    - {zh: 参与立法协商、政策协商等。, en: Take part in consultation.}
- number: "6"
  title: {zh: 能力, en: Capabilities}
- number: "6.1"
  title: {zh: 基础能力, en: Basic}
- number: "6.1.1"
  title: {zh: 主体建设, en: Oneself}
- number: "6.1.1.1"
  title: {zh: 机制, en: Mechanism}
  text:
    - {zh: 应建立机制，设置岗位、安排人员。, en: Shall establish a mechanism., binding: 应}
- number: "6.2"
  title: {zh: 专项能力, en: Special}
- number: "6.2.1"
  title: {zh: 政治协商, en: Political}
- number: "6.2.1.1"
  title: {zh: 立法协商, en: Legislative}
  text:
    - {zh: 宜参与立法，征集意见、提出建议。, en: Should take part in legislation., binding: 宜}
- number: "7"
  title: {zh: 支持, en: Support}
- number: "7.1"
  title: {zh: 要求, en: Requirements}
- number: 7.1-a
  text:
    - {zh: 应争取党政支持。, en: Shall seek support., binding: 应}
    - {zh: 可请企业帮助。, en: May ask enterprises., binding: 可}
"""

AFFAIRS = """\
kinds:
  - clause: "5.1"
    short: {zh: 公共事务, en: Public affairs}
    subkinds:
      legislative: {zh: 立法协商, en: Legislative}
      policy: {zh: 政策协商, en: Policy}
    capabilities: ["6.2.1.1"]
    exercises:
      policy: []
tags:
  - key: emergency
    name: {zh: 应急, en: Emergency}
    capability: "6.2.1.1"
"""

SUPPORT = """\
scale:
  progress:
    not_asked: {zh: 没提, en: Not asked}
    asked: {zh: 提了, en: Asked}
    promised: {zh: 答应了, en: Promised}
    received: {zh: 得到了, en: Received}
  helped:
    - {zh: 零, en: none}
    - {zh: 一, en: one}
    - {zh: 二, en: two}
    - {zh: 三, en: three}
    - {zh: 四, en: four}
measures:
  - code: 7.1-a-1
    phrase: 党政支持
    supporter: {zh: 党政, en: Party and government}
    question: {zh: 争取到了吗, en: How far}
  - code: 7.1-a-2
    phrase: 企业帮助
    supporter: {zh: 企业, en: Enterprises}
    question: {zh: 请到了吗, en: How far}
"""

REMEDIES = """\
- capability: 6.1.1.1
  support: 7.1-a
  whom: {zh: 主管单位, en: The authority}
  request: {zh: 请帮助。, en: Please help.}
- capability: 6.2.1.1
  support: "7.1"
  whom: {zh: 人大, en: The congress}
  request: {zh: 请邀请。, en: Please invite us.}
"""

GLOSSARY = """\
- key: topic
  zh: 议题
  en: topic
  meaning: {zh: 所议之事, en: What it is about}
"""


def _item(code: str, phrase: str, *, pulse: bool = False) -> str:
    levels = "\n".join(f"    - {{zh: 第{n}级, en: level {n}}}" for n in range(5))
    return f"- code: {code}\n  phrase: {phrase}\n  question: {{zh: 怎样, en: How}}\n  levels:\n{levels}\n" + (
        "  pulse: true\n" if pulse else ""
    )


REQUIRED = _item("6.1.1.1-1", "建立机制", pulse=True) + _item("6.1.1.1-2", "设置岗位") + _item("6.1.1.1-3", "安排人员")
RECOMMENDED = (
    _item("6.2.1.1-1", "参与立法") + _item("6.2.1.1-2", "征集意见", pulse=True) + _item("6.2.1.1-10", "提出建议")
)

FILES = {
    "version.yaml": VERSION,
    "clauses/all.yaml": CLAUSES,
    "affairs.yaml": AFFAIRS,
    "support.yaml": SUPPORT,
    "remedies.yaml": REMEDIES,
    "glossary.yaml": GLOSSARY,
    "items/6.1.yaml": REQUIRED,
    "items/6.2.yaml": RECOMMENDED,
    "items/notes.txt": "Not data.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small standard of another kind: two capabilities, three items each."""
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
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


class TestASoundFolder:
    def test_another_standard_is_another_folder(self, folder: Path) -> None:
        small = load_library(folder)
        assert small.version == "0.1"
        assert small.capabilities == ("6.1.1.1", "6.2.1.1")
        assert dict(small.halves) == {"6.1": ("6.1.1.1",), "6.2": ("6.2.1.1",)}
        assert dict(small.groups) == {"6.1.1": ("6.1.1.1",), "6.2.1": ("6.2.1.1",)}

    def test_a_capability_is_required_or_recommended_by_its_clause(self, folder: Path) -> None:
        small = load_library(folder)
        assert [small.kind(each) for each in small.capabilities] == ["应", "宜"]
        with pytest.raises(KeyError):
            small.kind("6.1")

    def test_the_tree_of_clauses_can_be_walked_from_its_chapters(self, folder: Path) -> None:
        small = load_library(folder)
        assert [clause.number for clause in small.children()] == ["5", "6", "7"]
        assert [clause.number for clause in small.children("7.1")] == ["7.1-a"]
        assert small.children("7.1-a") == ()

    def test_forms_are_selections_of_the_one_bank(self, folder: Path) -> None:
        small = load_library(folder)
        assert [item.code for item in small.pulse()] == ["6.1.1.1-1", "6.2.1.1-2"]
        chosen = small.targeted({"6.2.1.1"})
        assert [item.code for item in chosen] == ["6.2.1.1-1", "6.2.1.1-2", "6.2.1.1-10"]
        assert small.items_of("6.2.1.1") == chosen
        assert small.items_of("6.2") == ()
        assert small.targeted(["6.2.1.1", "6.1.1.1"]) == tuple(small.items.values())

    def test_a_sub_kind_may_exercise_less_than_its_kind(self, folder: Path) -> None:
        affair = load_library(folder).affairs["5.1"]
        assert affair.exercised_by() == ("6.2.1.1",)
        assert affair.exercised_by("legislative") == ("6.2.1.1",)
        assert affair.exercised_by("policy") == ()

    def test_support_advice_and_words_are_found_by_their_keys(self, folder: Path) -> None:
        small = load_library(folder)
        assert [measure.clause for measure in small.support.values()] == ["7.1-a", "7.1-a"]
        assert [words.en for words in small.support_scale.helped] == ["none", "one", "two", "three", "four"]
        assert [remedy.support for remedy in small.remedies_for("6.1.1.1")] == ["7.1-a"]
        assert small.remedies_for("6.1") == ()
        assert [affair.clause for affair in small.affairs_exercising("6.2.1.1")] == ["5.1"]
        assert small.affairs_exercising("6.1.1.1") == ()
        assert small.tags["emergency"].capability == "6.2.1.1"
        assert small.glossary["topic"].zh == "议题"

    def test_a_clause_binds_as_strongly_as_its_strongest_sentence(self, folder: Path) -> None:
        clauses = load_library(folder).clauses
        assert clauses["7.1-a"].binding == "应"
        assert clauses["5.1"].binding is None

    def test_nothing_in_it_can_be_changed(self, folder: Path) -> None:
        small = load_library(folder)
        with pytest.raises(TypeError):
            small.items["x"] = small.items["6.1.1.1-1"]  # type: ignore[index]
        with pytest.raises(TypeError):
            small.affairs["5.1"].subkinds["x"] = Words(zh="甲", en="x")  # type: ignore[index]
        with pytest.raises(ValidationError):
            small.clauses["5"].number = "6"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            small.remedies = ()  # type: ignore[misc]

    def test_frozen_mappings_can_still_be_written_out(self, folder: Path) -> None:
        affair = load_library(folder).affairs["5.1"]
        assert affair.model_dump()["subkinds"]["policy"] == {"zh": "政策协商", "en": "Policy"}


class TestTheModels:
    @pytest.mark.parametrize(
        ("number", "parent"), [("6.1.1.2", "6.1.1"), ("7.3.1-a", "7.3.1"), ("8-b", "8"), ("8", None)]
    )
    def test_a_clause_knows_what_it_stands_under(self, number: str, parent: str | None) -> None:
        assert Clause(number=number).parent == parent

    @pytest.mark.parametrize(("locale", "text"), [("zh", "是"), ("zh_CN", "是"), ("en", "yes"), ("fr", "yes")])
    def test_any_chinese_locale_reads_chinese_and_any_other_english(self, locale: str, text: str) -> None:
        assert Words(zh="是", en="yes").in_language(locale) == text

    def test_the_stages_of_development_are_three(self) -> None:
        assert list(Stage) == ["start-up", "growth", "mature"]


class TestThePackagedStandard:
    def test_it_is_loaded_once(self) -> None:
        assert library() is library()

    def test_it_is_loaded_in_an_instant(self) -> None:
        taken = []
        for _ in range(5):
            start = time.perf_counter()
            load_library()
            taken.append(time.perf_counter() - start)
        assert min(taken) < 0.15

    def test_importing_the_module_reads_nothing(self) -> None:
        look = (
            "import sys; opened = []\n"
            "sys.addaudithook(lambda name, what: opened.append(str(what[0])) if name == 'open' else None)\n"
            "import standard.library\n"
            "assert standard.library.library.cache_info().currsize == 0\n"
            "assert not [name for name in opened if name.endswith('.yaml')], opened\n"
        )
        subprocess.run([sys.executable, "-c", look], check=True)  # noqa: S603 - our own interpreter and text

    def test_it_reads_the_same_from_a_copy_of_the_folder(self, tmp_path: Path) -> None:
        _copy(Path(str(resources.files("standard") / "data")), tmp_path)
        assert dict(load_library(tmp_path).items) == dict(library().items)


def _copy(source: Path, target: Path) -> None:
    for file in source.rglob("*.yaml"):
        copy = target / file.relative_to(source)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(file.read_bytes())


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


class TestAFaultyFolder:
    @pytest.mark.parametrize(("name", "old", "new", "said"), BROKEN, ids=[each[3][:60] for each in BROKEN])
    def test_a_fault_is_named_by_file_line_and_place(
        self, folder: Path, name: str, old: str, new: str, said: str
    ) -> None:
        _break(folder, name, old, new)
        assert [fault for fault in _faults(folder) if fault.startswith(said)], _faults(folder)

    def test_all_faults_are_told_together_in_the_order_of_the_files(self, folder: Path) -> None:
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

    def test_one_fault_is_one_fault(self) -> None:
        fault = Fault("glossary.yaml", 0, "", "is empty")
        assert str(DataFault([fault])) == "The data of the standard has 1 fault:\n  glossary.yaml: is empty"

    @pytest.mark.parametrize("name", ["version.yaml", "affairs.yaml", "support.yaml", "glossary.yaml"])
    def test_a_missing_file_is_named_once(self, folder: Path, name: str) -> None:
        (folder / name).unlink()
        assert _faults(folder) == [f"{name}: is missing"]

    def test_a_folder_without_items_says_so_and_no_more(self, folder: Path) -> None:
        (folder / "items/6.1.yaml").unlink()
        (folder / "items/6.2.yaml").unlink()
        said = ["items: there is no such folder, or it holds no .yaml file"]
        assert _faults(folder) == said
        (folder / "items/notes.txt").unlink()
        (folder / "items").rmdir()
        assert _faults(folder) == said

    def test_a_faulty_record_is_not_also_reported_missing(self, folder: Path) -> None:
        _break(folder, "items/6.1.yaml", "6.1.1.1-3\n  phrase", "6.1.1.1-3\n  phase")
        _break(folder, "remedies.yaml", "whom", "who")
        _break(folder, "clauses/all.yaml", "zh: 立法协商", "ch: 立法协商")
        assert {fault.partition(": ")[2].rpartition(": ")[2] for fault in _faults(folder)} == {
            "Field required",
            "Extra inputs are not permitted",
        }

    def test_a_file_in_another_encoding_is_named(self, folder: Path) -> None:
        (folder / "glossary.yaml").write_bytes("议题".encode("gb18030"))
        assert _faults(folder) == ["glossary.yaml: is not written in UTF-8"]

    def test_numbers_and_yes_and_no_stay_the_text_that_was_written(self, folder: Path) -> None:
        _break(folder, "glossary.yaml", "en: topic", "en: no")
        _break(folder, "remedies.yaml", 'support: "7.1"', "support: 7.1")
        small = load_library(folder)
        assert small.glossary["topic"].en == "no"
        assert small.remedies[1].support == "7.1"

    def test_a_fault_in_the_packaged_bank_is_found_in_a_copy_of_it(self, tmp_path: Path) -> None:
        _copy(Path(str(resources.files("standard") / "data")), tmp_path)
        _break(tmp_path, "clauses/6.yaml", "转化为响应的", "转化为相应的")
        (fault,) = [fault for fault in _faults(tmp_path) if fault.startswith("version.yaml")]
        assert "chapter 6 does not read as printed" in fault

    def test_the_pure_python_reader_finds_the_same(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("standard.documents._LOADER", yaml.BaseLoader)
        assert load_library(folder).version == "0.1"
        _break(folder, "glossary.yaml", GLOSSARY, "- [a")
        assert _faults(folder)[0].startswith("glossary.yaml:1: is not YAML: ")
