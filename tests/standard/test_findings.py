"""Each rule of "Findings": where it fires, where it just does not, how severely."""

from fractions import Fraction

import pytest

from standard.change import CapabilityChange, Trend
from standard.findings import Finding, Rule, Severity, findings, support_for
from standard.models import Stage
from standard.organisation import Settings
from standard.performance import Complaint, Records
from standard.statistics import satisfaction
from tests.standard.sheets import LIBRARY, REQUIRED, everywhere, result


def found(
    *lines: str,
    stage: Stage | None = None,
    min_group: int | None = None,
    targets: dict[str, Fraction] | None = None,
    changes: tuple[CapabilityChange, ...] = (),
    records: Records | None = None,
) -> list[tuple[str, str, str]]:
    settings = Settings(stage=stage, min_group=min_group, targets=targets or {})
    return [
        (each.rule.value, each.clause, each.severity.value)
        for each in findings(LIBRARY, result(*lines, settings=settings), changes, records)
    ]


class TestRequiredNotMet:
    @pytest.mark.parametrize(("answer", "severity"), [("0", ["high"]), ("1", ["medium"]), ("2", [])])
    def test_fires_by_the_verdict(self, answer: str, severity: list[str]) -> None:
        assert [each[2] for each in found(f"ann self 6.1.1.1 {answer}")] == severity

    def test_leaves_the_recommended_alone(self) -> None:
        assert found("ann self 6.2.1.1 0") == []

    def test_says_with_what_score_and_where_help_is(self) -> None:
        (only,) = findings(LIBRARY, result("ann self 6.1.1.1 1"))
        assert only == Finding(
            Rule.REQUIRED_NOT_MET,
            "6.1.1.1",
            Severity.MEDIUM,
            {"score": Fraction(25), "verdict": "partly met"},
            support_for(LIBRARY, "6.1.1.1"),
        )
        assert only.support
        assert all(clause.startswith("7.") for clause in only.support)


class TestBelowTarget:
    def test_needs_a_target(self) -> None:
        assert found("ann self 6.2.1.1 1") == []

    @pytest.mark.parametrize(
        ("target", "severity"),
        [
            (Fraction(50), []),
            (Fraction(5001, 100), ["low"]),
            (Fraction(7499, 100), ["low"]),
            (Fraction(75), ["medium"]),
        ],
    )
    def test_fires_under_the_target_and_worse_from_25_points_on(self, target: Fraction, severity: list[str]) -> None:
        assert [each[2] for each in found("ann self 6.2.1.1 2", targets={"6.2.1.1": target})] == severity

    def test_keeps_silent_where_required_not_met_has_spoken(self) -> None:
        assert found("ann self 6.1.1.1 1", stage=Stage.MATURE) == [("required-not-met", "6.1.1.1", "medium")]

    def test_speaks_of_a_required_that_is_met(self) -> None:
        assert found("ann self 6.1.1.1 2", stage=Stage.MATURE) == [("below-target", "6.1.1.1", "medium")]


class TestDisagreement:
    # Levels 0 and 4 on one item, two and three of them: sum 12, squares 48; variance (5 x 48 - 144)/20 = 4.8:
    # 1 - 2.4 is below 0, shown as 0.
    LINES = tuple(f"r{n} self 6.2.1.1 {level}" for n, level in enumerate("00444"))

    def test_fires_over_five_complete_respondents(self) -> None:
        assert found(*self.LINES) == [("disagreement", "6.2.1.1", "low")]

    def test_does_not_over_four(self) -> None:
        assert found(*self.LINES[1:]) == []

    def test_does_not_at_exactly_three_tenths(self) -> None:
        # Item 1: 0, 1, 1, 2, 3, sum 7, squares 15: (5 x 15 - 49)/20 = 1.3. Item 2: 0, 0, 1, 1, 3, sum 5,
        # squares 11: (55 - 25)/20 = 1.5. Mean 1.4: 1 - 0.7 = 0.3. With 1.5 on both it is 0.25.
        first, second = "01123", "00113"
        at = [f"r{n} self 6.1.1.1 {a} {b}" for n, (a, b) in enumerate(zip(first, second, strict=True))]
        under = [f"r{n} self 6.1.1.1 {b} {b}" for n, b in enumerate(second)]
        assert "disagreement" not in {rule for rule, _, _ in found(*at)}
        assert "disagreement" in {rule for rule, _, _ in found(*under)}

    def test_looks_at_the_inside(self) -> None:
        assert found(*(line.replace("self", "external") for line in self.LINES)) == []


class TestBlindSpotAndHiddenStrength:
    @pytest.mark.parametrize(
        ("inside", "outside", "expected"),
        [
            ("2 2 2 2", "2 2 1 1", []),  # 50 - 37.5 = 12.5
            ("4 4 4 3", "3 3 3 3", [("blind-spot", "6.2.1.1", "medium")]),  # 93.75 - 75 = 18.75
            ("3 3 3 3", "4 4 4 3", [("hidden-strength", "6.2.1.1", "info")]),
            ("2 2 1 1", "2 2 2 2", []),
        ],
    )
    def test_fire_by_the_gap(self, inside: str, outside: str, expected: list[tuple[str, str, str]]) -> None:
        assert found(f"ann self 6.2.1.1 {inside}", f"cid external 6.2.1.1 {outside}") == expected

    @pytest.mark.parametrize(
        ("low", "high", "rule"), [("self", "external", "hidden-strength"), ("external", "self", "blind-spot")]
    )
    def test_fire_at_exactly_15(self, low: str, high: str, rule: str) -> None:
        # One side 2 (50). The other: five people, three with 3, two with 2: (3 x 75 + 2 x 50)/5 = 65.
        lines = [f"h{n} {high} 6.2.1.1 {level}" for n, level in enumerate("33322")]
        assert [each[0] for each in found(f"x {low} 6.2.1.1 2", *lines)] == [rule]

    def test_need_both_sides_shown(self) -> None:
        lines = [f"r{n} self 6.2.1.1 4" for n in range(5)]
        outside = [f"o{n} external 6.2.1.1 0" for n in range(4)]
        assert found(*lines, *outside) == [("blind-spot", "6.2.1.1", "medium")]
        assert found(*lines, *outside, min_group=5) == []


