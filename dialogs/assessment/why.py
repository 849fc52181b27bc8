"""Why this score? Each figure explained in one message, in words with the figures that led to it."""

from collections.abc import Iterable, Mapping

from dialogs.assessment.navigating import FIGURES, MATURITY, PROGRESS, RECORD, VERDICTS, clause_button, view_button
from dialogs.assessment.navigating import result_button as back_button
from dialogs.assessment.standing import Own, Standing
from dialogs.assessment.stepping import step_text
from dialogs.assessment.wording import (
    INDEX_NAME,
    MATURITY_NAME,
    PROGRESS_NAME,
    clause_text,
    level_text,
    points,
    several,
)
from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.text import Text, _
from standard.explanation import explain, explain_maturity, explain_progress, explain_respondent
from standard.library import Library
from standard.on_record import spoken_for
from standard.organisation import INDEX, OrganisationResult
from standard.steps import AgainstTarget, LowestRequired, Progress, Step, WeightedMean


def why_card(library: Library, standing: Standing, subject: str) -> Card | None:
    """Explain a figure: of a clause of chapter 6, the maturity or the progress; nothing for any other subject."""
    if subject not in {*_explained(standing.result), MATURITY, PROGRESS}:
        return None
    blocks: list[Block] = [Heading(text=_("Why? {figure}", figure=_name(library, subject)))]
    if standing.own is not None and subject != PROGRESS:
        blocks += [Heading(text=_("You")), *_own(library, standing.own, subject)]
    blocks += [Heading(text=_("Organisation")), *_steps(library, _of(standing.result, subject))]
    if subject == PROGRESS:
        blocks.append(_missing(library, standing.result))
    return Card(blocks=tuple(blocks), buttons=_buttons(library, standing, subject))


def _explained(result: OrganisationResult) -> Mapping[str, object]:
    return {**result.capabilities, **result.groups, **result.halves, INDEX: result.index}


def _of(result: OrganisationResult, subject: str) -> tuple[Step, ...]:
    if subject == MATURITY:
        return explain_maturity(result)
    return explain_progress(result) if subject == PROGRESS else explain(result, subject)


def _own(library: Library, own: Own, subject: str) -> list[Block]:
    if subject in own.scores:
        return _steps(library, explain_respondent(own.scores[subject]))
    return _steps(library, _of(own.result, subject))


def _steps(library: Library, steps: Iterable[Step]) -> list[Block]:
    blocks: list[Block] = []
    for step in steps:
        match step:
            case WeightedMean():
                blocks += _weighted(library, step)
            case LowestRequired():
                blocks += _lowest(library, step)
            case Progress():
                blocks += _progress(step)
            case _:
                blocks.append(Paragraph(text=step_text(step)))
    return blocks


def _weighted(library: Library, mean: WeightedMean) -> list[Block]:
    blocks: list[Block] = []
    if mean.shares:
        lines = []
        for share in mean.shares:
            score = points(share.score)
            if share.weight != 1:
                score = _("{score}, weight {weight}", score=score, weight=points(share.weight))
            lines.append(_("{clause}: {said}", clause=clause_text(library, share.clause), said=score))
        blocks.append(Bullets(lines=tuple(lines)))
    if mean.score is None:
        blocks.append(Paragraph(text=_("No capability with a weight has a score yet.")))
    else:
        blocks.append(
            Paragraph(
                text=_(
                    "Mean of the capabilities: {total} ÷ {weight} = {score}.",
                    total=points(mean.total),
                    weight=_whole(mean),
                    score=points(mean.score),
                )
            )
        )
    if mean.unscored:
        left = several([clause_text(library, clause) for clause in mean.unscored])
        blocks.append(Note(text=_("Left out, for want of a score: {clauses}.", clauses=left)))
    return blocks


def _whole(mean: WeightedMean) -> Text:
    return str(mean.weight) if mean.weight.denominator == 1 else points(mean.weight)


def _lowest(library: Library, step: LowestRequired) -> list[Block]:
    lines = tuple(
        _("{clause}: {said}", clause=clause_text(library, clause), said=level_text(level))
        for clause, level in step.levels.items()
    )
    holding = several([clause_text(library, clause) for clause in step.held_back_by])
    if step.level is None:
        said = _(
            "Not assessed: the maturity needs a score on every required clause. Missing: {clauses}.", clauses=holding
        )
    elif step.held_back_by:
        level = level_text(step.level)
        said = _(
            "The lowest level among the required clauses decides: {level}, because of {clauses}.",
            level=level,
            clauses=holding,
        )
    else:
        said = _("Every required clause has reached the highest level: {level}.", level=level_text(step.level))
    return [
        Bullets(lines=lines),
        Paragraph(text=said),
        Note(text=_("Recommended clauses, however strong, do not make up for a required one.")),
    ]


def _progress(step: Progress) -> list[Block]:
    if step.progress is None:
        return [Paragraph(text=_("No capability with a target has a score yet."))]
    return [
        Paragraph(
            text=_(
                "Points missing: {missing} of {wanted} wanted. 1 − {missing} ÷ {wanted} = {share}%.",
                missing=points(step.missing),
                wanted=points(step.wanted),
                share=points(100 * step.progress),
            )
        ),
        Note(text=_("Doing better than one target never makes up for another.")),
    ]


def _missing(library: Library, result: OrganisationResult) -> Block:
    lines = [
        _(
            "{clause}: {said}",
            clause=clause_text(library, each.clause),
            said=step_text(AgainstTarget(each.internal.score, each.target, each.shortfall)),
        )
        for each in result.capabilities.values()
        if each.shortfall and each.internal.score is not None and each.target is not None
    ]
    return Bullets(lines=tuple(lines)) if lines else Note(text=_("Every target has been reached."))


def _name(library: Library, subject: str) -> Text:
    names: dict[str, Text] = {INDEX: INDEX_NAME, MATURITY: MATURITY_NAME, PROGRESS: PROGRESS_NAME}
    return names.get(subject) or clause_text(library, subject)


def _buttons(library: Library, standing: Standing, subject: str) -> tuple[tuple[Button, ...], ...]:
    round_ = standing.round
    if subject in standing.result.capabilities:
        around = view_button(_("‹ Verdicts"), VERDICTS, round_)
    else:
        around = view_button(_("‹ All figures"), FIGURES, round_)
    reading = (clause_button(subject),) if subject not in {INDEX, MATURITY, PROGRESS} else ()
    record = (view_button(_("On record"), RECORD, round_, subject),) if subject in spoken_for(library) else ()
    return ((*reading, around), (*record, back_button(round_)))
