"""A clause as it is shown: word for word, how it binds, where it stands, what belongs to it."""

import pytest

from dialogs.engine.cards import Quote
from standard.library import library
from tests.dialogs.reading.cards import button, labels, lines, opened, pressed, typed

LARGEST_MESSAGE = 4096
"""Bot API, sendMessage: characters after parsing."""


def test_a_capability_is_shown_with_all_that_belongs_to_it() -> None:
    card = typed("6.1.1.2")

    assert lines(card)[:4] == [
        "heading: 6.1.1.2 机制建设能力",
        "note: 6 能力建设内容 › 6.1 基础能力 › 6.1.1 主体建设能力",
        "quote: 社会组织应建立协商机制，设置岗位、安排专业人员、建立协商制度等。",
        "note: “应”: 标准用“应”表示的要求，必须做到。",
    ]
    items = library().items_of("6.1.1.2")
    assert lines(card)[4:] == [
        "heading: What the assessment asks about it",
        *(f"- {item.question.zh}" for item in items),
        "heading: Who can help",
        "- 7.3.2 a） 业务主管单位",
        "- 7.3.1 b） 登记管理部门",
        "- 7.4.2 b） 人力资源或法律服务机构",
        "- 7.3.2 b） 业务主管单位",
    ]
    assert labels(card) == [
        ["What to ask, in ready words"],
        ["7.3.2 a）", "7.3.1 b）", "7.4.2 b）", "7.3.2 b）"],
        ["← 6.1.1.1", "↑ 6.1.1", "6.1.1.3 →"],
        ["Contents", "English"],
    ]


@pytest.mark.parametrize("number", library().clauses)
def test_every_clause_is_quoted_word_for_word_and_fits_into_one_message(number: str) -> None:
    clause = library().clauses[number]
    for locale, language in (("zh_CN", "zh"), ("en", "en")):
        card = typed(number, locale)
        quoted = ("" if language == "zh" else " ").join(
            str(each.text) for each in card.blocks if isinstance(each, Quote)
        )
        between = "" if language == "zh" else " "
        assert quoted == between.join(sentence.in_language(language) for sentence in clause.text)
        assert len("\n\n".join(lines(card))) < LARGEST_MESSAGE


@pytest.mark.parametrize("number", library().clauses)
def test_every_button_of_every_clause_opens_a_card_of_its_own(number: str) -> None:
    card = typed(number)
    for row in card.buttons:
        for each in row:
            assert lines(opened(each.press)) != lines(card)


def test_reading_on_by_the_button_goes_through_the_whole_standard() -> None:
    order = list(library().clauses)
    card, read = typed(order[0]), [order[0]]
    for number in order[1:]:
        after = next(label for row in labels(card) for label in row if label.endswith(" →"))
        card = pressed(card, after)
        assert lines(card) == lines(typed(number))
        read.append(number)
    assert not any(label.endswith(" →") for row in labels(card) for label in row)


def test_sentences_of_different_binding_are_told_apart() -> None:
    said = lines(typed("7.4.3 a)"))

    assert said[2].startswith("quote: 宜与高等院校")
    assert said[3] == "note: “宜”: 标准用“宜”表示的推荐，有条件就做，不强求。"
    assert said[4].startswith("quote: 可支持有条件的高等院校")
    assert said[5] == "note: “可”: 标准用“可”表示的允许，由组织自己决定。"


def test_a_clause_that_binds_nobody_says_so_and_a_bare_title_says_nothing() -> None:
    states = "note: It has none of the words 应 (shall), 宜 (should) and 可 (may): it states or describes."

    assert states in lines(typed("5.1"))
    assert states not in lines(typed("6.1.1"))


def test_lettered_entries_are_quoted_with_the_clause_they_stand_under() -> None:
    card = typed("7.3.1")

    assert lines(card)[2:6] == [f"- {letter}） {library().clauses[f'7.3.1-{letter}'].text[0].zh}" for letter in "abcd"]
    assert labels(card)[0] == ["7.3.1 a）", "7.3.1 b）", "7.3.1 c）", "7.3.1 d）"]


