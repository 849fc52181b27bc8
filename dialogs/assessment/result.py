"""The result: one's own profile beside the organisation's, in a picture and in a table that says the same."""

from collections.abc import Iterable
from fractions import Fraction

from dialogs.assessment.navigating import (
    ADVICE,
    FIGURES,
    FINDINGS,
    MATURITY,
    VERDICTS,
    Row,
    open_button,
    start_button,
    view_button,
    why_button,
)
from dialogs.assessment.rounds import NAMED, Round
from dialogs.assessment.selection import REVISE
from dialogs.assessment.standing import Standing, read_standing
from dialogs.assessment.wording import clause_text, level_text, points, several
from dialogs.engine.cards import Block, Card, Heading, Note, Notice, Paragraph, Radar, Series, Table
from dialogs.engine.text import Message, Text, _, n_
from dialogs.engine.turn import Turn
from standard.library import Library
from standard.organisation import INDEX, OrganisationResult


async def result_card(library: Library, turn: Turn, round_: Round, *, submitted: bool = False) -> Card:
    """Show where the person and their organisation stand in a round."""
    if is_sealed(round_, turn):
        return sealed_card(round_)
    standing = await read_standing(library, turn, round_, turn.who.person)
    return Card(
        blocks=(
            Heading(text=_("Result of {round}", round=round_.name)),
            *([Notice(text=_thanks(round_, turn))] if submitted else []),
            *headline(library, standing.result),
            Paragraph(text=_index(standing)),
            profile_table(library, standing),
            Note(text=counted(standing)),
        ),
        buttons=_buttons(standing, turn),
        picture=radar(library, standing),
    )


def is_sealed(round_: Round, turn: Turn) -> bool:
    """Whether a round's figures must not be shown yet: those of an anonymous one appear when it has closed."""
    return round_.kind != NAMED and round_.is_open(turn.now)


def sealed_card(round_: Round) -> Card:
    """Say why there is nothing to show yet."""
    said = _("This round is anonymous. Its figures are shown when it has closed, so that nobody can be made out.")
    return Card(blocks=(Heading(text=round_.name), Paragraph(text=said)), buttons=((start_button(),),))


def headline(library: Library, result: OrganisationResult) -> list[Block]:
    """Say the organisation's maturity and what holds it back, and how far it is on the way to its targets."""
    maturity = result.maturity
    holding = several([clause_text(library, clause) for clause in maturity.held_back_by])
    if maturity.level is None:
        said = _("Maturity: not assessed yet. There is no score on {clauses}.", clauses=holding)
    elif maturity.held_back_by:
        level = level_text(maturity.level)
        said = _("Maturity: {level}. What holds it back: {clauses}.", level=level, clauses=holding)
    else:
        said = _("Maturity: {level}. Nothing holds it back.", level=level_text(maturity.level))
    blocks: list[Block] = [Paragraph(text=said)]
    if result.progress is not None:
        share = points(100 * result.progress)
        blocks.append(Paragraph(text=_("Progress to the targets of this stage: {share}%.", share=share)))
    return blocks


def profile_table(library: Library, standing: Standing) -> Table:
    """Put the figures of each capability side by side."""
    own, result = standing.own, standing.result
    targeted = any(each.target is not None for each in result.capabilities.values())
    header: list[Text] = [_("Capability"), _("You"), _("Organisation"), "n"]
    rows = []
    for clause, each in result.capabilities.items():
        mine = None if own is None else own.scores[clause].score
        row: list[Text] = [clause_text(library, clause), points(mine), points(each.internal.score)]
        rows.append((*row, str(each.internal.n), *([points(each.target)] if targeted else [])))
    return Table(
        caption=_("Scores, 0 to 100"),
        header=(*header, *([_("Target")] if targeted else [])),
        rows=tuple(rows),
    )


def radar(library: Library, standing: Standing) -> Radar:
    """Draw the same figures."""
    result, own = standing.result, standing.own
    capabilities = result.capabilities
    series = [Series(name=_("Organisation"), values=_values(each.internal.score for each in capabilities.values()))]
    if own is not None:
        series.insert(0, Series(name=_("You"), values=_values(own.scores[c].score for c in capabilities)))
    if any(each.target is not None for each in capabilities.values()):
        series.append(Series(name=_("Target"), values=_values(each.target for each in capabilities.values())))
    return Radar(
        title=_("Consultation capacity: {round}", round=standing.round.name),
        # Titles alone: on a phone, the letters are larger for it, and the table beside it has the numbers.
        axes=tuple(library.clauses[clause].title or clause for clause in capabilities),
        series=tuple(series),
        alternative=_(
            "Radar chart of the thirteen capabilities. The table beside it gives the same figures. {index}",
            index=_index(standing),
        ),
    )


def counted(standing: Standing) -> Message:
    """Say how many answered."""
    return n_(
        "{count} person has answered so far. n is how many have a score.",
        "{count} people have answered so far. n is how many have a score.",
        standing.respondents,
    )


def _index(standing: Standing) -> Message:
    organisation = points(standing.result.index.internal.score)
    count = standing.respondents
    if standing.own is None:
        return _("Index of the organisation: {organisation} (n = {n}).", organisation=organisation, n=count)
    mine = points(standing.own.result.index.internal.score)
    return _(
        "Index: yours {mine}, the organisation's {organisation} (n = {n}).",
        mine=mine,
        organisation=organisation,
        n=count,
    )


def _thanks(round_: Round, turn: Turn) -> Message:
    if round_.closes_at is None:
        return _("Thank you, your answers are recorded. You can revise them until the round closes.")
    day = round_.closes_at.astimezone(turn.who.timezone).date()
    return _("Thank you, your answers are recorded. You can revise them until {day}.", day=day)


def _buttons(standing: Standing, turn: Turn) -> tuple[Row, ...]:
    round_ = standing.round
    rows: list[Row] = [
        (view_button(_("Verdicts"), VERDICTS, round_), view_button(_("Advice"), ADVICE, round_)),
        (view_button(_("Findings"), FINDINGS, round_), view_button(_("All figures"), FIGURES, round_)),
        (
            why_button(round_, MATURITY, _("Why this maturity?")),
            why_button(round_, INDEX, _("Why this index?")),
        ),
    ]
    if round_.is_open(turn.now) and standing.own is not None:
        rows.append((open_button(_("Revise my answers"), round_, REVISE),))
    return (*rows, (start_button(),))


def _values(scores: Iterable[Fraction | None]) -> tuple[float | None, ...]:
    return tuple(None if score is None else float(score) for score in scores)
