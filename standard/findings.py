"""Findings (问题识别): what the figures say is wrong, or better than it looks (SCORING.md, "Findings")."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from standard.change import CapabilityChange, Trend
from standard.library import Library
from standard.organisation import CapabilityResult, OrganisationResult
from standard.performance import Records
from standard.scoring import Verdict

IMPROVEMENT = "8-b"
"""The clause of what satisfaction and complaints ask for: 持续改进能力建设质量."""
CONVERSION = "6.1.2.4"
"""成果转化能力: decisions that are carried out, outcomes that become policy."""
_SUPPORT_FOR_IMPROVEMENT = ("7.3.1-d", "7.3.2-d")
"""以评促建, and the supervising body's guidance: what chapter 7 offers to evaluation itself."""


Figures = Mapping[str, Fraction | int | str]
"""The figures behind a finding, by name."""


class Severity(StrEnum):
    """How much a finding matters, the worst first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Rule(StrEnum):
    """Which rule found it."""

    REQUIRED_NOT_MET = "required-not-met"
    BELOW_TARGET = "below-target"
    DECLINED = "declined"
    DISAGREEMENT = "disagreement"
    BLIND_SPOT = "blind-spot"
    HIDDEN_STRENGTH = "hidden-strength"
    UNEVIDENCED = "unevidenced"
    UNSATISFIED = "unsatisfied"
    COMPLAINTS = "complaints"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, the figures behind it, and the clauses of chapter 7 that can help."""

    rule: Rule
    clause: str
    severity: Severity
    figures: Figures = field(default_factory=dict)
    support: tuple[str, ...] = ()


def findings(
    library: Library,
    result: OrganisationResult,
    changes: Iterable[CapabilityChange] = (),
    records: Records | None = None,
) -> tuple[Finding, ...]:
    """Apply every rule that what is handed in can decide, the worst first, then by clause.

    Without ``changes`` and ``records`` these are the findings that answers alone decide.
    """
    found = [finding for each in result.capabilities.values() for finding in _of_answers(library, each)]
    found += _of_changes(library, changes)
    if records is not None:
        found += _unevidenced(library, result, records)
        found += _of_feedback(records)
        found += _unfinished(library, records)
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[int, str, int]:
    """Order by severity, clause and rule; clause numbers of chapters 6 and 8 sort as text."""
    return (list(Severity).index(finding.severity), finding.clause, list(Rule).index(finding.rule))


def support_for(library: Library, clause: str) -> tuple[str, ...]:
    """Give the clauses of chapter 7 that can help with a clause, each once, the most useful first."""
    support = tuple(dict.fromkeys(remedy.support for remedy in library.remedies_for(clause)))
    return _SUPPORT_FOR_IMPROVEMENT if clause == IMPROVEMENT else support


def _of_answers(library: Library, each: CapabilityResult) -> Iterator[Finding]:
    support = support_for(library, each.clause)
    internal, gap = each.internal, each.gap
    if internal.score is not None:
        if internal.verdict in {Verdict.NOT_MET, Verdict.PARTLY_MET}:
            severity = Severity.HIGH if internal.verdict is Verdict.NOT_MET else Severity.MEDIUM
            figures: Figures = {"score": internal.score, "verdict": internal.verdict}
            yield Finding(Rule.REQUIRED_NOT_MET, each.clause, severity, figures, support)
        elif each.target is not None and each.shortfall > 0:
            severity = Severity.MEDIUM if each.shortfall >= 25 else Severity.LOW
            figures = {"score": internal.score, "target": each.target, "shortfall": each.shortfall}
            yield Finding(Rule.BELOW_TARGET, each.clause, severity, figures, support)
    agreement, complete = internal.agreement, internal.complete or 0
    if agreement is not None and agreement < Fraction(3, 10) and complete >= 5:
        figures = {"agreement": agreement, "complete": complete}
        yield Finding(Rule.DISAGREEMENT, each.clause, Severity.LOW, figures, support)
    if gap is not None and abs(gap) >= 15:
        rule, severity = (Rule.BLIND_SPOT, Severity.MEDIUM) if gap > 0 else (Rule.HIDDEN_STRENGTH, Severity.INFO)
        yield Finding(rule, each.clause, severity, {"gap": gap}, support)


def _of_changes(library: Library, changes: Iterable[CapabilityChange]) -> Iterator[Finding]:
    for change in changes:
        if change.trend is Trend.DECLINED and change.difference is not None:
            figures = {"difference": change.difference}
            support = support_for(library, change.clause)
            yield Finding(Rule.DECLINED, change.clause, Severity.MEDIUM, figures, support)


def _unevidenced(library: Library, result: OrganisationResult, records: Records) -> Iterator[Finding]:
    for clause, each in result.capabilities.items():
        level = each.internal.level
        evidence, held = records.evidence.get(clause, 0), records.consultations.get(clause)
        if level is not None and level >= 3 and (evidence == 0 or held == 0):
            figures: Figures = {"level": level, "evidence": evidence}
            if held is not None:
                figures = {**figures, "consultations": held}
            yield Finding(Rule.UNEVIDENCED, clause, Severity.LOW, figures, support_for(library, clause))


def _of_feedback(records: Records) -> Iterator[Finding]:
    rated = records.satisfaction
    if rated is not None and rated.n >= 5 and rated.mean < Fraction(7, 2):
        figures: Figures = {"mean": rated.mean, "n": rated.n}
        yield Finding(Rule.UNSATISFIED, IMPROVEMENT, Severity.MEDIUM, figures, _SUPPORT_FOR_IMPROVEMENT)
    overdue = sum(complaint.overdue for complaint in records.complaints)
    if overdue:
        yield Finding(Rule.COMPLAINTS, IMPROVEMENT, Severity.HIGH, {"overdue": overdue}, _SUPPORT_FOR_IMPROVEMENT)
    for category, times in Counter(complaint.category for complaint in records.complaints).items():
        if times >= 3:
            repeated: Figures = {"category": category, "complaints": times}
            yield Finding(Rule.COMPLAINTS, IMPROVEMENT, Severity.MEDIUM, repeated, _SUPPORT_FOR_IMPROVEMENT)


def _unfinished(library: Library, records: Records) -> Iterator[Finding]:
    support = support_for(library, CONVERSION)
    if 5 * records.actions_overdue > records.actions_due:
        figures = {"overdue": records.actions_overdue, "due": records.actions_due}
        yield Finding(Rule.UNFINISHED, CONVERSION, Severity.MEDIUM, figures, support)
    if records.outcomes_unconverted:
        figures = {"unconverted": records.outcomes_unconverted}
        yield Finding(Rule.UNFINISHED, CONVERSION, Severity.MEDIUM, figures, support)
