"""Searching the standard from a chat, page by page, with nothing kept in between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.engine.cards import CALLBACK_BYTES
from standard.library import library
from standard.searching import search
from tests.dialogs.reading.cards import all_labels, button, labels, lines, opened, pressed, typed


def test_without_words_the_chapters_are_shown_with_what_stands_in_each() -> None:
    card = typed("")

    assert lines(card) == [
        "heading: 社会组织协商能力建设规范",
        "note: 深圳市社会组织总会",
        "- 3 术语和定义：社会组织协商、社会组织协商能力、社会组织协商能力建设",
        "- 4 基本原则：科学性、合理性、前瞻性、适用性",
        "- 5 协商内容：公共事务协商、基层事务协商、行业事务协商、社会组织管理协商",
        "- 6 能力建设内容：基础能力、专项能力",
        "- 7 能力建设支持体系：建设要求、党建引领、培育支持、联合共建",
        "- 8 能力建设评价与改进",
        "note: To search, type /standard and a few words, or a clause's number: /standard 6.1.1.2",
    ]
    assert lines(pressed(card, "6 能力建设内容"))[0] == "heading: 6 能力建设内容"


@pytest.mark.parametrize(
    "typed_number", ["6.1.1.2", " ６．１．１．２ ", "6。1。1。2", "第6.1.1.2条", "clause 6.1.1.2", "6.1.1.2."]
)
def test_a_number_opens_its_clause_however_it_is_written(typed_number: str) -> None:
    assert lines(typed(typed_number)) == lines(typed("6.1.1.2"))


@pytest.mark.parametrize("typed_number", ["7.3.1-a", "7.3.1 a）", "7.3.1a", "7.3.1（A）"])
def test_a_lettered_entry_opens_however_it_is_written(typed_number: str) -> None:
    assert lines(typed(typed_number))[0] == "heading: 7.3.1 a）"


def test_what_is_found_is_shown_with_the_words_around_it() -> None:
    card = typed("协商 机制")

    assert lines(card)[0] == "heading: “协商 机制” in the standard"
    assert lines(card)[2].startswith("- 6.1.1.2 机制建设能力：社会组织应建立协商机制")
    assert labels(card)[0][0] == "6.1.1.2"


def test_words_that_stand_in_one_clause_only_open_it() -> None:
    assert lines(typed("社区商户")) == lines(typed("6.2.2.2"))


def test_one_reads_a_clause_that_was_found_and_comes_back_to_the_same_page() -> None:
    page = pressed(typed("协商"), "Next page")
    clause = pressed(page, labels(page)[0][0])

    assert lines(pressed(clause, "Back to what was found")) == lines(page)


def test_turning_the_pages_shows_everything_that_was_found_once() -> None:
    hits = [hit.clause.number for hit in search(library(), "协商", "zh")]
    card = typed("协商")
    read = lines(card)[2:]
    for place in range(2, -(-len(hits) // 8) + 1):
        assert len(lines(card)[2:]) == 8
        card = pressed(card, "Next page")
        assert f"page {place} of" in lines(card)[1]
        read += lines(card)[2:]
    assert "Next page" not in all_labels(card)
    assert len(set(read)) == len(read) == len(hits)
    assert "Previous page" in all_labels(card)


def test_a_page_that_is_not_there_shows_the_last_one() -> None:
    assert "page 1 of" in lines(opened("v|clauses|0|协商"))[1]
    assert lines(opened("v|clauses|999|协商")) == lines(opened("v|clauses|6|协商"))


def test_the_sign_that_separates_a_buttons_parts_only_separates_words() -> None:
    assert lines(typed("协商|机制")) == lines(typed("协商 机制"))


def test_words_too_long_for_a_button_give_their_first_page_and_say_so() -> None:
    card = typed("social organisations consultation capacity building the", "en")

    assert "clauses, page 1 of 2" in lines(card)[1]
    assert lines(card)[-1].startswith("note: These are the first ones.")
    assert "Next page" not in all_labels(card)
    clause = pressed(card, labels(card)[0][0], "en")
    assert "Back to what was found" not in all_labels(clause)


def test_when_nothing_is_found_one_is_told_how_to_search() -> None:
    assert lines(typed("区块链")) == [
        "paragraph: Nothing in the standard holds all of “区块链”. Try fewer or other words.",
        "note: To search, type /standard and a few words, or a clause's number: /standard 6.1.1.2",
    ]
    assert labels(typed("区块链")) == [["Contents"]]


def test_an_essay_is_no_search() -> None:
    assert lines(typed("协商" * 5000))[0] == "paragraph: That is too long to search for. A few words will do."


@given(st.text(max_size=120), st.sampled_from(["zh_CN", "en"]))
def test_whatever_is_typed_gives_a_card_whose_buttons_fit_and_open(words: str, locale: str) -> None:
    card = typed(words, locale)

    assert card.blocks
    for row in card.buttons:
        for each in row:
            assert len((each.press or "").encode()) <= CALLBACK_BYTES
            assert opened(each.press, locale).blocks


@given(st.text(alphabet=st.characters(codec=None, exclude_characters="|"), max_size=11))
def test_whatever_a_forged_button_searches_for_gives_a_card(words: str) -> None:
    assert opened(f"v|clauses|1|{words}").blocks
    assert opened(f"v|standard|6.1||1|{words}").blocks


def test_a_button_of_the_search_carries_the_words_themselves() -> None:
    assert button(typed("协商"), "Next page").press == "v|clauses|2|协商"