def test_nothing_is_found_in_what_is_withheld() -> None:
    assert found("ann self 6.1.1.1 0", min_group=3) == []


class TestDeclined:
    def test_fires_for_a_decline_alone(self) -> None:
        changes = tuple(
            CapabilityChange(clause, (5, 5), trend, difference=Fraction(-9))
            for clause, trend in zip(LIBRARY.capabilities, Trend, strict=False)
        )
        declined = LIBRARY.capabilities[list(Trend).index(Trend.DECLINED)]
        assert found(changes=changes) == [("declined", declined, "medium")]


class TestUnevidenced:
    def test_fires_at_level_3_without_evidence(self) -> None:
        assert found("ann self 6.1.1.1 3", records=Records()) == [("unevidenced", "6.1.1.1", "low")]
        assert found("ann self 6.1.1.1 3", records=Records(evidence={"6.1.1.1": 1})) == []
        assert found("ann self 6.1.1.1 2", records=Records()) == []
        assert found("ann self 6.1.1.1 3") == []

    def test_fires_without_a_consultation_of_that_kind_whatever_evidence_there_is(self) -> None:
        records = Records(evidence={"6.2.2.3": 2}, consultations={"6.2.2.3": 0})
        assert found("ann self 6.2.2.3 3", records=records) == [("unevidenced", "6.2.2.3", "low")]
        records = Records(evidence={"6.2.2.3": 2}, consultations={"6.2.2.3": 1})
        assert found("ann self 6.2.2.3 3", records=records) == []

    def test_names_its_figures(self) -> None:
        records = Records(consultations={"6.2.2.3": 1})
        (only,) = findings(LIBRARY, result("ann self 6.2.2.3 4"), records=records)
        assert only.figures == {"level": 4, "evidence": 0, "consultations": 1}


class TestFromFeedback:
    @pytest.mark.parametrize(
        ("ratings", "fires"),
        [
            ({3: 3, 4: 2}, True),  # 17/5 = 3.4
            ({3: 3, 4: 3}, False),  # 3.5 is not under 3.5
            ({1: 4}, False),  # four are too few
            ({}, False),
        ],
    )
    def test_unsatisfied(self, ratings: dict[int, int], *, fires: bool) -> None:
        expected = [("unsatisfied", "8-b", "medium")] if fires else []
        assert found(records=Records(satisfaction=satisfaction(ratings))) == expected

    def test_a_complaint_past_its_deadline_is_high(self) -> None:
        complaints = (Complaint("conduct", overdue=True), Complaint("venue"))
        assert found(records=Records(complaints=complaints)) == [("complaints", "8-b", "high")]

    def test_three_of_one_category_are_medium(self) -> None:
        two, three = (Complaint("venue"),) * 2, (Complaint("venue"),) * 3
        assert found(records=Records(complaints=(*two, Complaint("conduct")))) == []
        assert found(records=Records(complaints=(*three, Complaint("conduct")))) == [("complaints", "8-b", "medium")]

    def test_they_too_name_clauses_that_can_help(self) -> None:
        (only,) = findings(LIBRARY, result(), records=Records(complaints=(Complaint("a", overdue=True),)))
        assert only.support == support_for(LIBRARY, "8-b")
        assert set(only.support) <= set(LIBRARY.clauses)


class TestUnfinished:
    @pytest.mark.parametrize(("due", "overdue", "fires"), [(10, 2, False), (10, 3, True), (0, 0, False), (4, 1, True)])
    def test_fires_over_a_fifth_of_the_actions_due(self, due: int, overdue: int, *, fires: bool) -> None:
        expected = [("unfinished", "6.1.2.4", "medium")] if fires else []
        assert found(records=Records(actions_due=due, actions_overdue=overdue)) == expected

    def test_fires_for_outcomes_never_converted(self) -> None:
        assert found(records=Records(outcomes_unconverted=1)) == [("unfinished", "6.1.2.4", "medium")]


def test_the_worst_comes_first_then_the_clauses_in_order() -> None:
    lines = [*everywhere("1", REQUIRED[:2]), *everywhere("0", REQUIRED[2:3]), "c external 6.1.1.1 4 4 4 4"]
    assert found(*lines, records=Records(complaints=(Complaint("a", overdue=True),))) == [
        ("required-not-met", "6.1.1.3", "high"),
        ("complaints", "8-b", "high"),
        ("required-not-met", "6.1.1.1", "medium"),
        ("required-not-met", "6.1.1.2", "medium"),
        ("hidden-strength", "6.1.1.1", "info"),
    ]
