"""How the assessment's figures and terms are said, everywhere they are."""

from fractions import Fraction
from functools import cache
from typing import Final

from dialogs.engine.text import Message, Text, _
from standard.findings import Severity
from standard.library import Library
from standard.models import Words
from standard.scoring import Verdict, display

NO_FIGURE: Final = "–"

LEVEL_NAMES: Final[tuple[Message, ...]] = (
    _("not started"),
    _("ad hoc"),
    _("defined"),
    _("practised"),
    _("leading"),
)
LEVEL_WORDS: Final = (
    ("未开展", "not started"),
    ("起步", "ad hoc"),
    ("成形", "defined"),
    ("落实", "practised"),
    ("引领", "leading"),
)
"""The same as they may be typed, in whatever language one reads."""

VERDICT_NAMES: Final[dict[Verdict, Message]] = {
    Verdict.MET: _("met"),
    Verdict.PARTLY_MET: _("partly met"),
    Verdict.NOT_MET: _("not met"),
    Verdict.ADOPTED: _("adopted"),
    Verdict.PARTLY_ADOPTED: _("partly adopted"),
    Verdict.NOT_ADOPTED: _("not adopted"),
    Verdict.NOT_APPLICABLE: _("not applicable"),
    Verdict.NOT_ASSESSED: _("not assessed"),
}

VERDICT_SIGNS: Final[dict[Verdict, str]] = {
    Verdict.MET: "✓",
    Verdict.PARTLY_MET: "◐",
    Verdict.NOT_MET: "✗",
    Verdict.ADOPTED: "✓",
    Verdict.PARTLY_ADOPTED: "◐",
    Verdict.NOT_ADOPTED: "○",
    Verdict.NOT_APPLICABLE: "–",
    Verdict.NOT_ASSESSED: "?",
}
"""A sign beside the word, never in its place; a recommendation that is not taken up is no failure."""

SEVERITY_NAMES: Final[dict[Severity, Message]] = {
    Severity.HIGH: _("high"),
    Severity.MEDIUM: _("medium"),
    Severity.LOW: _("low"),
    Severity.INFO: _("for information"),
}

INDEX_NAME: Final = _("Index")
MATURITY_NAME: Final = _("Maturity")
PROGRESS_NAME: Final = _("Progress to target")


def points(score: Fraction | None) -> Text:
    """Write a score (or a target, or a difference) with one decimal, half away from zero; a dash for none."""
    return NO_FIGURE if score is None else f"{display(score):.1f}"


def level_text(level: int | None) -> Text:
    """Write a level with its name: ``3 practised``; a dash for none."""
    return NO_FIGURE if level is None else _("{level} {name}", level=level, name=LEVEL_NAMES[level])


@cache
def clause_text(library: Library, number: str) -> Words:
    """Name a clause by number and title: ``6.1.1.2 机制建设能力``; a lettered entry by the title above it."""
    clause = library.clauses[number]
    while clause.title is None and clause.parent is not None:
        clause = library.clauses[clause.parent]
    if clause.title is None:
        return Words(zh=number, en=number)
    return Words(zh=f"{number} {clause.title.zh}", en=f"{number} {clause.title.en}")


def several(texts: list[Text]) -> Text:
    """Join texts in one list, as the language joins them; a dash for none."""
    if not texts:
        return NO_FIGURE
    said = texts[0]
    for text in texts[1:]:
        said = _("{first}, {second}", first=said, second=text)
    return said