def test_a_clause_of_chapter_7_names_the_capabilities_that_it_can_help_with() -> None:
    assert "- 6.1.1.2 机制建设能力" in lines(typed("7.3.2-a"))
    assert "- 6.1.1.2 机制建设能力" in lines(typed("7.3.2"))
    assert "heading: What it can help with" not in lines(typed("7.4"))


def test_a_kind_of_consultation_names_the_capabilities_that_it_exercises() -> None:
    said = lines(typed("5.3"))

    assert said[said.index("heading: Consulting of this kind gives practice in") + 1] == "- 6.2.2.1 行业协商能力"


def test_what_to_ask_is_given_in_words_that_can_be_sent() -> None:
    clause = typed("6.1.1.2")
    card = pressed(clause, "What to ask, in ready words")

    remedies = library().remedies_for("6.1.1.2")
    assert [str(each.text) for each in card.blocks if isinstance(each, Quote)] == [each.request.zh for each in remedies]
    assert lines(pressed(card, "Back to 6.1.1.2")) == lines(clause)


@pytest.mark.parametrize(
    ("number", "printed", "meant"),
    [
        ("6.1.2.2", "并建立良好合作关系。", "的能力"),
        ("6.1.2.4", "响应的决策", "相应的"),
        ("6.2.2.2", "更好的解决", "更好地"),
        ("7.3.1-b", "项目指导、等", "one too many"),
        ("7.3.1", "项目指导、等", "one too many"),
        ("7.4.3", "社会组织和社会组织共建", "universities"),
    ],
)
def test_a_misprint_is_quoted_as_it_stands_with_a_note(number: str, printed: str, meant: str) -> None:
    said = lines(typed(number))

    assert any(printed in line for line in said)
    assert any(line.startswith("note: Quoted as printed") and meant in line for line in said)


def test_an_english_reader_reads_the_translation_and_may_turn_to_the_chinese() -> None:
    card = typed("6.1.1.2", "en")

    assert lines(card)[0] == "heading: 6.1.1.2 Building mechanisms"
    assert labels(card)[1] == ["7.3.2 a)", "7.3.1 b)", "7.4.2 b)", "7.3.2 b)"]
    assert lines(card)[3].startswith("note: 应 (required): What the standard demands")
    assert "note: A translation, to help in reading; the Chinese text is the one that counts." in lines(card)
    chinese = pressed(card, "中文", "en")
    assert "quote: 社会组织应建立协商机制，设置岗位、安排专业人员、建立协商制度等。" in lines(chinese)
    assert "heading: What the assessment asks about it" in lines(chinese)


def test_the_other_language_stays_chosen_while_one_reads_on() -> None:
    card = pressed(pressed(typed("6.1.1.1"), "English"), "6.1.1.2 →")

    assert lines(card)[0] == "heading: 6.1.1.2 Building mechanisms"
    assert lines(pressed(card, "中文"))[0] == "heading: 6.1.1.2 机制建设能力"


def test_other_dialogs_link_to_a_clause_by_its_number_alone() -> None:
    assert button(typed("6.1.1.1"), "6.1.1.2 →").press == "v|standard|6.1.1.2"
    assert lines(opened("v|standard|8-b"))[0] == "heading: 8 b）"


@pytest.mark.parametrize(
    "forged",
    [
        "v|standard|9.9",
        "v|standard|",
        "v|standard|6.1|zh|x|y",
        "v|standard|6.1|zh|1",
        "v|standard|6.1|zh|1|2|3",
        "v|clauses|1",
        "v|clauses|-1|协商",
        "v|clauses|1| ",
        "v|clauses|²|协商",
        "v|requests|7.1",
        "v|requests",
    ],
)
def test_a_forged_button_is_told_that_there_is_no_such_clause(forged: str) -> None:
    card = opened(forged)

    assert lines(card) == ["paragraph: There is no such clause. The contents show all there are."]
    assert labels(card) == [["Contents"]]
