"""A consultation's own card: what it is, how far it has come, and the ways to everything that hangs under it."""

from functools import partial
from typing import Final

from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.registry import Registry, View
from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.cards.outcomes import outcome_blocks
from dialogs.meeting.cards.saying import fact_lines, heading_text, kind_text, way_lines
from dialogs.meeting.cards.ways_on import rows_on
from dialogs.meeting.live import rooms
from dialogs.meeting.navigating import CONSULTATION
from dialogs.meeting.notice.gaps import offered
from dialogs.meeting.reading import read
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named, facilitates
from dialogs.people.rights import roles_of
from standard.library import Library

NOTICES: Final[dict[str, Message]] = {
    "new": _("Saved under this number. What is missing can be added below, now or later."),
    "saved": _("Saved."),
    "put-back": _("Put back."),
}
"""What has just happened, by the word that a view is opened with."""


async def show_consultation(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show a consultation: ``consultation, what has just happened``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    return await consultation_card(library, turn, reference, NOTICES.get((*arguments, "", "")[1]))


async def consultation_card(library: Library, turn: Turn, reference: Reference, notice: Text | None = None) -> Card:
    """Give a consultation's card; ``notice`` says what has just happened."""
    consultation, zone = await read(turn, reference), turn.who.timezone
    facts = tuple(fact_lines(consultation, zone))
    way = tuple(way_lines(consultation.stages, zone))
    live = consultation.held_at is not None and await rooms.is_open(turn, reference)
    unaware, telling = await offered(turn, reference, consultation) if facilitates(turn) else ((), ())
    blocks: list[Block] = [
        *((Notice(text=notice),) if notice is not None else ()),
        Heading(text=heading_text(consultation)),
        Note(text=kind_text(library, consultation)),
        *((Paragraph(text=_("It is being held just now.")),) if live else ()),
        *((Paragraph(text=consultation.background),) if consultation.background is not None else ()),
        *((Bullets(lines=facts),) if facts else ()),
        *unaware,
    ]
    if way:
        blocks.append(Bullets(lines=tuple(line for _sign, line in way), marks=tuple(sign for sign, _line in way)))
    blocks += outcome_blocks(consultation, zone)
    return Card(blocks=tuple(blocks), buttons=(*telling, *rows_on(turn, reference, consultation, live=live)))


def register(registry: Registry, library: Library) -> None:
    """Add the card."""
    show = partial(show_consultation, library)
    registry.view(View(name=CONSULTATION, roles=roles_of("view", CONSULTATION), show=show))
