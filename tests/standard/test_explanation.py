"""Why this score? The steps, in the order in which one would say them."""

from fractions import Fraction

import pytest

from standard.answers import Side
from standard.explanation import explain, explain_maturity, explain_progress, explain_respondent
from standard.models import Stage
from standard.organisation import INDEX, Settings, Share
from standard.scoring import Verdict, respondent_scores
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
    WeightedMean,
    Withheld,
)
from standard.tally import Standing
from tests.standard.sheets import LIBRARY, REQUIRED, everywhere, result


def test_ones_own_score() -> None:
    sheet = {"6.2.1.1-1": "3", "6.2.1.1-2": "2", "6.2.1.1-3": "", "6.2.1.1-4": "NA"}
    assert explain_respondent(respondent_scores(LIBRARY, sheet)["6.2.1.1"]) == (
        OwnAnswers(asked=4, not_applicable=1, counted=3, answered=2, total=5, standing=Standing.SCORED),
        OwnScore(total=5, answered=2, score=Fraction(125, 2)),
        LevelReached(Fraction(125, 2), 2),
    )


def test_ones_own_missing_score() -> None:
    sheet = {"6.2.1.1-1": "3", "6.2.1.1-2": "DK", "6.2.1.1-3": "DK"}
    assert explain_respondent(respondent_scores(LIBRARY, sheet)["6.2.1.1"]) == (
        OwnAnswers(asked=3, not_applicable=0, counted=3, answered=1, total=3, standing=Standing.INSUFFICIENT),
    )


def test_a_capability_from_its_respondents_to_its_verdict() -> None:
    # Scores 25, 50, 75; item variance 1; r 1/2; outside 0.
    lines = [f"r{n} self 6.1.1.1 {level}" for n, level in enumerate("123")]
    found = result(*lines, "x self 6.1.1.1 DK", "o external 6.1.1.1 0", settings=Settings(stage=Stage.GROWTH))
    assert explain(found, "6.1.1.1") == (
        Respondents(n=3, insufficient=1, not_applicable=0),
        MeanOfRespondents(total=Fraction(150), n=3, score=Fraction(50)),
        LevelReached(Fraction(50), 2),
        Spread(n=3, deviation=25, interval=(0, 100)),
        Agreement(complete=3, mean_variance=Fraction(1), agreement=Fraction(1, 2)),
        Judged("应", 2, Verdict.MET),
        AgainstTarget(score=Fraction(50), target=Fraction(65), shortfall=Fraction(15)),
        Gap(Fraction(50), Fraction(0), Fraction(50)),
    )


def test_the_outside_has_no_verdict_and_no_target() -> None:
    found = result("o external 6.1.1.1 3", settings=Settings(stage=Stage.GROWTH))
    assert explain(found, "6.1.1.1", Side.OUTSIDE) == (
        Respondents(1, 0, 0),
        MeanOfRespondents(Fraction(75), 1, Fraction(75)),
        LevelReached(Fraction(75), 3),
    )


def test_an_agreement_shown_as_0_says_no_variance() -> None:
    steps = explain(result("a self 6.1.1.1 0", "b self 6.1.1.1 4"), "6.1.1.1")
    assert Agreement(complete=2, mean_variance=None, agreement=Fraction(0)) in steps


def test_a_missing_score_says_who_could_not_be_counted() -> None:
    assert explain(result("ann self 6.2.1.1 NA"), "6.2.1.1") == (
        Respondents(0, 0, 1),
        Judged("宜", None, Verdict.NOT_APPLICABLE),
    )


def test_a_withheld_figure_says_only_that() -> None:
    found = result("ann self 6.1.1.1 3", settings=Settings(min_group=5))
    assert explain(found, "6.1.1.1") == (Withheld(n=1, min_group=5),)


@pytest.mark.parametrize("clause", ["6.1.1", "6.1", INDEX])
def test_a_mean_of_capabilities(clause: str) -> None:
    # (2 x 25 + 1 x 100)/3 = 50
    found = result(
        "ann self 6.1.1.1 1",
        "ann self 6.1.1.2 4",
        "o external 6.1.1.1 0",
        settings=Settings(weights={"6.1.1.1": Fraction(2)}),
    )
    below = {"6.1.1": REQUIRED[:3], "6.1": REQUIRED, INDEX: LIBRARY.capabilities}[clause]
    shares = (Share("6.1.1.1", Fraction(25), Fraction(2)), Share("6.1.1.2", Fraction(100), Fraction(1)))
    assert explain(found, clause) == (
        WeightedMean(shares, below[2:], Fraction(150), Fraction(3), Fraction(50)),
        LevelReached(Fraction(50), 2),
        Gap(Fraction(50), Fraction(0), Fraction(50)),
    )


def test_a_mean_of_nothing() -> None:
    assert explain(result(), "6.1.1", Side.OUTSIDE) == (WeightedMean((), REQUIRED[:3], Fraction(0), Fraction(0), None),)


def test_another_clause_has_no_figure() -> None:
    with pytest.raises(KeyError):
        explain(result(), "7.1")


def test_the_maturity() -> None:
    found = result(*everywhere("3", REQUIRED[:6]), *everywhere("1", REQUIRED[6:]))
    assert explain_maturity(found) == (
        LowestRequired({**dict.fromkeys(REQUIRED[:6], 3), REQUIRED[6]: 1}, 1, (REQUIRED[6],)),
    )


def test_the_progress() -> None:
    # Targets 50 and 25 at the start; scores 25 and 50: missing 25 of 75.
    found = result("ann self 6.1.1.1 1", "ann self 6.2.1.1 2", settings=Settings(stage=Stage.START_UP))
    assert explain_progress(found) == (
        Progress(
            (
                AgainstTarget(Fraction(25), Fraction(50), Fraction(25)),
                AgainstTarget(Fraction(50), Fraction(25), Fraction(0)),
            ),
            missing=Fraction(25),
            wanted=Fraction(75),
            progress=Fraction(2, 3),
        ),
    )
