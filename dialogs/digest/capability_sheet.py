"""The sheet of the capabilities, with every figure on them."""

from fractions import Fraction
from typing import Final

from dialogs.assessment.wording import VERDICT_NAMES
from dialogs.digest.cells import Cell, Look
from dialogs.digest.clause_columns import CODE, SIDES, TITLE, title
from dialogs.digest.export import Export
from dialogs.digest.sheets import Column, Row, Sheet
from dialogs.engine.text import Message, _
from standard.library import Library
from standard.models import Words
from standard.organisation import CapabilityResult
from standard.scoring import Figure

BINDINGS: Final = {"应": Words(zh="应", en="required"), "宜": Words(zh="宜", en="recommended")}
"""Two of the standard's own words; alone they are too short to be translated as sentences."""

CAPABILITY: Final = (
    CODE,
    TITLE,
    Column(
        title=_("Binding"),
        meaning=_("Whether the standard requires the capability (shall) or recommends it (should)."),
        look=Look.LABEL,
        width=14,
    ),
    *SIDES,
    Column(
        title=_("Level"),
        meaning=_("The level that the internal score has reached, 0 to 4: one level for every full 25 points."),
        look=Look.COUNT,
        width=8,
    ),
    Column(
        title=_("Verdict"),
        meaning=_("From level 2 met or adopted, at level 1 partly, at level 0 not."),
        look=Look.LABEL,
        width=16,
    ),
    Column(title=_("n"), meaning=_("How many respondents are behind the internal score."), look=Look.COUNT, width=6),
    Column(
        title=_("Standard deviation"),
        meaning=_("How far the respondents' scores lie apart (n − 1); from two respondents."),
        look=Look.SCORE,
        width=11,
    ),
    Column(
        title=_("95 % from"),
        meaning=_("The lower end of the 95 % confidence interval of the internal score (Student's t)."),
        look=Look.SCORE,
        width=9,
    ),
    Column(
        title=_("95 % to"),
        meaning=_("The upper end of the 95 % confidence interval of the internal score (Student's t)."),
        look=Look.SCORE,
        width=9,
    ),
    Column(
        title=_("Agreement"),
        meaning=_(
            "How far the respondents agree (r*WG), 0 to 1, over those who gave a level on every item; below 0.3 "
            "they see it very differently."
        ),
        look=Look.RATIO,
        width=11,
    ),
    *(
        Column(
            title=_("Answers at level {level}", level=level),
            meaning=_("How many answers to the items of this capability gave level {level}; internal.", level=level),
            look=Look.COUNT,
            width=10,
        )
        for level in range(5)
    ),
    Column(
        title=_("Insufficient"),
        meaning=_("Respondents who answered fewer than half of the items; they are not in the score."),
        look=Look.COUNT,
        width=12,
    ),
    Column(
        title=_("Not applicable"),
        meaning=_("Respondents who said that everything here does not apply; they are not in the score."),
        look=Look.COUNT,
        width=12,
    ),
    Column(
        title=_("n outside"), meaning=_("How many respondents are behind the outside score."), look=Look.COUNT, width=9
    ),
    Column(
        title=_("Target"),
        meaning=_("The target for the organisation's stage of development, or the one it has set, 0 to 100."),
        look=Look.SCORE,
        width=9,
    ),
    Column(
        title=_("Short of the target"),
        meaning=_("How far the internal score lies under the target; 0 where it is reached."),
        look=Look.SCORE,
        width=11,
    ),
    Column(
        title=_("Withheld"),
        meaning=_("Which figures are withheld because too few people are behind them (anonymous rounds)."),
        look=Look.LABEL,
        width=14,
    ),
)


def capabilities(export: Export) -> Sheet:
    """The thirteen capabilities with every figure on them."""
    found = export.standing.result.capabilities.values()
    rows = tuple(_capability(export.library, each) for each in found)
    return Sheet(name=_("Capabilities"), columns=CAPABILITY, rows=rows)


def _capability(library: Library, each: CapabilityResult) -> Row:
    internal, outside = each.internal, each.outside
    low, high = internal.interval or (None, None)
    return (
        each.clause,
        title(library, each.clause),
        BINDINGS[each.kind],
        internal.score,
        outside.score,
        each.gap,
        internal.level,
        None if internal.verdict is None else VERDICT_NAMES[internal.verdict],
        internal.n,
        internal.deviation,
        low,
        high,
        internal.agreement,
        *_distribution(internal),
        internal.insufficient,
        internal.not_applicable,
        outside.n,
        each.target,
        _short(each),
        _withheld(each),
    )


def _distribution(figure: Figure) -> tuple[Cell, ...]:
    return figure.distribution or (None,) * 5


def _short(each: CapabilityResult) -> Fraction | None:
    return None if each.target is None or each.internal.score is None else each.shortfall


def _withheld(each: CapabilityResult) -> Message | None:
    match each.internal.withheld, each.outside.withheld, each.internal.agreement_withheld:
        case True, True, _both:
            return _("both sides")
        case True, False, _internal:
            return _("internal")
        case False, True, _outside:
            return _("outside")
        case False, False, True:
            return _("agreement")
        case _:
            return None
