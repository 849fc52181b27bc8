"""Each finding in one sentence with its figures."""

from collections.abc import Mapping
from datetime import UTC
from fractions import Fraction

import pytest

from bot.catalogues import reader
from dialogs.assessment.findings import finding_text
from standard.findings import Finding, Rule, Severity
from standard.library import library

CASES: list[tuple[Rule, Mapping[str, Fraction | int | str], str]] = [
    (
        Rule.REQUIRED_NOT_MET,
        {"score": Fraction(25, 2), "verdict": "not met"},
        "required, but not met, with a score of 12.5.",
    ),
    (
        Rule.BELOW_TARGET,
        {"score": Fraction(50), "target": Fraction(65), "shortfall": Fraction(15)},
        "a score of 50.0, 15.0 under the target of 65.0.",
    ),
    (Rule.DECLINED, {"difference": Fraction(-10)}, "clearly lower than in the round before, by 10.0."),
    (
        Rule.DISAGREEMENT,
        {"agreement": Fraction(1, 4), "complete": 5},
        "those who answered see it very differently: agreement 0.25 (n = 5).",
    ),
    (Rule.BLIND_SPOT, {"gap": Fraction(20)}, "you see yourselves 20.0 higher than others see you."),
    (Rule.HIDDEN_STRENGTH, {"gap": Fraction(-15)}, "others see you 15.0 higher than you see yourselves."),
    (
        Rule.UNEVIDENCED,
        {"level": 3, "evidence": 0},
        "level 3 practised is claimed, but nobody has attached evidence.",
    ),
    (
        Rule.UNEVIDENCED,
        {"level": 4, "evidence": 2, "consultations": 0},
        "level 4 leading is claimed, but no consultation of this kind is on record.",
    ),
    (Rule.UNSATISFIED, {"mean": Fraction(3), "n": 6}, "satisfaction is low: 3.0 of 5 (n = 6)."),
    (Rule.COMPLAINTS, {"overdue": 1}, "1 complaint is past its deadline."),
    (Rule.COMPLAINTS, {"category": "noise", "complaints": 3}, "3 complaints of one kind: noise."),
    (Rule.UNFINISHED, {"overdue": 3, "due": 9}, "3 of 9 actions are overdue."),
    (Rule.UNFINISHED, {"unconverted": 2}, "2 agreed outcomes were not converted by their deadline."),
]


@pytest.mark.parametrize(("rule", "figures", "said"), CASES, ids=[f"{case[0]}-{n}" for n, case in enumerate(CASES)])
def test_a_finding_is_said_with_its_clause_figures_and_help(
    rule: Rule, figures: Mapping[str, Fraction | int | str], said: str
) -> None:
    finding = Finding(rule, "6.1.2.4", Severity.LOW, figures, ("7.4.1-a", "7.2"))
    text = reader("en", UTC).say(finding_text(library(), finding))
    assert text == f"6.1.2.4 Converting outcomes: {said} Help: 7.4.1-a, 7.2."


def test_every_rule_has_its_sentence() -> None:
    assert {case[0] for case in CASES} == set(Rule)
