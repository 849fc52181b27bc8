"""The findings in words (问题识别), the worst first."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from dialogs.assessment.evidence import count_evidence
from dialogs.assessment.navigating import ADVICE, Row, in_rows, result_button, view_button, why_button
from dialogs.assessment.on_record import read_round_performance
from dialogs.assessment.result import counted
from dialogs.assessment.standing import Standing
from dialogs.assessment.wording import SEVERITY_NAMES, VERDICT_NAMES, clause_text, level_text, points, several
from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Paragraph
from dialogs.engine.text import Text, _, n_
from dialogs.engine.work import Work
from standard.findings import Finding, Rule, Severity, findings
from standard.library import Library
from standard.performance import Records
from standard.scoring import Verdict

SHOWN: Final = 12
Figures = Mapping[str, Fraction | int | str]


async def read_findings(library: Library, work: Work, standing: Standing) -> tuple[Finding, ...]:
    """Give what a round's answers, their evidence and what is on record say is wrong, or better than it looks."""
    recorded = await read_round_performance(library, work, standing.round)
    records = Records(
        evidence=await count_evidence(work, standing.round),
        consultations=recorded.capabilities,
        actions_due=recorded.actions_due,
        actions_overdue=recorded.actions_overdue,
        outcomes_unconverted=recorded.outcomes_unconverted,
    )
    return findings(library, standing.result, records=records)


def findings_card(library: Library, standing: Standing, found: tuple[Finding, ...]) -> Card:
    """Show the findings by severity."""
    round_ = standing.round
    blocks: list[Block] = [Heading(text=_("Findings: {round}", round=round_.name))]
    if not found:
        blocks.append(Paragraph(text=_("Nothing stands out in the answers so far.")))
    shown = found[:SHOWN]
    for severity in Severity:
        lines = [finding_text(library, each) for each in shown if each.severity is severity]
        if lines:
            title = _("Severity: {severity}", severity=SEVERITY_NAMES[severity])
            blocks += [Heading(text=title), Bullets(lines=tuple(lines))]
    if len(found) > len(shown):
        left = len(found) - len(shown)
        blocks.append(
            Note(text=n_("{count} further finding is less grave.", "{count} further findings are less grave.", left))
        )
    return Card(
        blocks=(*blocks, Note(text=counted(standing))),
        buttons=(*_reasons(standing, shown), (view_button(_("Advice"), ADVICE, round_), result_button(round_))),
    )


def finding_text(library: Library, finding: Finding) -> Text:
    """Say a finding with its clause, its figures and the clauses of chapter 7 that can help."""
    said = SAID[finding.rule](finding.figures)
    if finding.clause in library.clauses:
        said = _("{clause}: {said}", clause=clause_text(library, finding.clause), said=said)
    if not finding.support:
        return said
    return _("{finding} Help: {clauses}.", finding=said, clauses=several(list(finding.support)))


def _reasons(standing: Standing, found: tuple[Finding, ...]) -> tuple[Row, ...]:
    scored = [each.clause for each in found if each.clause in standing.result.capabilities]
    return in_rows((why_button(standing.round, c, _("Why {clause}?", clause=c)) for c in dict.fromkeys(scored)), 2)


def _required_not_met(figures: Figures) -> Text:
    verdict = VERDICT_NAMES[Verdict(str(figures["verdict"]))]
    return _("required, but {verdict}, with a score of {score}.", verdict=verdict, score=_points(figures, "score"))


def _below_target(figures: Figures) -> Text:
    return _(
        "a score of {score}, {short} under the target of {target}.",
        score=_points(figures, "score"),
        short=_points(figures, "shortfall"),
        target=_points(figures, "target"),
    )


def _declined(figures: Figures) -> Text:
    drop = points(abs(Fraction(figures["difference"])))
    return _("clearly lower than in the round before, by {drop}.", drop=drop)


def _disagreement(figures: Figures) -> Text:
    return _(
        "those who answered see it very differently: agreement {agreement} (n = {n}).",
        agreement=f"{float(Fraction(figures['agreement'])):.2f}",
        n=str(figures["complete"]),
    )


def _blind_spot(figures: Figures) -> Text:
    return _("you see yourselves {gap} higher than others see you.", gap=_points(figures, "gap"))


def _hidden_strength(figures: Figures) -> Text:
    gap = points(abs(Fraction(figures["gap"])))
    return _("others see you {gap} higher than you see yourselves.", gap=gap)


def _unevidenced(figures: Figures) -> Text:
    level = level_text(int(figures["level"]))
    if figures["evidence"] == 0:
        return _("level {level} is claimed, but nobody has attached evidence.", level=level)
    return _("level {level} is claimed, but no consultation of this kind is on record.", level=level)


def _unsatisfied(figures: Figures) -> Text:
    return _("satisfaction is low: {mean} of 5 (n = {n}).", mean=_points(figures, "mean"), n=str(figures["n"]))


def _complaints(figures: Figures) -> Text:
    if "overdue" in figures:
        count = int(figures["overdue"])
        return n_("{count} complaint is past its deadline.", "{count} complaints are past their deadline.", count)
    count = int(figures["complaints"])
    return n_(
        "{count} complaint of one kind: {category}.",
        "{count} complaints of one kind: {category}.",
        count,
        category=str(figures["category"]),
    )


def _unfinished(figures: Figures) -> Text:
    if "unconverted" in figures:
        count = int(figures["unconverted"])
        return n_(
            "{count} agreed outcome was not converted by its deadline.",
            "{count} agreed outcomes were not converted by their deadline.",
            count,
        )
    return _("{overdue} of {due} actions are overdue.", overdue=int(figures["overdue"]), due=int(figures["due"]))


def _points(figures: Figures, name: str) -> Text:
    return points(Fraction(figures[name]))


SAID: Final[Mapping[Rule, Callable[[Figures], Text]]] = {
    Rule.REQUIRED_NOT_MET: _required_not_met,
    Rule.BELOW_TARGET: _below_target,
    Rule.DECLINED: _declined,
    Rule.DISAGREEMENT: _disagreement,
    Rule.BLIND_SPOT: _blind_spot,
    Rule.HIDDEN_STRENGTH: _hidden_strength,
    Rule.UNEVIDENCED: _unevidenced,
    Rule.UNSATISFIED: _unsatisfied,
    Rule.COMPLAINTS: _complaints,
    Rule.UNFINISHED: _unfinished,
}
