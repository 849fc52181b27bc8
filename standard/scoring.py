"""Scores, levels and verdicts of respondents and of an organisation's capabilities (SCORING.md, "Score").

Everything that decides is an exact rational; floats are for showing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from standard.answers import AnswerSet, Perspective, Sheet, Side
from standard.library import Library
from standard.statistics import Interval, mean_interval, root
from standard.tally import FULL, RespondentScore, Standing, Tally, respondent_score
from standard.withholding import too_few

Kind = Literal["应", "宜"]


class Verdict(StrEnum):
    """What the internal score says of a clause: 应 is met or not, 宜 is adopted or not."""

    MET = "met"
    PARTLY_MET = "partly met"
    NOT_MET = "not met"
    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly adopted"
    NOT_ADOPTED = "not adopted"
    NOT_APPLICABLE = "not applicable"
    NOT_ASSESSED = "not assessed"


_VERDICTS: Mapping[str, tuple[Verdict, Verdict, Verdict]] = {
    "应": (Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.MET),
    "宜": (Verdict.NOT_ADOPTED, Verdict.PARTLY_ADOPTED, Verdict.ADOPTED),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One side's figures on one capability; scores are 0-100, and ``None`` stands where there is no figure.

    ``n`` counts the respondents with a score, and is shown even when the rest is withheld. ``distribution``
    counts their answers at the levels 0-4, ``complete`` the respondents behind ``agreement``. Of the outside
    there is no verdict. ``agreement_withheld`` says that the complete respondents alone were too few.
    """

    n: int
    insufficient: int | None
    not_applicable: int | None
    score: Fraction | None = None
    variance: Fraction | None = None
    verdict: Verdict | None = None
    distribution: tuple[int, ...] | None = None
    complete: int | None = None
    agreement: Fraction | None = None
    withheld: bool = False
    agreement_withheld: bool = False

    @property
    def level(self) -> int | None:
        """The level reached, 0-4."""
        return level_reached(self.score)

    @property
    def deviation(self) -> float | None:
        """The sample standard deviation of the respondents' scores, n ≥ 2."""
        return root(self.variance)

    @property
    def interval(self) -> Interval | None:
        """The 95 % confidence interval of the score, n ≥ 2."""
        return None if self.score is None else mean_interval(self.score, self.variance, self.n)

    def withhold(self) -> "Figure":
        """Give this figure with nothing left but how many stand behind it."""
        return Figure(self.n, None, None, withheld=True)


def level_reached(score: Fraction | None) -> int | None:
    """Give the level that a score has reached: ``floor(score / 25)``."""
    return None if score is None else score // FULL


def display(value: Fraction, digits: int = 1) -> Decimal:
    """Round half away from zero, for showing; Babel writes the decimal as the language does."""
    units = int(abs(value) * 10**digits + Fraction(1, 2))
    return Decimal(units if value >= 0 else -units).scaleb(-digits)


def respondent_scores(library: Library, answers: Mapping[str, str]) -> dict[str, RespondentScore]:
    """Score one person's answers (item code to answer) on every capability.

    Raises `standard.answers.AnswerFault` for an answer that is refused.
    """
    alone = AnswerSet.of(library, [Sheet("one", Perspective.SELF, answers)])
    return {
        capability: respondent_score(next(iter(alone.patterns(capability, Side.INTERNAL)), ()))
        for capability in library.capabilities
    }


def verdict(kind: Kind, score: Fraction | None, not_applicable: int) -> Verdict:
    """Judge a clause by its internal score: level 2 and more, level 1, level 0, or none.

    Without a score it is not applicable when anyone said so, for then nobody has a score.
    """
    level = level_reached(score)
    if level is not None:
        return _VERDICTS[kind][min(level, 2)]
    return Verdict.NOT_APPLICABLE if not_applicable else Verdict.NOT_ASSESSED


def figure(tally: Tally, kind: Kind, side: Side, min_group: int | None = None) -> Figure:
    """Compute one side's figures on one capability, withheld where they stand on too few respondents."""
    scores = tally.scores
    not_applicable = tally.standings.get(Standing.NOT_APPLICABLE, 0)
    score = scores.mean if scores.n else None
    full = Figure(
        n=scores.n,
        insufficient=tally.standings.get(Standing.INSUFFICIENT, 0),
        not_applicable=not_applicable,
        score=score,
        variance=scores.variance,
        verdict=verdict(kind, score, not_applicable) if side is Side.INTERNAL else None,
        distribution=tally.distribution,
        complete=sum(tally.complete.values()),
        agreement=tally.agreement,
    )
    return _protected(full, min_group)


def _protected(full: Figure, min_group: int | None) -> Figure:
    """Withhold what stands on fewer than ``min_group`` respondents, or on nothing but so few.

    When hardly anyone was asked, the counts of NA and of insufficient sheets stand on too few as well.
    """
    asked = full.n + (full.insufficient or 0) + (full.not_applicable or 0)
    behind = full.n or full.not_applicable or 0
    if too_few(asked, min_group) or too_few(behind, min_group):
        return full.withhold()
    if too_few(full.complete or 0, min_group):
        return replace(full, complete=None, agreement=None, agreement_withheld=True)
    return full


def capability_figure(
    library: Library, answers: AnswerSet, capability: str, side: Side, min_group: int | None = None
) -> Figure:
    """Compute one side's figures on one capability from a set of answers."""
    tally = Tally(answers.patterns(capability, side))
    return figure(tally, library.kind(capability), side, min_group)
