"""One thing has one name: the glossary's, in the catalogues and wherever the code speaks both languages itself."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from standard.library import library
from standard.models import Term
from tests.catalogues import ROOT, SOURCES, forms, read

TERMS = (
    "social_organisation",
    "capacity",
    "capability",
    "facilitator",
    "assessment",
    "named_round",
    "anonymous_round",
    "not_applicable",
    "unknown",
    "pulse_form",
    "full_form",
    "targeted_form",
    "evidence",
    "maturity",
    "agreement",
    "remedy",
    "satisfaction",
    "complaint",
    "invitation",
    "member",
    "admin",
    "operator",
    "consent",
)
"""The terms whose English is said of nothing else (a level may be a sound's, an item a list's)."""
PLACEHOLDER = re.compile(r"\{\w*\}|/\w+")
"""What is filled in later, and commands: not words of ours."""


def contradicts(term: Term, english: str, chinese: str) -> bool:
    """Tell whether a sentence uses the English term, and its Chinese neither the term nor the same English word."""
    used = re.search(rf"\b{re.escape(term.en)}(?:s|es)?\b", PLACEHOLDER.sub("", english), re.IGNORECASE)
    return used is not None and term.zh not in chinese and used[0] not in chinese


@cache
def in_the_catalogue() -> list[tuple[str, str]]:
    return [(" ".join(forms(message.id)), " ".join(forms(message.string))) for message in read("zh_CN") if message.id]


@cache
def in_the_code() -> list[tuple[str, str]]:
    """Give the pairs ``zh=..., en=...`` that the command line and the faults say."""
    paths = [path for folder in SOURCES for path in sorted((ROOT / folder).rglob("*.py"))]
    return [pair for path in paths for pair in _pairs(path)]


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            said = {keyword.arg: _words(keyword.value) for keyword in node.keywords}
            if "zh" in said and "en" in said:
                yield said["en"], said["zh"]


def _words(node: ast.expr) -> str:
    constants = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return "".join(part for part in constants if isinstance(part, str))


@pytest.mark.parametrize("key", TERMS)
def test_the_catalogue_uses_the_glossarys_word(key: str) -> None:
    term = library().glossary[key]

    assert [pair for pair in in_the_catalogue() if contradicts(term, *pair)] == []


@pytest.mark.parametrize("key", TERMS)
def test_the_code_that_speaks_both_languages_uses_the_glossarys_word(key: str) -> None:
    term = library().glossary[key]

    assert [pair for pair in in_the_code() if contradicts(term, *pair)] == []


def test_both_sources_are_really_read() -> None:
    assert any("operator" in english for english, _chinese in in_the_catalogue())
    assert any("operator" in english for english, _chinese in in_the_code())


@pytest.mark.parametrize(
    ("english", "chinese", "wrong"),
    [
        ("Invite operators", "邀请运营者", False),
        ("Invite operators", "邀请运维人员", True),
        ("{operator} came", "{operator}来过", False),
        ("Use /operator", "用 /operator", False),
        ("Cooperators", "合作者", False),
        ("Such as operator", "如 operator", False),
    ],
)
def test_another_word_is_noticed(english: str, chinese: str, wrong: bool) -> None:
    assert contradicts(library().glossary["operator"], english, chinese) is wrong
