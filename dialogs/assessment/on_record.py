"""Performance on record (真实绩效水平) beside a round's scores, never mixed into them; each figure with its rule."""

from typing import Final

from dialogs.assessment.measures import MEASURE_RULES, count_text
from dialogs.assessment.navigating import RECORD, Row, in_rows, result_button, view_button, why_button
from dialogs.assessment.result import is_sealed
from dialogs.assessment.rounds import Round
from dialogs.assessment.standing import read_standing
from dialogs.assessment.wording import clause_text, level_text, points
from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.text import Message, Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting.performance import Period, read_performance, year_until
from standard.library import Library
from standard.on_record import MEASURES, Performance, spoken_for

BESIDE: Final = _("These figures are counted from records. They stand beside the score and are no part of it.")
EXPLAINED: Final = _("A capability's number shows what speaks for it, and how that is counted.")
GROUPS: Final[dict[str, Message]] = {
    "6.1.2.2": _("Stakeholders"),
    "6.1.2.3": _("Consensus and procedure"),
    "6.1.2.4": _("Outcome conversion"),
}
"""The headings of the measures, by the capability that they speak for."""


async def period_of(work: Work, round_: Round) -> Period:
    """Give the time that is looked at beside a round: the 365 days up to its end, or up to now while it is open."""
    ended = round_.ended_at
    until = ended if ended is not None and ended < work.now else work.now
    return await year_until(work, round_.organisation, until)


async def read_round_performance(library: Library, work: Work, round_: Round) -> Performance:
    """Count what is on record beside a round."""
    return await read_performance(library, work, await period_of(work, round_))


async def record_card(library: Library, turn: Turn, round_: Round, back: Button | None = None) -> Card:
    """Show all that is on record beside a round; ``back`` leads to where it was opened from."""
    period = await period_of(turn, round_)
    found = await read_performance(library, turn, period)
    speaking = (view_button(clause, RECORD, round_, clause) for clause in spoken_for(library))
    return Card(
        blocks=(
            Heading(text=_("On record: {round}", round=round_.name)),
            *_counted(library, period, found),
            Note(text=BESIDE),
            Note(text=EXPLAINED),
        ),
        buttons=(*in_rows(speaking, 3), (back or result_button(round_),)),
    )


async def record_blocks(library: Library, work: Work, round_: Round) -> tuple[Block, ...]:
    """Give what is on record where there are no answers to stand beside; nothing where no consultation was held."""
    period = await period_of(work, round_)
    found = await read_performance(library, work, period)
    if not found.held:
        return ()
    return (Heading(text=_("On record")), *_counted(library, period, found), Note(text=BESIDE))


def _counted(library: Library, period: Period, found: Performance) -> list[Block]:
    """Give all that was counted: consultations by kind, then the measures by capability."""
    blocks: list[Block] = [Note(text=_period_text(period)), Paragraph(text=_held_text(found))]
    if found.held:
        kinds = [
            _("{kind}: {count}", kind=affair.short, count=found.kinds[clause])
            for clause, affair in library.affairs.items()
        ]
        blocks.append(Bullets(lines=tuple(kinds)))
    for capability, title in GROUPS.items():
        lines = tuple(count_text(measure, found.counts[measure]) for measure in MEASURES[capability])
        blocks += [Heading(text=title), Bullets(lines=lines)]
    return blocks


async def capability_record_card(library: Library, turn: Turn, round_: Round, capability: str) -> Card | None:
    """Show what is on record for one capability, each figure with its rule, beside its score; none for any other."""
    if capability not in spoken_for(library):
        return None
    period = await period_of(turn, round_)
    found = await read_performance(library, turn, period)
    blocks: list[Block] = [
        Heading(text=_("On record: {round}", round=clause_text(library, capability))),
        Note(text=_period_text(period)),
        *await _score(library, turn, round_, capability),
        *_consulted(library, found, capability),
    ]
    for measure in MEASURES.get(capability, ()):
        blocks += [Paragraph(text=count_text(measure, found.counts[measure])), Note(text=MEASURE_RULES[measure])]
    rows: tuple[Row, ...] = (
        (why_button(round_, capability, _("Why this score?")), view_button(_("‹ On record"), RECORD, round_)),
        (result_button(round_),),
    )
    return Card(blocks=(*blocks, Note(text=BESIDE)), buttons=rows)


def _consulted(library: Library, found: Performance, capability: str) -> list[Block]:
    """Say how many consultations speak for a capability of 6.2, and which do."""
    if capability not in found.capabilities:
        return []
    kinds: list[Text] = [affair.short for affair in library.affairs_exercising(capability)]
    kinds += [tag.name for tag in library.tags.values() if tag.capability == capability]
    count = found.capabilities[capability]
    said = n_("{count} consultation on record speaks for it.", "{count} consultations on record speak for it.", count)
    return [
        Paragraph(text=said),
        *(Note(text=_("Counted: consultations held of the kind, or marked, “{kind}”.", kind=kind)) for kind in kinds),
    ]


async def _score(library: Library, turn: Turn, round_: Round, capability: str) -> list[Block]:
    """Say the questionnaire's score beside it, where it may be shown already."""
    if is_sealed(round_, turn):
        return []
    standing = await read_standing(library, turn, round_, None)
    internal = standing.result.capabilities[capability].internal
    if internal.score is None:
        return [Paragraph(text=_("Questionnaire: no score yet."))]
    return [
        Paragraph(
            text=_(
                "Questionnaire: {score}, level {level} (n = {n}).",
                score=points(internal.score),
                level=level_text(internal.level),
                n=internal.n,
            )
        )
    ]


def _held_text(found: Performance) -> Text:
    if not found.held:
        return _("No consultation was held and recorded in this time.")
    return n_(
        "{count} consultation held: organised by us {organised}, taken part in {participated}.",
        "{count} consultations held: organised by us {organised}, taken part in {participated}.",
        found.held,
        organised=found.organised,
        participated=found.participated,
    )


def _period_text(period: Period) -> Text:
    return _("Counted from {first} to {last}.", first=period.first_day, last=period.last_day)
