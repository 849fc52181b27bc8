"""Who has answered what to minutes, as facilitators see it: counted by kind, and whom they still have to tell."""

from collections.abc import Sequence
from typing import Final

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Notice, Paragraph, Quote, Table
from dialogs.engine.presses import page_of
from dialogs.engine.text import Message, Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.walk import layout
from dialogs.engine.walk.summary import shortened, side_by_side
from dialogs.meeting.minutes.audience import Asked, Sent, asked
from dialogs.meeting.minutes.guest_cards import is_open
from dialogs.meeting.minutes.keeping import read_draft
from dialogs.meeting.minutes.navigating import ANSWERER, ANSWERS, BY_HAND, Deed, deed_button, minutes_button
from dialogs.meeting.navigating import turning, view_button
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named
from dialogs.meeting.terms import StakeholderKind
from dialogs.meeting.wording import STAKEHOLDER_NAMES

A_PAGE: Final = 8
"""People a card."""
A_LIST: Final = 20
"""Names in one message."""

NOT_ASKED: Final = _("That is no longer somebody who is asked about these minutes.")


async def show_answers(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Count the answers and list the people: ``consultation, page, which``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    _number, page, which = (*arguments, "", "")[:3]
    return await answers_card(turn, reference, page, by_hand=which == BY_HAND)


async def show_answerer(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show one of them: ``consultation, participant``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    return await answerer_card(turn, reference, (*arguments, "")[1])


async def answers_card(
    turn: Turn, reference: Reference, page: str = "1", *, by_hand: bool = False, notice: Text | None = None
) -> Card:
    """Count the answers by kind, and list everybody who is asked, or those whom a facilitator has to tell."""
    everybody = await asked(turn, reference)
    waiting = to_be_told(everybody)
    people = waiting if by_hand else everybody
    last = max(1, -(-len(people) // A_PAGE))
    place = page_of(page, last)
    shown = people[(place - 1) * A_PAGE : place * A_PAGE]
    title = _("To be told by you") if by_hand else _("Who has answered")
    counts: tuple[Block, ...] = () if by_hand or not everybody else (_counted(everybody),)
    lines = tuple(side_by_side([one.name, *_facts(one, by_hand=by_hand)]) for one in shown)
    listing: Block = Bullets(lines=lines) if lines else Paragraph(text=_("Nobody."))
    which = (BY_HAND,) if by_hand else ()
    return Card(
        blocks=(*((Notice(text=notice),) if notice is not None else ()), Heading(text=title), *counts, listing),
        buttons=(
            *layout.rows([_open(reference, one) for one in shown]),
            *turning(ANSWERS, reference.id, place, last, *which),
            *_ways(reference, waiting, by_hand=by_hand),
            (minutes_button(reference.id, _("‹ Minutes")),),
        ),
    )


def to_be_told(people: Sequence[Asked]) -> Sequence[Asked]:
    """Give those who cannot be reached here, have not answered, and have not been told by hand."""
    return [one for one in people if is_by_hand(one) and not one.answered and one.told_at is None]


def is_by_hand(one: Asked) -> bool:
    """Whether somebody has no way of their own to these minutes."""
    return one.person is None and not one.chats


def _ways(reference: Reference, waiting: Sequence[Asked], *, by_hand: bool) -> tuple[tuple[Button, ...], ...]:
    if by_hand:
        everybody = view_button(_("Everybody"), ANSWERS, reference.id)
        told = ((deed_button(_("All are told"), reference.id, Deed.ALL_TOLD),),) if waiting else ()
        return (*told, (everybody,))
    label = n_("To be told by you: {count}", "To be told by you: {count}", len(waiting))
    return ((view_button(label, ANSWERS, reference.id, "1", BY_HAND),),) if waiting else ()


def _open(reference: Reference, one: Asked) -> Button:
    return view_button(shortened(one.name, 30), ANSWERER, reference.id, str(one.participant))


def _counted(people: Sequence[Asked]) -> Block:
    header = (_("Stakeholder kind"), _("confirmed"), _("objected"), _("no answer"))
    kinds = [kind for kind in StakeholderKind if any(one.kind is kind for one in people)]
    rows: list[tuple[Text, ...]] = [
        (STAKEHOLDER_NAMES[kind], *_figures([one for one in people if one.kind is kind])) for kind in kinds
    ]
    if len(kinds) > 1:
        rows.append((_("Total"), *_figures(people)))
    return Table(caption=_("Answers by kind"), header=header, rows=tuple(rows))


def _figures(people: Sequence[Asked]) -> tuple[str, str, str]:
    confirmed, objected, silent = (sum(one.confirmed is answer for one in people) for answer in (True, False, None))
    return str(confirmed), str(objected), str(silent)


def _facts(one: Asked, *, by_hand: bool = False) -> list[Text]:
    """Say of which kind somebody is, and how it stands with them; among those to be told, all stand alike."""
    kind = STAKEHOLDER_NAMES[one.kind]
    return [kind] if by_hand else [kind, _answer_said(one), *_way_said(one)]


def _answer_said(one: Asked) -> Text:
    if one.confirmed is None:
        return _("has not answered again") if one.void else _("no answer")
    if not one.answered:
        return _("objected to the former version")
    return _("confirmed") if one.confirmed else _("objected")


def _way_said(one: Asked) -> tuple[Text, ...]:
    if one.answered:
        return ()
    if one.person is None and one.chats and all(chat.is_page for chat in one.chats):
        return (_("sees it in their browser"),)
    if not is_by_hand(one):
        return (_("written to"),)
    return (_("to be told by you"),) if one.told_at is None else (_("told in another way"),)


async def answerer_card(turn: Turn, reference: Reference, participant: str, notice: Text | None = None) -> Card:
    """Show one of them, with the text to forward and the press that says they were told."""
    one = next((each for each in await asked(turn, reference) if str(each.participant) == participant), None)
    if one is None:
        return await answers_card(turn, reference, notice=NOT_ASKED)
    buttons: list[tuple[Button, ...]] = []
    open_still = is_open(await read_draft(turn, reference), turn.now)
    if open_still and one.person is None:
        buttons.append((deed_button(_("The text to be forwarded"), reference.id, Deed.FORWARD, participant),))
        if not one.answered and one.told_at is None:
            buttons.append((deed_button(_("Told"), reference.id, Deed.TOLD, participant),))
    words: tuple[Block, ...] = () if one.objection is None else (Quote(text=one.objection),)
    how = _("The text holds a link of their own: whoever opens it answers as {name}.", name=one.name)
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Heading(text=one.name),
            Paragraph(text=side_by_side(_facts(one))),
            *words,
            *((Note(text=how),) if buttons else ()),
        ),
        buttons=(*buttons, (view_button(_("‹ Who has answered"), ANSWERS, reference.id),)),
    )


def sent_card(reference: Reference, written: Sent) -> Card:
    """Say to whom the minutes went, and who is to be told by hand."""
    blocks: list[Block] = [Heading(text=_("Minutes of {number}", number=reference.number))]
    reached, pages, missed = written.reached, written.pages, written.missed
    if reached:
        blocks += _named(n_("Sent to {count} person:", "Sent to {count} people:", len(reached)), reached)
    elif not pages:
        blocks.append(Paragraph(text=_("It was sent to nobody.")))
    if pages:
        said = n_(
            "{count} person took part as a guest and sees it in the browser they came with:",
            "{count} people took part as guests and see it in the browsers they came with:",
            len(pages),
        )
        blocks += _named(said, pages)
    if missed:
        said = n_(
            "{count} person cannot be reached here; please forward them a link of their own:",
            "{count} people cannot be reached here; please forward each a link of their own:",
            len(missed),
        )
        blocks += _named(said, missed)
    forwarding = ((view_button(_("The links to forward"), ANSWERS, reference.id, "1", BY_HAND),),) if missed else ()
    return Card(blocks=tuple(blocks), buttons=(*forwarding, (minutes_button(reference.id),)))


def _named(said: Message, names: list[str]) -> list[Block]:
    shown: list[Block] = [Paragraph(text=said), Bullets(lines=tuple(names[:A_LIST]))]
    left = len(names) - A_LIST
    return [*shown, Note(text=n_("and {count} more", "and {count} more", left))] if left > 0 else shown
