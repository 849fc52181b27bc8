"""The verdict on each clause, 应 and 宜 told apart, and every other figure with the way to its explanation."""

from dialogs.assessment.navigating import MATURITY, PROGRESS, in_rows, result_button, why_button
from dialogs.assessment.result import counted, headline
from dialogs.assessment.standing import Standing
from dialogs.assessment.wording import (
    INDEX_NAME,
    MATURITY_NAME,
    PROGRESS_NAME,
    VERDICT_NAMES,
    VERDICT_SIGNS,
    clause_text,
    level_text,
    points,
)
from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Table
from dialogs.engine.text import Text, _
from standard.library import Library
from standard.organisation import INDEX, CapabilityResult, CompositeResult
from standard.scoring import Kind, Verdict

SECTIONS: "dict[Kind, tuple[Text, Text]]" = {
    "应": (
        _("Required clauses (shall)"),
        _("Met at level 2 or higher, partly met at level 1, not met at level 0."),
    ),
    "宜": (
        _("Recommended clauses (should)"),
        _("Good to do, not demanded. However strong they are, they do not make up for a required one."),
    ),
}


def verdicts_card(library: Library, standing: Standing) -> Card:
    """Show the verdict on each capability's clause."""
    capabilities = standing.result.capabilities
    blocks: list[Block] = [Heading(text=_("Verdicts: {round}", round=standing.round.name))]
    for kind, (title, meaning) in SECTIONS.items():
        found = [each for each in capabilities.values() if each.kind == kind]
        blocks += [Heading(text=title), Note(text=meaning), _lines(library, found)]
    buttons = [why_button(standing.round, clause) for clause in capabilities]
    return Card(
        blocks=(*blocks, Note(text=counted(standing)), Note(text=_("Press a number to see why."))),
        buttons=(*in_rows(buttons, 4), (result_button(standing.round),)),
    )


def verdict_text(each: CapabilityResult) -> Text:
    """Say the verdict on a capability with its level, score and n."""
    verdict = each.internal.verdict or Verdict.NOT_ASSESSED
    if each.internal.score is None:
        return _("{verdict} (n = {n})", verdict=VERDICT_NAMES[verdict], n=each.internal.n)
    return _(
        "{verdict} · level {level} · score {score} (n = {n})",
        verdict=VERDICT_NAMES[verdict],
        level=level_text(each.internal.level),
        score=points(each.internal.score),
        n=each.internal.n,
    )


def figures_card(library: Library, standing: Standing) -> Card:
    """Show the groups, the halves and the index, one's own beside the organisation's."""
    result, own = standing.result, standing.own
    rows: list[tuple[Text, ...]] = []
    mine = {} if own is None else {**own.result.halves, **own.result.groups, INDEX: own.result.index}
    for clause, each in _composites(standing).items():
        name: Text = INDEX_NAME if clause == INDEX else clause_text(library, clause)
        own_score = mine[clause].internal.score if clause in mine else None
        rows.append((name, points(own_score), points(each.internal.score)))
    table = Table(caption=_("Scores, 0 to 100"), header=(_("Figure"), _("You"), _("Organisation")), rows=tuple(rows))
    round_ = standing.round
    clauses = [why_button(round_, clause) for clause in _composites(standing) if clause != INDEX]
    whole = [why_button(round_, INDEX, INDEX_NAME), why_button(round_, MATURITY, MATURITY_NAME)]
    if result.progress is not None:
        whole.append(why_button(round_, PROGRESS, PROGRESS_NAME))
    return Card(
        blocks=(
            Heading(text=_("All figures: {round}", round=round_.name)),
            *headline(library, result),
            table,
            Note(text=counted(standing)),
            Note(text=_("Press a figure to see why.")),
        ),
        buttons=(*in_rows(clauses, 3), *in_rows(whole, 3), (result_button(round_),)),
    )


def _composites(standing: Standing) -> dict[str, CompositeResult]:
    result = standing.result
    found: dict[str, CompositeResult] = {}
    for half, each in result.halves.items():
        found[half] = each
        found |= {clause: group for clause, group in result.groups.items() if clause.startswith(f"{half}.")}
    return {**found, INDEX: result.index}


def _lines(library: Library, capabilities: list[CapabilityResult]) -> Bullets:
    verdicts = [each.internal.verdict or Verdict.NOT_ASSESSED for each in capabilities]
    return Bullets(
        lines=tuple(
            _("{clause}: {said}", clause=clause_text(library, each.clause), said=verdict_text(each))
            for each in capabilities
        ),
        marks=tuple(VERDICT_SIGNS[verdict] for verdict in verdicts),
    )
