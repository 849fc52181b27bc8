"""The sheets of what people said: findings, items, answers, comments."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from dialogs.assessment.findings import finding_text
from dialogs.assessment.wording import LEVEL_NAMES, SEVERITY_NAMES
from dialogs.digest.answered import Answered
from dialogs.digest.cells import Look
from dialogs.digest.clause_columns import CODE, TITLE, title
from dialogs.digest.export import Export
from dialogs.digest.sheets import Column, Row, Sheet
from dialogs.engine.text import Text, _
from standard.answers import Perspective
from standard.library import Library

LEVELS: Final = ("0", "1", "2", "3", "4")
OTHERS: Final = {"NA": _("not applicable"), "DK": _("don't know"), "": _("skipped")}
PERSPECTIVES: Final = {
    Perspective.SELF: _("member"),
    Perspective.MANAGEMENT: _("internal review"),
    Perspective.EXTERNAL: _("outside reviewer"),
    Perspective.COUNTERPART: _("counterpart"),
}

ITEM: Final = Column(
    title=_("Item"), meaning=_("The code of the item: its clause, and its number there."), look=Look.CODE, width=12
)
QUESTION: Final = Column(title=_("Question"), meaning=_("The question as it was asked."), look=Look.TEXT, width=60)
COMMENT: Final = Column(
    title=_("Comment"), meaning=_("What was written beside the answer, word for word."), look=Look.TEXT, width=60
)
LEVEL: Final = Column(
    title=_("Level"), meaning=_("The level that was chosen, 0 to 4; empty without one."), look=Look.COUNT, width=8
)
ANSWER: Final = Column(
    title=_("Answer"),
    meaning=_("The answer in words: the level's name, not applicable, don't know, or skipped."),
    look=Look.LABEL,
    width=16,
)

FINDING_COLUMNS: Final = (
    Column(title=_("Severity"), meaning=_("How much the finding matters, the worst first."), look=Look.LABEL, width=14),
    Column(title=_("Rule"), meaning=_("The short name of the rule that found it."), look=Look.CODE, width=20),
    CODE,
    TITLE,
    Column(title=_("Finding"), meaning=_("The finding in words, with its figures."), look=Look.TEXT, width=76),
    Column(
        title=_("Support"),
        meaning=_("The clauses of chapter 7 that can help, to be read with /standard."),
        look=Look.CODE,
        width=24,
    ),
)

ITEM_COLUMNS: Final = (
    ITEM,
    TITLE,
    QUESTION,
    Column(title=_("n"), meaning=_("How many answers gave a level."), look=Look.COUNT, width=6),
    Column(title=_("Mean level"), meaning=_("The mean of the levels given, 0 to 4."), look=Look.RATIO, width=10),
    *(
        Column(
            title=_("Level {level}", level=level),
            meaning=_("How many answers gave level {level}.", level=level),
            look=Look.COUNT,
            width=9,
        )
        for level in range(5)
    ),
    Column(title=_("Not applicable"), meaning=_("How many said “not applicable”."), look=Look.COUNT, width=12),
    Column(title=_("Don't know"), meaning=_("How many said “don't know”."), look=Look.COUNT, width=10),
    Column(title=_("Skipped"), meaning=_("How many were asked and skipped the item."), look=Look.COUNT, width=9),
)

ANSWER_COLUMNS: Final = (
    Column(
        title=_("Respondent"),
        meaning=_("A number that stands for one respondent throughout this file, in place of the name."),
        look=Look.COUNT,
        width=12,
    ),
    Column(title=_("Perspective"), meaning=_("In what capacity the respondent answers."), look=Look.LABEL, width=16),
    ITEM,
    LEVEL,
    ANSWER,
    COMMENT,
    Column(title=_("Evidence"), meaning=_("How many pieces of evidence were attached."), look=Look.COUNT, width=10),
    Column(
        title=_("Submitted at"),
        meaning=_("When the answer was submitted, by the organisation's clock."),
        look=Look.MOMENT,
        width=20,
    ),
)

COMMENT_COLUMNS: Final = (
    ITEM,
    QUESTION,
    ANSWER,
    COMMENT,
    Column(
        title=_("Evidence"),
        meaning=_("The names and links of the evidence that was attached."),
        look=Look.TEXT,
        width=40,
    ),
)


def findings(export: Export) -> Sheet:
    """The findings, the worst first."""
    rows = tuple(
        (
            SEVERITY_NAMES[found.severity],
            found.rule.value,
            found.clause,
            title(export.library, found.clause),
            finding_text(export.library, found),
            ", ".join(found.support),
        )
        for found in export.findings
    )
    return Sheet(name=_("Findings"), columns=FINDING_COLUMNS, rows=rows)


def items(library: Library, answers: Sequence[Answered]) -> Sheet:
    """The items that were asked, with how the answers are spread."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in answers:
        counts[each.item][each.answer] += 1
    rows = tuple(_item(library, code, counts[code]) for code in library.items if code in counts)
    return Sheet(name=_("Items"), columns=ITEM_COLUMNS, rows=rows)


def answered(answers: Sequence[Answered]) -> Sheet:
    """Every answer, one a row."""
    rows = tuple(
        (
            each.respondent,
            PERSPECTIVES[each.perspective],
            each.item,
            _level(each.answer),
            _answer(each.answer),
            each.comment,
            each.evidence,
            each.submitted_at,
        )
        for each in answers
    )
    return Sheet(name=_("Answers"), columns=ANSWER_COLUMNS, rows=rows)


def comments(export: Export) -> Sheet:
    """The comments and evidence, by item."""
    rows = tuple(
        (
            each.item,
            _question(export.library, each.item),
            _answer(each.answer),
            each.comment,
            "\n".join(_piece(piece.kept.name, piece.kept.link) for piece in each.evidence) or None,
        )
        for each in export.remarks
    )
    return Sheet(name=_("Comments"), columns=COMMENT_COLUMNS, rows=rows)


def _item(library: Library, code: str, counts: Counter[str]) -> Row:
    spread = [counts[level] for level in LEVELS]
    n = sum(spread)
    mean = Fraction(sum(level * times for level, times in enumerate(spread)), n) if n else None
    clause = library.items[code].capability
    return (
        code,
        title(library, clause),
        _question(library, code),
        n,
        mean,
        *spread,
        *(counts[other] for other in OTHERS),
    )


def _question(library: Library, code: str) -> Text | None:
    """The question's words; none for an item that the data no longer has."""
    item = library.items.get(code)
    return None if item is None else item.question


def _level(answer: str) -> int | None:
    return int(answer) if answer in LEVELS else None


def _answer(answer: str) -> Text:
    return LEVEL_NAMES[int(answer)] if answer in LEVELS else OTHERS[answer]


def _piece(name: str, link: str | None) -> str:
    return name if link is None or link == name else f"{name} {link}"
