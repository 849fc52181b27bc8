"""The roll call: everybody present by one press, then the few who were not; sums by kind and the quorum beside it."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from dialogs.engine.cards import Block, Button, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.presses import page_of
from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting import records
from dialogs.meeting.cards.navigating import PEOPLE, ROLL, Row, do_button, enter_button, part_button
from dialogs.meeting.cards.saying import present_text, quorum_text
from dialogs.meeting.navigating import consultation_button
from dialogs.meeting.participants import note_attendance
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation, Participant
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Attendance, Reply
from dialogs.meeting.undoing import Change, changes_of_turn, find_change, latest_of_turn, undo_turn
from dialogs.meeting.wording import REPLY_NAMES

A_PAGE: Final = 8
"""Participants a card."""

EVERYBODY: Final = "all-here"
HERE: Final = "here"
AWAY: Final = "away"
TAKE_BACK: Final = "roll-back"
DEEDS: Final = frozenset({EVERYBODY, HERE, AWAY, TAKE_BACK})
"""What the buttons of the roll call do."""

CAME: Final = frozenset({Attendance.PRESENT, Attendance.PROXY})
MARKS: Final = {Attendance.ABSENT: "✗ ", Attendance.INVITED: "○ "}
"""What stands before a name; a button of somebody who came is marked as chosen."""
EXCUSED: Final = frozenset({Reply.DECLINING, Reply.DEPUTY})


async def roll_card(
    turn: Turn, reference: Reference, page: str = "1", notice: Text | None = None, undone_by: int = 0
) -> Card:
    """Call the roll, a page of it; ``undone_by`` is the number of the change that can be taken back."""
    consultation = await read(turn, reference)
    everybody = consultation.participants
    last = -(-len(everybody) // A_PAGE)
    place = page_of(page, last)
    shown = everybody[(place - 1) * A_PAGE : place * A_PAGE]
    said: list[Block] = [] if notice is None else [Notice(text=notice)]
    taking_back = (do_button(_("Undo"), reference, TAKE_BACK, str(undone_by)),) if undone_by else ()
    return Card(
        blocks=(*said, Heading(text=_("Roll call of {number}", number=reference.number)), *_sums(consultation)),
        buttons=(
            *_everybody(reference, everybody),
            *(_person(reference, one) for one in shown),
            *_turning(reference, place, last),
            (enter_button(_("Others who came"), reference, "guests"), *taking_back),
            (part_button(_("‹ Participants"), reference, PEOPLE), consultation_button(reference)),
        ),
    )


async def roll_card_at(turn: Turn, reference: Reference, number: int, notice: Text | None = None) -> Card:
    """Show the page of the roll on which a participant stands, after this turn changed something there."""
    everybody = (await read(turn, reference)).participants
    place = next((place for place, one in enumerate(everybody) if one.id == number), 0)
    return await roll_card(turn, reference, str(place // A_PAGE + 1), notice, await latest_of_turn(turn, reference))


async def call_roll(turn: Turn, reference: Reference, deed: str, number: int) -> Card | None:
    """Do what a button of the roll call says; none where there is no such participant, or nothing to take back."""
    if deed == TAKE_BACK:
        return await _take_back(turn, reference, number)
    everybody = (await read(turn, reference)).participants
    if deed == EVERYBODY:
        came = _not_noted(everybody)
        count = await note_attendance(turn, reference, came, Attendance.PRESENT, by=turn.person)
        notice = n_("{count} person noted as present.", "{count} people noted as present.", count)
        return await roll_card_at(turn, reference, min(came, default=0), notice)
    if number not in {one.id for one in everybody}:
        return None
    attendance = Attendance.PRESENT if deed == HERE else Attendance.ABSENT
    await note_attendance(turn, reference, (number,), attendance, by=turn.person)
    return await roll_card_at(turn, reference, number)


async def _take_back(turn: Turn, reference: Reference, number: int) -> Card | None:
    """Take back what a turn changed about participants, and nothing else."""
    change = await find_change(turn, reference, number)
    if change is None or change.undone:
        return None
    whole = await changes_of_turn(turn, reference, change.turn)
    if not all(_is_attendance(each) for each in whole):
        return None
    await undo_turn(turn, reference, change.turn, by=turn.person)
    return await roll_card(turn, reference, notice=_("Taken back."))


def _is_attendance(change: Change) -> bool:
    return change.part == records.participant.name and change.reason is None


def _not_noted(everybody: Collection[Participant]) -> tuple[int, ...]:
    """Give those of whom it is not noted yet whether they came, without those who said that they would not."""
    return tuple(one.id for one in everybody if one.attendance is Attendance.INVITED and one.reply not in EXCUSED)


def _everybody(reference: Reference, everybody: Collection[Participant]) -> tuple[Row, ...]:
    left = len(_not_noted(everybody))
    if not left:
        return ()
    label: Text = _("All present")
    if left < len(everybody):
        label = n_("The other {count}: present", "The other {count}: all present", left)
    return ((do_button(label, reference, EVERYBODY),),)


def _person(reference: Reference, one: Participant) -> Row:
    deed = AWAY if one.attendance is Attendance.PRESENT else HERE
    toggle = do_button(_label(one), reference, deed, str(one.id))
    return (
        replace(toggle, chosen=one.attendance in CAME),
        enter_button(_("By proxy"), reference, "roll-proxy", str(one.id)),
    )


def _label(one: Participant) -> Text:
    name = f"{MARKS.get(one.attendance, '')}{shortened(one.name, 20)}"
    if one.attendance is Attendance.PROXY and one.proxy is not None:
        return _("{name}, by {proxy}", name=name, proxy=shortened(one.proxy, 12))
    if one.attendance is Attendance.INVITED and one.reply is not None:
        return _("{name} ({state})", name=name, state=REPLY_NAMES[one.reply])
    return name if one.organisation is None else _("{name} ({state})", name=name, state=shortened(one.organisation, 12))


def _sums(consultation: Consultation) -> tuple[Block, ...]:
    if not consultation.participants:
        return (Paragraph(text=_("Nobody is on the list yet.")),)
    quorum = quorum_text(consultation)
    return (
        Paragraph(text=present_text(consultation)),
        *(() if quorum is None else (Paragraph(text=quorum),)),
        Note(text=_("A name turns from present ✓ to absent ✗ and back; ○ is not noted yet.")),
    )


def _turning(reference: Reference, page: int, last: int) -> tuple[tuple[Button, ...], ...]:
    row = (
        *((part_button(_("Previous page"), reference, ROLL, str(page - 1)),) if page > 1 else ()),
        *((part_button(_("Next page"), reference, ROLL, str(page + 1)),) if page < last else ()),
    )
    return (row,) if row else ()
