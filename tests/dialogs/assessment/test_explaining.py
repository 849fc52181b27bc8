"""The steps of explanations that a first round does not yet show."""

from datetime import UTC
from fractions import Fraction

import pytest

from bot.catalogues import reader
from dialogs.assessment.stepping import Spoken, step_text
from standard.scoring import Verdict
from standard.steps import Agreement, Gap, Judged, OwnAnswers, Withheld
from standard.tally import Standing

CASES: list[tuple[Spoken, str]] = [
    (
        Withheld(3, 5),
        "Only 3 answered. Figures over fewer than 5 are not shown, to protect those who answered.",
    ),
    (Gap(Fraction(70), Fraction(50), Fraction(20)), "Gap: internal 70.0 − outside 50.0 = 20.0."),
    (
        Agreement(5, Fraction(1, 2), Fraction(3, 4)),
        "Agreement: 1 − mean variance 0.50 ÷ 2 = 0.75 (n = 5).",
    ),
    (
        Agreement(5, None, Fraction(0)),
        "Agreement: 0, for the answers lie at least as far apart as random ones (n = 5).",
    ),
    (
        OwnAnswers(4, 1, 3, 1, 2, Standing.INSUFFICIENT),
        (
            "Questions asked: 4; not applicable: 1; counted: 3; with a level: 1, adding up to 2. "
            "A score needs a level on at least half of those counted."
        ),
    ),
    (
        OwnAnswers(2, 2, 0, 0, 0, Standing.NOT_APPLICABLE),
        "You answered “not applicable” throughout, so this is left out of your profile.",
    ),
    (
        Judged("宜", None, Verdict.NOT_APPLICABLE),
        "Verdict: not applicable, for nobody has a score and some said so.",
    ),
    (
        Judged("宜", 3, Verdict.ADOPTED),
        "Verdict on a recommended clause at level 3: adopted.",
    ),
]


@pytest.mark.parametrize(("step", "said"), CASES, ids=lambda case: type(case).__name__)
def test_a_step_is_one_sentence_with_its_figures(step: Spoken, said: str) -> None:
    assert reader("en", UTC).say(step_text(step)) == said
