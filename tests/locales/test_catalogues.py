"""What every catalogue owes its readers."""

import re
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Message

from standard.library import library
from tests.catalogues import Translation, extracted, forms, has_translation, locales, marked, read

HAN = "[\u3400-\u9fff]"
ASCII_BESIDE_HAN = re.compile(rf"(?<={HAN})\s?[,;:!?()]|[,;:!?()]\s?(?={HAN})|(?<={HAN})\.(?=\s|$|{HAN})")


def entries(locale: str) -> Iterator[tuple[Message, tuple[str, ...]]]:
    for message in read(locale):
        if message.id and has_translation(message.string):
            yield message, forms(message.string)


def placeholders(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def asked(sentence: Translation) -> frozenset[str]:
    return frozenset().union(*map(placeholders, forms(sentence)))


def ids(locale: str) -> set[object]:
    return {forms(message.id) for message in read(locale) if message.id}


ALWAYS_A_TERM = frozenset(
    [
        "social_organisation",
        "capacity",
        "facilitator",
        "counterpart",
        "capability",
        "named_round",
        "anonymous_round",
        "pulse_form",
        "full_form",
        "targeted_form",
        "not_applicable",
        "unknown",
        "evidence",
        "perspective",
        "maturity",
        "response_rate",
        "complaint",
        "satisfaction",
        "assessment",
        "invitation",
        "member",
        "operator",
        "remedy",
    ]
)
"""The glossary's terms whose English is never an everyday word in our sentences, as “level” or “minutes” are."""


def words_of(sentence: str) -> str:
    """Give a sentence without placeholders and commands."""
    return re.sub(r"\{\w*\}|/\w+", " ", sentence)


QUOTED = re.compile(r"\d{4}-行-\d{3}|深民函〔2026〕12号|[应宜可]|^Quoted as printed: .*")
"""What stays Chinese in English: a record's number, a document's, and the standard's own words."""


def test_english_readers_are_given_no_chinese_but_what_is_quoted() -> None:
    said = [sentence for message in read("en") if message.id for sentence in forms(message.id)]

    assert [sentence for sentence in said if re.search(HAN, QUOTED.sub("", sentence))] == []


def test_every_marked_sentence_is_a_literal() -> None:
    assert [f"{found.place}:{found.line}" for found in marked() if found.id is None] == []


def test_every_sentence_is_given_the_values_that_its_placeholders_ask_for() -> None:
    wrong = [
        f"{found.place}:{found.line}"
        for found in marked()
        if found.id is not None
        and found.values is not None
        and not asked(found.id) <= found.values <= asked(found.id) | {"count"}
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", locales())
def test_no_sentence_is_missing_and_none_is_left_over(locale: str) -> None:
    said = {forms(message.id) for message in extracted() if message.id}
    assert {"missing": said - ids(locale), "unused": ids(locale) - said} == {
        "missing": set(),
        "unused": set(),
    }


@pytest.mark.parametrize("locale", locales())
def test_every_sentence_is_translated_in_all_its_plural_forms_and_none_is_fuzzy(locale: str) -> None:
    catalogue = read(locale)
    unfinished = [
        message.id
        for message in catalogue
        if message.id
        and (
            not has_translation(message.string)
            or message.fuzzy
            or (message.pluralizable and len(forms(message.string)) != catalogue.num_plurals)
        )
    ]
    assert unfinished == []


@pytest.mark.parametrize("locale", locales())
def test_a_translation_has_the_placeholders_of_its_sentence(locale: str) -> None:
    wrong = [
        message.id
        for message, said in entries(locale)
        if placeholders(said[-1]) != placeholders(forms(message.id)[-1])
        or any(placeholders(form) - placeholders(forms(message.id)[-1]) for form in said)
    ]
    assert wrong == []


def test_english_says_what_the_code_says() -> None:
    assert [message.id for message, said in entries("en") if said != forms(message.id)] == []


def test_chinese_uses_full_width_punctuation_beside_chinese_characters() -> None:
    assert [form for _, said in entries("zh_CN") for form in said if ASCII_BESIDE_HAN.search(form)] == []


def test_chinese_addresses_people_politely_and_always_the_same_way() -> None:
    assert [form for _, said in entries("zh_CN") for form in said if "你" in form] == []


@pytest.mark.parametrize("key", sorted(ALWAYS_A_TERM))
def test_chinese_uses_the_glossarys_term(key: str) -> None:
    term = library().glossary[key]
    named = re.compile(rf"\b{re.escape(term.en)}(s|es)?\b", re.IGNORECASE)
    wrong = [
        form
        for message, said in entries("zh_CN")
        if named.search(words_of(" ".join(forms(message.id))))
        for form in said
        if term.zh not in form
    ]
    assert wrong == []


@pytest.mark.parametrize("sentence", ["好的,谢谢", "共三条:", "(见附件)", "保存了.", "第 6 条: 机制"])
def test_ascii_punctuation_beside_chinese_is_noticed(sentence: str) -> None:
    assert ASCII_BESIDE_HAN.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["好的，谢谢。", "截止 18:30", "6.1.1.2 机制建设能力", "满意度 4.5（5 分制）", "用 /help 查看"],
)
def test_correct_chinese_is_left_alone(sentence: str) -> None:
    assert not ASCII_BESIDE_HAN.search(sentence)
