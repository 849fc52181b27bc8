"""The packaged data against the printed standard, and against what its readers were promised."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields

import pytest
from pydantic import BaseModel

from standard.library import library
from standard.models import Binding, Words

PRINTED = {
    "3": "6b0879919d8c12cdc81b78a84f0dcf170abe5d1dae5dc62f0fe4efefff315939",
    "4": "4561f2036c6a7e492b803e069d09510e6d07bce5ad805059cf476ad9362e9807",
    "5": "95d116359fc41f01422c7143e841db8ab88c6905be906acd186bd8b7a1eee9d0",
    "6": "b22d0885f573f92b95d97d910647ba716b72eac9b9c756e201adeceddde60bbf",
    "7": "c761b139c0eae4616923fa6665cd20f194bbd9430191e8a922403e923ba12012",
    "8": "e109e37fcf557926b9dc5b307b67dbe6dd7000365a7fd0dff7147ed609b78016",
}
"""SHA-256 of each chapter of the published text, all white space removed."""

SHALL = ["7.1", "7.4.1-a", "7.4.2-a"]
SHOULD = ["7.4.1-b", "7.4.2-b", "7.4.3-a", "7.4.3-b"]

HAN = re.compile(r"[\u4e00-\u9fff]")


def _words(value: object) -> Iterator[Words]:
    if isinstance(value, Words):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _words(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _words(each)
    elif hasattr(value, "values"):
        for each in value.values():
            yield from _words(each)


def _everything() -> Iterator[Words]:
    for part in fields(library()):
        yield from _words(getattr(library(), part.name))


@pytest.mark.parametrize("chapter", PRINTED)
def test_a_chapter_reads_word_for_word_as_it_was_published(chapter: str) -> None:
    text = ""
    for clause in library().clauses.values():
        if not re.fullmatch(rf"{chapter}([.-].*)?", clause.number):
            continue
        text += f"{clause.number[-1]}）" if "-" in clause.number else clause.number
        if clause.title:
            text += clause.title.zh
            text += clause.title.en if clause.number.startswith("3.") else ""
        text += "".join(sentence.zh for sentence in clause.text)
    assert hashlib.sha256(re.sub(r"\s", "", text).encode()).hexdigest() == PRINTED[chapter]
    assert library().edition.printed[chapter] == PRINTED[chapter]


def test_the_misprints_are_quoted_in_chinese_and_not_repeated_in_english() -> None:
    sentence = library().clauses["6.1.2.4"].text[0]
    assert "响应的决策" in sentence.zh
    assert "corresponding decisions" in sentence.en
    assert "项目指导、等" in library().clauses["7.3.1-b"].text[0].zh


def test_there_are_thirteen_capabilities_seven_required_and_six_recommended() -> None:
    kinds = {number: library().kind(number) for number in library().capabilities}
    assert Counter(kinds.values()) == {"应": 7, "宜": 6}
    assert all((kind == "应") == number.startswith("6.1.") for number, kind in kinds.items())
    assert list(library().groups) == ["6.1.1", "6.1.2", "6.2.1", "6.2.2"]
    assert list(library().halves) == ["6.1", "6.2"]


def test_a_sentence_binds_by_the_modal_verb_that_it_carries() -> None:
    binding = {number: clause.binding for number, clause in library().clauses.items()}
    bound = {number for number, found in binding.items() if found}
    assert bound == {*library().capabilities, *SHALL, *SHOULD}
    assert {binding[number] for number in SHALL} == {Binding.SHALL}
    assert {binding[number] for number in SHOULD} == {Binding.SHOULD}
    said = [sentence.binding for sentence in library().clauses["7.4.3-a"].text]
    assert said == [Binding.SHOULD, Binding.MAY]


def test_a_binding_sentence_says_so_in_both_languages() -> None:
    english = {Binding.SHALL: "shall", Binding.SHOULD: "should", Binding.MAY: "may"}
    for clause in library().clauses.values():
        for sentence in clause.text:
            modal = re.search(r"\b(shall|should|may)\b", sentence.en)
            if sentence.binding is None:
                assert not modal, sentence.en
            else:
                assert sentence.binding in sentence.zh
                assert modal
                assert modal[0] == english[sentence.binding]


def test_every_text_is_in_the_language_that_it_claims() -> None:
    for words in _everything():
        assert HAN.search(words.zh) or words.zh.isdigit(), words
        assert re.search(r"[A-Za-z]", words.en), words
        assert not re.search(r"[\uff0c\u3002\uff1b]", words.en), words


def test_no_chinese_text_has_a_gap_from_a_folded_line() -> None:
    for words in _everything():
        assert not re.search(r"[\u4e00-\u9fff，。；、]\s+[\u4e00-\u9fff]", words.zh), words.zh


def test_chapter_5_gives_four_kinds_of_consultation_with_their_sub_kinds() -> None:
    affairs = library().affairs
    assert [affair.short.zh for affair in affairs.values()] == [
        "公共事务", "基层事务", "行业事务", "社会组织管理",
    ]  # fmt: skip
    assert {clause: [words.zh for words in affair.subkinds.values()] for clause, affair in affairs.items()} == {
        "5.1": ["立法协商", "政策协商", "决策协商", "立法建议案", "听证会"],
        "5.2": ["诉求表达", "矛盾调解"],
        "5.3": ["标准制定", "企业纠纷调解", "行业与政府沟通"],
        "5.4": ["内部事务", "内部纠纷", "组织间协调"],
    }


def test_each_capability_of_6_2_is_exercised_by_a_kind_or_marked_by_a_tag() -> None:
    data = library()
    by_kind = {number for affair in data.affairs.values() for number in affair.capabilities}
    by_tag = {tag.capability for tag in data.tags.values()}
    assert by_kind == {"6.2.1.2", "6.2.1.3", "6.2.2.1", "6.2.2.2"}
    assert by_tag == {"6.2.1.1", "6.2.2.3"}
    assert data.affairs["5.1"].exercised_by("legislative") == ("6.2.1.2",)
    assert data.affairs["5.1"].exercised_by("hearing") == ("6.2.1.3",)
    assert data.affairs["5.2"].exercised_by("mediation") == ("6.2.2.2",)


def test_every_sub_kind_exercises_only_what_its_kind_does() -> None:
    for affair in library().affairs.values():
        for subkind in affair.subkinds:
            assert set(affair.exercised_by(subkind)) <= set(affair.capabilities)


def test_the_support_survey_asks_about_each_thing_that_a_list_names() -> None:
    phrases: dict[str, list[str]] = {}
    for measure in library().support.values():
        phrases.setdefault(measure.clause, []).append(measure.phrase)
    named = ["法律", "财务", "筹资", "投资", "人力资源管理", "传播", "评估", "培训", "咨询"]
    assert phrases["7.4.2-b"] == named
    assert phrases["7.3.1-b"][:3] == ["孵化培育", "人员培训", "项目指导"]
    assert {"信息", "资源", "技术共享"} <= set(phrases["7.4.3-b"])


def test_no_two_questions_of_the_survey_are_the_same() -> None:
    measures = library().support.values()
    assert len({measure.question.zh for measure in measures}) == len(measures)
    assert len({measure.question.en for measure in measures}) == len(measures)


def test_each_capability_has_two_to_four_remedies_and_a_first_step_of_its_own() -> None:
    for capability in library().capabilities:
        remedies = library().remedies_for(capability)
        assert 2 <= len(remedies) <= 4
        assert len({remedy.support for remedy in remedies}) == len(remedies)
        assert remedies[0].own_step, capability


def test_a_request_is_a_message_that_can_be_sent_as_it_is() -> None:
    for remedy in library().remedies:
        assert 30 <= len(remedy.request.zh) <= 120, remedy.request.zh
        assert not re.search(r"[<>{}\[\]×_]|XX|某", remedy.request.zh), remedy.request.zh


def test_the_glossary_gives_each_word_one_meaning() -> None:
    terms = library().glossary.values()
    assert len(terms) >= 50
    assert len({term.zh for term in terms}) == len(terms)
    assert len({term.en for term in terms}) == len(terms)
