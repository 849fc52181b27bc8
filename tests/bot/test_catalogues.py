"""Whose language is whose."""

from datetime import UTC

import pytest

from bot.catalogues import UnknownLocaleError, languages, negotiated, reader
from dialogs.engine.text import _
from tests.catalogues import locales


def test_the_languages_are_the_folders_that_hold_a_catalogue() -> None:
    assert languages() == locales()
    assert languages()[:2] == ("zh_CN", "en")


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("zh-CN", "zh_CN"),
        ("zh-hans", "zh_CN"),
        ("zh-TW", "zh_CN"),
        ("zh_Hant_HK", "zh_CN"),
        ("zh", "zh_CN"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN-us", "en"),
        ("tlh", "zh_CN"),
        ("", "zh_CN"),
        (None, "zh_CN"),
        ("zhuang", "zh_CN"),
        ("english", "zh_CN"),
    ],
)
def test_a_client_gets_its_language_and_otherwise_the_default_one(tag: str | None, locale: str) -> None:
    assert negotiated(tag) == locale


def test_the_default_can_be_another_one() -> None:
    assert negotiated("tlh", default="en") == "en"


def test_a_sentence_without_a_translation_is_shown_as_the_code_says_it() -> None:
    assert reader("zh_CN", UTC).say(_("zzz {n}", n=1)) == "zzz 1"


def test_a_locale_without_a_catalogue_is_refused_by_name() -> None:
    with pytest.raises(UnknownLocaleError, match="tlh"):
        reader("tlh", UTC)
