"""Searching the clauses in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.library import library
from standard.searching import SNIPPET, search


def _found(words: str, language: str = "zh_CN") -> list[str]:
    return [hit.clause.number for hit in search(library(), words, language)]


@pytest.mark.parametrize("typed", ["6.1.1.2", "６．１．１．２", " 6。1。1。2 ", "6.1.1.2."])
def test_a_number_finds_its_clause_however_it_was_typed(typed: str) -> None:
    assert _found(typed) == ["6.1.1.2"]


def test_the_beginning_of_a_number_finds_the_clause_and_then_all_that_stands_under_it() -> None:
    assert _found("7.3.1") == ["7.3.1", "7.3.1-a", "7.3.1-b", "7.3.1-c", "7.3.1-d"]
    assert _found("8") == ["8", "8-a", "8-b"]


def test_a_lettered_entry_is_found_by_its_number_whatever_the_case() -> None:
    assert _found("7.3.1-A") == ["7.3.1-a"]


def test_every_word_must_occur_and_a_title_counts_more_than_a_text() -> None:
    found = _found("协商 机制")
    assert found[0] == "6.1.1.2"
    for number in found:
        clause = library().clauses[number]
        text = (clause.title.zh if clause.title else "") + "".join(sentence.zh for sentence in clause.text)
        assert "协商" in text
        assert "机制" in text


def test_a_number_and_a_word_narrow_each_other() -> None:
    assert _found("6.1.1 机制") == ["6.1.1.2"]


def test_among_texts_the_one_with_more_hits_comes_first_and_then_the_standards_order() -> None:
    assert _found("党建")[:2] == ["7.2", "6.1.1.1"]
    assert _found("纠纷") == ["5.2", "5.3", "5.4"]


def test_english_is_searched_without_regard_to_case_or_the_shape_of_an_apostrophe() -> None:
    assert _found("CPPCC") == _found("cppcc") == ["6.2.1.1", "7.4.1-b"]
    assert _found("people's congress") == _found("people’s congress") == ["6.2.1.2"]


def test_either_language_finds_the_clause_and_the_readers_own_is_shown() -> None:
    (hit,) = search(library(), "homeowners", "zh_CN")
    assert "业委会" in hit.snippet
    (hit,) = search(library(), "业委会", "en")
    assert hit.snippet.startswith("Social organisations should")


def test_a_snippet_is_cut_around_the_word_and_in_english_between_words() -> None:
    (hit,) = search(library(), "小区居民", "zh_CN")
    assert "小区居民" in hit.snippet
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    (hit,) = search(library(), "homeowners", "en")
    words = hit.snippet.strip("…").split()
    assert "homeowners'" in words
    text = " ".join(sentence.en for sentence in hit.clause.text).split()
    assert set(words) <= set(text)


def test_a_short_clause_is_shown_whole_and_a_heading_without_text() -> None:
    assert search(library(), "7.3.1-a", "zh")[0].snippet == "制定社会组织协商能力建设专项计划；"
    assert search(library(), "7.3.1", "zh")[0].snippet == ""


@pytest.mark.parametrize("nothing", ["", "   ", "　", "龘", "9", "5.10", "协商 龘"])
def test_nothing_is_found_by_no_words_or_by_words_that_stand_nowhere(nothing: str) -> None:
    assert _found(nothing) == []


@given(words=st.text(max_size=60), language=st.sampled_from(["zh_CN", "en"]))
def test_whatever_is_typed_is_answered_with_snippets_of_bounded_length(words: str, language: str) -> None:
    for hit in search(library(), words, language):
        assert len(hit.snippet) <= SNIPPET["zh" if language == "zh_CN" else "en"] + 2
