"""The most useful pieces of advice: for a weak capability whom to ask for what, by which clause of chapter 7."""

from dialogs.assessment.navigating import clause_button, in_rows, result_button, why_button
from dialogs.assessment.standing import Standing
from dialogs.assessment.verdicts import verdict_text
from dialogs.assessment.wording import clause_text
from dialogs.engine.cards import Block, Card, Heading, Note, Paragraph, Quote
from dialogs.engine.text import _
from standard.advice import Advice, most_useful
from standard.library import Library


def advice_card(library: Library, standing: Standing) -> Card:
    """Show the three most useful pieces of advice on the organisation's figures."""
    pieces = most_useful(standing.result, library)
    blocks: list[Block] = [Heading(text=_("Advice: {round}", round=standing.round.name))]
    if not pieces:
        blocks.append(_nothing(standing))
    for number, piece in enumerate(pieces, start=1):
        blocks += _piece(library, standing, piece, number)
    if pieces:
        blocks.append(Note(text=_("Each request is written so that you can send it as it stands.")))
    clauses = dict.fromkeys(piece.remedy.support for piece in pieces)
    reasons = dict.fromkeys(piece.weakness.clause for piece in pieces)
    return Card(
        blocks=tuple(blocks),
        buttons=(
            *in_rows((clause_button(number) for number in clauses), 3),
            *in_rows((why_button(standing.round, c, _("Why {clause}?", clause=c)) for c in reasons), 3),
            (result_button(standing.round),),
        ),
    )


def _piece(library: Library, standing: Standing, piece: Advice, number: int) -> list[Block]:
    capability = piece.weakness.clause
    figures = verdict_text(standing.result.capabilities[capability])
    support = clause_text(library, piece.remedy.support)
    blocks: list[Block] = [
        Heading(text=_("{number}. {clause}", number=number, clause=clause_text(library, capability))),
        Note(text=figures),
        Paragraph(text=_("Ask: {whom} (clause {clause})", whom=piece.remedy.whom, clause=support)),
        Quote(text=piece.remedy.request),
    ]
    if piece.remedy.own_step is not None:
        blocks.append(Paragraph(text=_("Your own first step: {step}", step=piece.remedy.own_step)))
    return blocks


def _nothing(standing: Standing) -> Paragraph:
    if any(each.internal.score is not None for each in standing.result.capabilities.values()):
        return Paragraph(text=_("Nothing is pressing: every capability with a score has reached what it should."))
    return Paragraph(text=_("There is no score yet to give advice on."))
