"""The item bank of chapter 6: what it asks, and how it asks it."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from standard.library import library
from standard.models import Item, Words

NAMED = {
    "6.1.1.1": ("党的领导", "协商能力建设", "协商工作开展"),
    "6.1.1.2": ("建立协商机制", "设置岗位", "安排专业人员", "建立协商制度"),
    "6.1.1.3": ("调查研究", "行业统计", "数据", "案例分析"),
    "6.1.2.1": ("深入一线", "了解公众", "面向公众开展倡导"),
    "6.1.2.2": ("党政部门", "企业", "公众", "社会组织", "建立良好合作关系"),
    "6.1.2.3": ("民主议事精神", "遵循相应民主程序"),
    "6.1.2.4": ("协商的成果", "有效转化", "决策", "政策"),
    "6.2.1.1": ("参与各级党委、政府的协商", "作为政协委员参与两会", "作为代表参与大政方针的讨论", "建议"),
    "6.2.1.2": ("制度化的方式", "参与到中央或地方人大的立法前期", "意见征集"),
    "6.2.1.3": ("具体政策议题", "政府及其相关部门的协商", "协商的能力"),
    "6.2.2.1": ("代表自身行业（群体）", "与其他主体进行协商"),
    "6.2.2.2": (
        "社区党委",
        "居委会",
        "业委会",
        "小区居民",
        "社区商户或企业",
        "帮助社区更好的解决公共问题",
    ),
    "6.2.2.3": ("重大危机发生的情况下", "发挥平台性作用", "协同政府开展工作"),
}
"""What each clause names, read off the printed standard by hand: to do, to have, or to work with."""

NAMED_ONE_BY_ONE = [(capability, phrase) for capability, phrases in NAMED.items() for phrase in phrases]

ONE_THING = {"zh": ("党委、政府",), "en": ("Party and government",)}
"""Names of one thing that happen to hold a joining word."""

JOINING = {"zh": r"以及|并且|同时|和|及|并|、", "en": r"\band\b"}

JUDGEMENTS = {
    "zh": "较好|良好|优秀|一般|较差|很差|完善|健全|充分|非常|比较|基本上|积极|大力|有效|到位",
    "en": r"\b(poor|fair|good|excellent|adequate|satisfactory|sound|effective|robust|very|quite)(ly)?\b",
}
"""Words that grade without saying what one would see."""

LEVEL_NAMES = {
    "zh": ("未开展", "起步", "成形", "落实", "引领"),
    "en": ("not started", "ad hoc", "defined", "practised", "leading"),
}

LANGUAGES = ("zh", "en")

ITEMS = pytest.mark.parametrize("item", library().items.values(), ids=lambda item: item.code)


def texts(item: Item) -> Iterator[Words]:
    yield item.question
    yield from item.levels


def without_brackets(text: str) -> str:
    return re.sub(r"（.*?）|\(.*?\)", "", text)


def test_the_table_of_this_test_names_the_thirteen_capabilities() -> None:
    assert tuple(NAMED) == library().capabilities


@pytest.mark.parametrize(("capability", "phrase"), NAMED_ONE_BY_ONE)
def test_what_a_clause_names_is_in_the_clause_and_asked_about(capability: str, phrase: str) -> None:
    assert phrase in "".join(sentence.zh for sentence in library().clauses[capability].text)
    assert any(phrase in item.phrase for item in library().items_of(capability))


@ITEMS
def test_a_question_is_one_sentence_with_one_question_mark(item: Item) -> None:
    assert re.fullmatch(r"[^？。；]+？", item.question.zh)
    assert re.fullmatch(r"[^?.;]+\?", item.question.en)


@pytest.mark.parametrize("language", LANGUAGES)
@ITEMS
def test_a_question_asks_about_one_thing(item: Item, language: str) -> None:
    asked = without_brackets(item.question.in_language(language))
    for name in ONE_THING[language]:
        asked = asked.replace(name, "")
    assert not re.search(JOINING[language], asked)


@ITEMS
def test_five_levels_fit_on_a_phone(item: Item) -> None:
    assert all(len(level.zh) <= 38 for level in item.levels)
    assert all(len(level.en.split()) <= 26 for level in item.levels)


@ITEMS
def test_a_question_is_read_in_one_breath(item: Item) -> None:
    assert len(item.question.zh) <= 38
    assert len(item.question.en.split()) <= 26


@pytest.mark.parametrize("language", LANGUAGES)
@ITEMS
def test_a_level_says_what_one_would_see_and_does_not_grade(item: Item, language: str) -> None:
    for level in item.levels:
        assert not re.search(JUDGEMENTS[language], level.in_language(language), re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@ITEMS
def test_a_level_does_not_begin_with_its_name(item: Item, language: str) -> None:
    for level in item.levels:
        assert not level.in_language(language).lower().startswith(LEVEL_NAMES[language])


@ITEMS
def test_practice_is_claimed_for_a_time_that_can_be_checked(item: Item) -> None:
    practised = item.levels[3]
    assert re.search("近一年|一年以上|最近一次", practised.zh)
    assert re.search("past year|over a year|latest", practised.en)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_bank_is_used_twice(language: str) -> None:
    said = Counter(each.in_language(language) for item in library().items.values() for each in texts(item))
    assert [text for text, times in said.items() if times > 1] == []


@ITEMS
def test_levels_end_without_a_full_stop_so_that_they_read_as_choices(item: Item) -> None:
    for level in item.levels:
        assert not level.zh.endswith("。")
        assert not level.en.endswith(".")


@ITEMS
def test_chinese_is_punctuated_as_chinese(item: Item) -> None:
    assert not any(re.search(r"[,;:?!()]", each.zh) for each in texts(item))


@ITEMS
def test_a_misprint_of_the_standard_is_not_repeated_in_our_words(item: Item) -> None:
    assert not any("响应的决策" in each.zh for each in texts(item))


@ITEMS
def test_an_item_says_what_could_be_attached_to_show_it(item: Item) -> None:
    assert item.evidence is not None


def test_advice_to_government_is_attached_only_where_it_is_not_classified() -> None:
    for item in library().items_of("6.2.1.1"):
        assert item.evidence is not None
        assert "非涉密" in item.evidence.zh
        assert "nothing classified" in item.evidence.en
