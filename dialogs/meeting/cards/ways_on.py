"""The ways on from a consultation's own card: two a row, what comes next first."""

from collections.abc import Iterator
from typing import Final

from dialogs.engine.cards import Button
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.cards.navigating import AGENDA, HISTORY, PEOPLE, STAGES, Row, enter_button, part_button
from dialogs.meeting.live.board import PRESIDE
from dialogs.meeting.navigating import action_button, view_button
from dialogs.meeting.notice.gaps import preview_button
from dialogs.meeting.notice.navigating import NOTICE
from dialogs.meeting.procedure import SIGNED
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import facilitates
from dialogs.meeting.striking.navigating import What, strike_button
from dialogs.meeting.terms import Dispatch, ItemState

LIVE: Final = "meeting-open"
"""The action of another room that opens the live meeting."""

UNRESOLVED: Final = frozenset({ItemState.OPEN, ItemState.PARTIAL, ItemState.DISSENT})

AHEAD: Final = ("send", "notice", "agenda", "people", LIVE, "stages", "minutes", "actions", "outcomes")
"""What a consultation that is to come is opened for, the likeliest first."""

MEANWHILE: Final = ("agenda", "people", "actions", "outcomes", "minutes", "notice", "stages")
"""What one is opened for that is being held, beside the panel that leads it."""

AFTERWARDS: Final = ("minutes", "agenda", "actions", "outcomes", "people", "stages", "notice", "carry")
"""What one is opened for that was held."""

PUTTING_RIGHT: Final = ("facts", "history", "kind", "strike")


def rows_on(turn: Turn, reference: Reference, consultation: Consultation, *, live: bool) -> tuple[Row, ...]:
    """Give the ways that are open to this person; ``live``: to the facilitators' panel first, for it is being held."""
    ways = dict(_for_all(turn, reference, consultation))
    if facilitates(turn):
        ways |= dict(_for_facilitators(turn, reference, consultation))
    order = MEANWHILE if live else AHEAD if consultation.is_to_come else AFTERWARDS
    leading = (_panel(reference),) if live and facilitates(turn) else ()
    return (*leading, *_paired(ways, order), *_paired(ways, PUTTING_RIGHT))


def _panel(reference: Reference) -> Row:
    return (action_button(_("‹ For facilitators"), PRESIDE, reference.id, "panel"),)


def _paired(ways: dict[str, Button], order: tuple[str, ...]) -> Iterator[Row]:
    open_ways = [ways[name] for name in order if name in ways]
    return (tuple(open_ways[start : start + 2]) for start in range(0, len(open_ways), 2))


def _for_all(turn: Turn, reference: Reference, consultation: Consultation) -> Iterator[tuple[str, Button]]:
    yield "agenda", part_button(_("Agenda ({count})", count=len(consultation.agenda)), reference, AGENDA)
    if facilitates(turn) or consultation.notice_sent_at is not None:
        yield "notice", view_button(_("Notice and materials"), NOTICE, reference.id)
    views = turn.house.registry.views
    for name, label in (
        ("actions", _("Action items ({count})", count=len(consultation.actions))),
        ("outcomes", _("Outcomes ({count})", count=len(consultation.outcomes))),
        ("minutes", _("Meeting minutes")),
    ):
        if name in views and views[name].roles & turn.who.roles:
            yield name, view_button(label, name, reference.id)


def _for_facilitators(turn: Turn, reference: Reference, consultation: Consultation) -> Iterator[tuple[str, Button]]:
    people = _("Participants ({count})", count=len(consultation.participants))
    yield "people", part_button(people, reference, PEOPLE)
    yield "stages", part_button(_("Stages"), reference, STAGES)
    if consultation.is_to_come and consultation.notice_sent_at is None:
        yield "send", preview_button(_("Send the notice"), reference, Dispatch.NOTICE)
    if consultation.is_to_come and LIVE in turn.house.registry.actions:
        yield LIVE, action_button(_("Hold it now"), LIVE, reference.id)
    if consultation.held_at is not None and any(item.state in UNRESOLVED for item in consultation.agenda):
        yield "carry", enter_button(_("Carry items over"), reference, "carry")
    yield "facts", enter_button(_("Correct"), reference, "facts")
    yield "history", part_button(_("History"), reference, HISTORY)
    if consultation.minutes.state not in SIGNED:
        yield "kind", enter_button(_("Correct kind and part"), reference, "kind")
        yield "strike", strike_button(_("Strike it"), reference, What.CONSULTATION, reference.id)
