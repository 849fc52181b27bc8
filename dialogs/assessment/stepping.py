"""One step of an explanation as one sentence with its figures."""

from fractions import Fraction

from dialogs.assessment.wording import VERDICT_NAMES, points
from dialogs.engine.text import Text, _
from standard.scoring import Verdict
from standard.steps import (
    AgainstTarget,
    Agreement,
    Gap,
    Judged,
    LevelReached,
    MeanOfRespondents,
    OwnAnswers,
    OwnScore,
    Respondents,
    Spread,
    Withheld,
)
from standard.tally import Standing

Spoken = (
    OwnAnswers
    | OwnScore
    | Withheld
    | Respondents
    | MeanOfRespondents
    | LevelReached
    | Judged
    | Spread
    | Agreement
    | Gap
    | AgainstTarget
)
"""The steps that are one sentence; the others list capabilities."""


def step_text(step: Spoken) -> Text:  # noqa: C901 - one sentence a kind of step
    """Say a step in one sentence."""
    match step:
        case OwnAnswers():
            return _own_answers(step)
        case OwnScore():
            return _own_score(step)
        case Withheld():
            return _withheld(step)
        case Respondents():
            return _respondents(step)
        case MeanOfRespondents():
            return _mean(step)
        case LevelReached():
            return _level_reached(step)
        case Judged():
            return _judged(step)
        case Spread():
            return _spread(step)
        case Agreement():
            return _agreement(step)
        case Gap():
            return _gap(step)
        case AgainstTarget():
            return _against_target(step)


def _own_answers(step: OwnAnswers) -> Text:
    if step.standing is Standing.NOT_ASKED:
        return _("You were asked nothing on this, so it counts nowhere.")
    if step.standing is Standing.NOT_APPLICABLE:
        return _("You answered “not applicable” throughout, so this is left out of your profile.")
    counted = _(
        "Questions asked: {asked}; not applicable: {inapplicable}; counted: {counted}; with a level: {answered}, "
        "adding up to {total}.",
        asked=step.asked,
        inapplicable=step.not_applicable,
        counted=step.counted,
        answered=step.answered,
        total=step.total,
    )
    if step.standing is Standing.INSUFFICIENT:
        return _("{counted} A score needs a level on at least half of those counted.", counted=counted)
    return counted


def _own_score(step: OwnScore) -> Text:
    return _(
        "Score: 25 × {total} ÷ {answered} = {score}.",
        total=step.total,
        answered=step.answered,
        score=points(step.score),
    )


def _withheld(step: Withheld) -> Text:
    return _(
        "Only {n} answered. Figures over fewer than {least} are not shown, to protect those who answered.",
        n=step.n,
        least=step.min_group,
    )


def _respondents(step: Respondents) -> Text:
    return _(
        "With a score: n = {n}. Answered too little: {insufficient}. Said not applicable: {inapplicable}.",
        n=step.n,
        insufficient=step.insufficient,
        inapplicable=step.not_applicable,
    )


def _mean(step: MeanOfRespondents) -> Text:
    return _(
        "Mean of their scores: {total} ÷ {n} = {score}.",
        total=points(step.total),
        n=step.n,
        score=points(step.score),
    )


def _level_reached(step: LevelReached) -> Text:
    return _(
        "Level reached: the whole part of {score} ÷ 25 = {level}.",
        score=points(step.score),
        level=step.level,
    )


def _judged(step: Judged) -> Text:
    verdict = VERDICT_NAMES[step.verdict]
    if step.verdict is Verdict.NOT_APPLICABLE:
        return _("Verdict: {verdict}, for nobody has a score and some said so.", verdict=verdict)
    if step.level is None:
        return _("Verdict: {verdict}, for nobody has a score.", verdict=verdict)
    if step.kind == "应":
        return _("Verdict on a required clause at level {level}: {verdict}.", level=step.level, verdict=verdict)
    return _("Verdict on a recommended clause at level {level}: {verdict}.", level=step.level, verdict=verdict)


def _spread(step: Spread) -> Text:
    low, high = step.interval
    return _(
        "Standard deviation {deviation}; 95 % confidence interval {low} to {high} (n = {n}).",
        deviation=points(Fraction(step.deviation)),
        low=points(Fraction(low)),
        high=points(Fraction(high)),
        n=step.n,
    )


def _agreement(step: Agreement) -> Text:
    if step.mean_variance is None:
        return _("Agreement: 0, for the answers lie at least as far apart as random ones (n = {n}).", n=step.complete)
    return _(
        "Agreement: 1 − mean variance {variance} ÷ 2 = {agreement} (n = {n}).",
        variance=f"{float(step.mean_variance):.2f}",
        agreement=f"{float(step.agreement):.2f}",
        n=step.complete,
    )


def _gap(step: Gap) -> Text:
    return _(
        "Gap: internal {internal} − outside {outside} = {gap}.",
        internal=points(step.internal),
        outside=points(step.outside),
        gap=points(step.gap),
    )


def _against_target(step: AgainstTarget) -> Text:
    said = {"score": points(step.score), "target": points(step.target)}
    if step.shortfall:
        return _("Target {target}: {score} is {short} short of it.", short=points(step.shortfall), **said)
    return _("Target {target}: reached with {score}.", **said)
