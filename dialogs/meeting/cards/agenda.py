"""The agenda of a consultation, a page at a time."""

from typing import Final

from dialogs.engine.cards import Block, Bullets, Card, Heading, Notice, Paragraph
from dialogs.engine.presses import page_of
from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened, side_by_side
from dialogs.meeting.cards.navigating import AGENDA, Row, enter_button, item_button, part_button
from dialogs.meeting.navigating import consultation_button
from dialogs.meeting.reading import read
from dialogs.meeting.record import AgendaItem
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import facilitates
from dialogs.meeting.terms import ItemState
from dialogs.meeting.wording import ITEM_STATE_NAMES

ITEMS_A_PAGE: Final = 8


async def agenda_card(turn: Turn, reference: Reference, page: str = "1", notice: Text | None = None) -> Card:
    """List the agenda, a page of it; a number too high is the last one."""
    consultation = await read(turn, reference)
    items = consultation.agenda
    last = -(-len(items) // ITEMS_A_PAGE)
    place = page_of(page, last)
    shown = items[(place - 1) * ITEMS_A_PAGE : place * ITEMS_A_PAGE]
    adding = ((enter_button(_("Add agenda items"), reference, "items"),),) if facilitates(turn) else ()
    said: Block = Bullets(
        lines=tuple(item_text(item) for item in shown), marks=tuple(f"{item.position}." for item in shown)
    )
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Heading(text=_("Agenda of {number}", number=reference.number)),
            said if shown else Paragraph(text=_("Nothing is on the agenda yet.")),
        ),
        buttons=(
            *((item_button(f"{one.position}. {shortened(one.title, 30)}", reference, one.id),) for one in shown),
            *_turning(reference, place, last),
            *adding,
            (consultation_button(reference),),
        ),
    )


def page_at(position: int) -> str:
    """Give the page of the agenda on which an item's position is."""
    return str(-(-position // ITEMS_A_PAGE))


def item_text(item: AgendaItem) -> Text:
    """Say an item in one line: title, who presents it, its time box, what came of it."""
    parts: list[Text] = [item.title]
    if item.presenter is not None:
        parts.append(item.presenter)
    if item.minutes is not None:
        parts.append(n_("{count} minute", "{count} minutes", item.minutes))
    if item.state is not ItemState.OPEN:
        parts.append(ITEM_STATE_NAMES[item.state])
    return side_by_side(parts)


def _turning(reference: Reference, page: int, last: int) -> tuple[Row, ...]:
    row = (
        *((part_button(_("Previous page"), reference, AGENDA, str(page - 1)),) if page > 1 else ()),
        *((part_button(_("Next page"), reference, AGENDA, str(page + 1)),) if page < last else ()),
    )
    return (row,) if row else ()
