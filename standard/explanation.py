"""Why this score? The steps from the answers to a figure, in the order in which one would say them.

They quote no single respondent of a round, only sums that its mean gives away anyway.
"""

from collections.abc import Iterator
from fractions import Fraction

from standard.answers import Side
from standard.organisation import (
    INDEX,
    CapabilityResult,
    Composite,
    CompositeResult,
    OrganisationResult,
)
from standard.scoring import Figure
from standard.statistics import UNIFORM_VARIANCE
from standard.steps import (
    AgainstTarget,
    Agreement,
    Gap,
    Judged,
    LevelReached,
    LowestRequired,
    MeanOfRespondents,
    OwnAnswers,
    OwnScore,
    Progress,
    Respondents,
    Spread,
    Step,
    WeightedMean,
    Withheld,
)
from standard.tally import FULL, RespondentScore


def explain_respondent(own: RespondentScore) -> tuple[Step, ...]:
    """Explain one person's score on one capability, or why there is none."""
    counted = own.asked - own.not_applicable
    first = OwnAnswers(own.asked, own.not_applicable, counted, own.answered, own.total, own.standing)
    if own.score is None:
        return (first,)
    level = LevelReached(own.score, own.score // FULL)
    return (first, OwnScore(own.total, own.answered, own.score), level)


def explain(result: OrganisationResult, clause: str, side: Side = Side.INTERNAL) -> tuple[Step, ...]:
    """Explain a figure of a capability, group, half, or of the index (``6``). Raises KeyError for others."""
    if clause in result.capabilities:
        return tuple(_capability(result.capabilities[clause], side, result.settings.min_group or 0))
    composites = {**result.groups, **result.halves, INDEX: result.index}
    return tuple(_composite(composites[clause], side))


def explain_maturity(result: OrganisationResult) -> tuple[Step, ...]:
    """Explain the maturity."""
    levels = {c: each.internal.level for c, each in result.capabilities.items() if each.kind == "应"}
    return (LowestRequired(levels, result.maturity.level, result.maturity.held_back_by),)


def explain_progress(result: OrganisationResult) -> tuple[Step, ...]:
    """Explain the progress to target."""
    parts = tuple(
        AgainstTarget(each.internal.score, each.target, each.shortfall)
        for each in result.capabilities.values()
        if each.internal.score is not None and each.target is not None
    )
    missing = sum((part.shortfall for part in parts), Fraction())
    wanted = sum((part.target for part in parts), Fraction())
    return (Progress(parts, missing, wanted, result.progress),)


def _capability(each: CapabilityResult, side: Side, min_group: int) -> Iterator[Step]:
    figure = each.internal if side is Side.INTERNAL else each.outside
    if figure.withheld:
        yield Withheld(figure.n, min_group)
        return
    yield Respondents(figure.n, figure.insufficient or 0, figure.not_applicable or 0)
    yield from _figure(figure)
    if figure.verdict is not None:
        yield Judged(each.kind, figure.level, figure.verdict)
    if figure.score is not None and figure.verdict is not None and each.target is not None:
        yield AgainstTarget(figure.score, each.target, each.shortfall)
    yield from _gap(each)


def _figure(figure: Figure) -> Iterator[Step]:
    if figure.score is None or figure.level is None:
        return
    yield MeanOfRespondents(figure.score * figure.n, figure.n, figure.score)
    yield LevelReached(figure.score, figure.level)
    if figure.deviation is not None and figure.interval is not None:
        yield Spread(figure.n, figure.deviation, figure.interval)
    if figure.agreement is not None:
        variance = UNIFORM_VARIANCE * (1 - figure.agreement) if figure.agreement else None
        yield Agreement(figure.complete or 0, variance, figure.agreement)


def _composite(each: CompositeResult, side: Side) -> Iterator[Step]:
    mean: Composite = each.internal if side is Side.INTERNAL else each.outside
    total = sum((share.score * share.weight for share in mean.shares), Fraction())
    weight = sum((share.weight for share in mean.shares), Fraction())
    yield WeightedMean(mean.shares, mean.unscored, total, weight, mean.score)
    if mean.score is not None and mean.level is not None:
        yield LevelReached(mean.score, mean.level)
    yield from _gap(each)


def _gap(each: CapabilityResult | CompositeResult) -> Iterator[Step]:
    internal = each.internal.score
    outside = each.outside.score
    if internal is not None and outside is not None:
        yield Gap(internal, outside, internal - outside)
