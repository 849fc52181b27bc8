"""A consultation's own card: what it is, how far it has come, and the ways to everything that hangs under it."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.registry import Registry, View
from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.cards.navigating import (
    AGENDA,
    HISTORY,
    PEOPLE,
    STAGES,
    Row,
    enter_button,
    part_button,
)
from dialogs.meeting.cards.outcomes import outcome_blocks
from dialogs.meeting.cards.saying import fact_lines, heading_text, kind_text, stage_mark, stage_text
from dialogs.meeting.navigating import CONSULTATION, action_button, view_button
from dialogs.meeting.notice.gaps import offered, preview_button
from dialogs.meeting.notice.navigating import NOTICE
from dialogs.meeting.procedure import SIGNED
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named, facilitates
from dialogs.meeting.striking.navigating import What, strike_button
from dialogs.meeting.terms import Dispatch, ItemState
from dialogs.people.rights import roles_of
from standard.library import Library

NOTICES: Final[dict[str, Message]] = {
    "new": _("Saved under this number. What is missing can be added below, now or later."),
    "saved": _("Saved."),
    "put-back": _("Put back."),
}
"""What has just happened, by the word that a view is opened with."""

LIVE: Final = "meeting-open"
"""The action of another room that opens the live meeting."""

UNRESOLVED: Final = frozenset({ItemState.OPEN, ItemState.PARTIAL, ItemState.DISSENT})


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
    stages = consultation.stages
    unaware, telling = await offered(turn, reference, consultation) if facilitates(turn) else ((), ())
    blocks: list[Block] = [
        *((Notice(text=notice),) if notice is not None else ()),
        Heading(text=heading_text(consultation)),
        Note(text=kind_text(library, consultation)),
        *((Paragraph(text=consultation.background),) if consultation.background is not None else ()),
        *((Bullets(lines=facts),) if facts else ()),
        *unaware,
    ]
    if stages:
        lines, marks = tuple(stage_text(one, zone) for one in stages), tuple(stage_mark(one) for one in stages)
        blocks.append(Bullets(lines=lines, marks=marks))
    blocks += outcome_blocks(consultation, zone)
    return Card(blocks=tuple(blocks), buttons=(*telling, *_rows(turn, reference, consultation)))


def _rows(turn: Turn, reference: Reference, consultation: Consultation) -> Iterator[Row]:
    agenda = part_button(_("Agenda ({count})", count=len(consultation.agenda)), reference, AGENDA)
    if not facilitates(turn):
        yield (agenda,)
        yield from _elsewhere(turn, reference, consultation)
        return
    people = _("Participants ({count})", count=len(consultation.participants))
    yield part_button(_("Stages"), reference, STAGES), part_button(people, reference, PEOPLE)
    yield (agenda,)
    yield from _elsewhere(turn, reference, consultation)
    if consultation.is_to_come and LIVE in turn.house.registry.actions:
        yield (action_button(_("Hold it now"), LIVE, reference.id),)
    yield enter_button(_("Correct"), reference, "facts"), part_button(_("History"), reference, HISTORY)
    if consultation.minutes.state not in SIGNED:
        strike = strike_button(_("Strike it"), reference, What.CONSULTATION, reference.id)
        yield enter_button(_("Correct kind and part"), reference, "kind"), strike
    if consultation.held_at is not None and any(item.state in UNRESOLVED for item in consultation.agenda):
        yield (enter_button(_("Carry items over"), reference, "carry"),)


def _elsewhere(turn: Turn, reference: Reference, consultation: Consultation) -> Iterator[Row]:
    """Give the ways to what other rooms show of a consultation, where they are there."""
    labels: dict[str, Text] = {
        "actions": _("Action items ({count})", count=len(consultation.actions)),
        "outcomes": _("Outcomes ({count})", count=len(consultation.outcomes)),
        "minutes": _("Meeting minutes"),
    }
    if facilitates(turn) or consultation.notice_sent_at is not None:
        sends = facilitates(turn) and consultation.notice_sent_at is None and consultation.is_to_come
        sending = (preview_button(_("Send the notice"), reference, Dispatch.NOTICE),) if sends else ()
        yield (*sending, view_button(_("Notice and materials"), NOTICE, reference.id))
    views = turn.house.registry.views
    row = tuple(
        view_button(label, name, reference.id)
        for name, label in labels.items()
        if name in views and views[name].roles & turn.who.roles
    )
    if row:
        yield row


def register(registry: Registry, library: Library) -> None:
    """Add the card."""
    show = partial(show_consultation, library)
    registry.view(View(name=CONSULTATION, roles=roles_of("view", CONSULTATION), show=show))
