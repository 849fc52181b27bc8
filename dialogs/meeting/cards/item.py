"""One agenda item, with all that was said and settled on it."""

from collections.abc import Iterator
from typing import Final

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Notice, Paragraph, Quote
from dialogs.engine.presses import page_of
from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened, side_by_side
from dialogs.meeting.cards.agenda import agenda_card, page_at
from dialogs.meeting.cards.navigating import AGENDA, ITEM, Row, do_button, enter_button, part_button
from dialogs.meeting.navigating import consultation_button, view_button
from dialogs.meeting.polls import AGAINST, IN_FAVOUR
from dialogs.meeting.reading import read
from dialogs.meeting.record import AgendaItem, Consultation, Decision, Opinion, Poll
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import facilitates
from dialogs.meeting.striking.navigating import What, strike_button
from dialogs.meeting.wording import DECISION_KIND_NAMES, ITEM_STATE_NAMES, STAKEHOLDER_NAMES, STANCE_NAMES

OPINIONS_A_PAGE: Final = 4
"""Opinions a card: one may have 4000 characters, of which so many are shown."""

SHOWN_OF_AN_OPINION: Final = 600


async def item_card(turn: Turn, reference: Reference, number: int, page: str = "1", notice: Text | None = None) -> Card:
    """Show one item, with a page of its opinions."""
    consultation = await read(turn, reference)
    item = next((one for one in consultation.agenda if one.id == number), None)
    if item is None:
        return await agenda_card(turn, reference, notice=_("That is no longer part of this consultation."))
    last = -(-len(item.opinions) // OPINIONS_A_PAGE)
    place = page_of(page, last)
    shown = item.opinions[(place - 1) * OPINIONS_A_PAGE : place * OPINIONS_A_PAGE]
    rows: list[Row] = _item_turning(reference, item, place, last)
    if facilitates(turn):
        rows += _facilitators(reference, item, len(consultation.agenda), shown)
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Heading(text=f"{item.position}. {item.title}"),
            *_result(item),
            *(block for number, one in enumerate(shown, start=1) for block in _opinion(consultation, number, one)),
        ),
        buttons=(
            *rows,
            (part_button(_("‹ Agenda"), reference, AGENDA, page_at(item.position)), consultation_button(reference)),
        ),
    )


def opinion_page(item: AgendaItem, opinion: int) -> str:
    """Give the page of an item's card on which an opinion is."""
    place = next((place for place, one in enumerate(item.opinions) if one.id == opinion), 0)
    return str(place // OPINIONS_A_PAGE + 1)


def decision_text(decision: Decision) -> Text:
    """Say a decision, and that it lacked a quorum where it did."""
    kind = DECISION_KIND_NAMES[decision.kind]
    if decision.quorate:
        return _("{decision} ({kind})", decision=decision.text, kind=kind)
    return _("{decision} ({kind}; without a quorum)", decision=decision.text, kind=kind)


def _result(item: AgendaItem) -> Iterator[Block]:
    said = [item.presenter] if item.presenter is not None else []
    if item.carried_from is not None:
        yield Note(text=_("Left over from {number}", number=item.carried_from))
    facts: list[Text] = [*said, ITEM_STATE_NAMES[item.state]]
    if item.minutes is not None:
        facts.insert(len(said), n_("{count} minute", "{count} minutes", item.minutes))
    yield Note(text=side_by_side(facts))
    if item.summary is not None:
        yield Paragraph(text=item.summary)
    if item.consensus is not None:
        yield Paragraph(text=_("Consensus: {said}", said=item.consensus))
    if item.dissent is not None:
        yield Paragraph(text=_("Dissent: {said}", said=item.dissent))
    if item.decisions:
        yield Paragraph(text=_("Decisions"))
        yield Bullets(lines=tuple(decision_text(one) for one in item.decisions))
    yield from (Note(text=_poll(poll)) for poll in item.polls)
    if item.opinions:
        yield Paragraph(text=_("Opinions ({count})", count=len(item.opinions)))


def _poll(poll: Poll) -> Text:
    if poll.carried is None:
        return _("Poll: “{question}” (open)", question=poll.question)
    voices = [(position, n) for tally in poll.tally.values() for position, n in tally.items()]
    agree, against = (sum(n for position, n in voices if position in side) for side in (IN_FAVOUR, AGAINST))
    counts = _(
        "{agree} agree, {between} can live with it, {against} against",
        agree=agree,
        between=sum(n for _position, n in voices) - agree - against,
        against=against,
    )
    if poll.carried:
        return _("Poll: “{question}” – {counts}; carried", question=poll.question, counts=counts)
    return _("Poll: “{question}” – {counts}; not carried", question=poll.question, counts=counts)


def _opinion(consultation: Consultation, number: int, opinion: Opinion) -> Iterator[Block]:
    """Show an opinion under the number by which the buttons name it."""
    who = next((one.name for one in consultation.participants if one.id == opinion.participant), None)
    kind, stance = STAKEHOLDER_NAMES[opinion.kind], STANCE_NAMES[opinion.stance]
    if who is None:
        said = _("{kind}, unnamed: {stance}", kind=kind, stance=stance)
    else:
        said = _("{kind}, {name}: {stance}", kind=kind, name=who, stance=stance)
    yield Note(text=_("{number}. {said}", number=number, said=said))
    yield Quote(text=shortened(opinion.text, SHOWN_OF_AN_OPINION))


def _facilitators(reference: Reference, item: AgendaItem, count: int, shown: tuple[Opinion, ...]) -> list[Row]:
    part = str(item.id)
    moving: tuple[Button, ...] = (
        *((do_button(_("Move up"), reference, "up", part),) if item.position > 1 else ()),
        *((do_button(_("Move down"), reference, "down", part),) if item.position < count else ()),
        do_button(_("Take off"), reference, "drop-item", part),
    )
    return [
        (
            enter_button(_("Add an opinion"), reference, "opinion", part),
            enter_button(_("Consensus and dissent"), reference, "result", part),
        ),
        (enter_button(_("Decide"), reference, "decision", part), enter_button(_("Correct"), reference, "item", part)),
        *(
            (
                enter_button(_("Correct opinion {number}", number=number), reference, "opinion-edit", str(one.id)),
                strike_button(_("Strike opinion {number}", number=number), reference, What.OPINION, one.id),
            )
            for number, one in enumerate(shown, start=1)
        ),
        *(
            (
                enter_button(_("Correct decision {number}", number=number), reference, "decision-edit", str(one.id)),
                strike_button(_("Strike decision {number}", number=number), reference, What.DECISION, one.id),
            )
            for number, one in enumerate(item.decisions, start=1)
        ),
        *_striking_words(reference, item),
        moving,
    ]


def _striking_words(reference: Reference, item: AgendaItem) -> tuple[Row, ...]:
    """Strike what was settled in words, of what there is."""
    row = tuple(
        strike_button(label, reference, what, item.id)
        for what, label, words in (
            (What.SUMMARY, _("Strike the summary"), item.summary),
            (What.CONSENSUS, _("Strike the consensus"), item.consensus),
            (What.DISSENT, _("Strike the dissent"), item.dissent),
        )
        if words is not None
    )
    return (row,) if row else ()


def _item_turning(reference: Reference, item: AgendaItem, page: int, last: int) -> list[Row]:
    def turned(label: Text, to: int) -> Button:
        return view_button(label, ITEM, reference.id, str(item.id), str(to))

    row = (
        *((turned(_("Previous page"), page - 1),) if page > 1 else ()),
        *((turned(_("Next page"), page + 1),) if page < last else ()),
    )
    return [row] if row else []
