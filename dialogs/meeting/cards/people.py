"""Who takes part in a consultation: the list, and one of them."""

from typing import Final

from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.presses import page_of
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk import layout
from dialogs.engine.walk.summary import listed, shortened, side_by_side
from dialogs.meeting.cards.navigating import PEOPLE, PERSON, ROLL, Row, do_button, enter_button, part_button
from dialogs.meeting.cards.saying import attendance_lines
from dialogs.meeting.navigating import consultation_button
from dialogs.meeting.notice.gaps import offered
from dialogs.meeting.notice.replies import reply_text
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation, Participant
from dialogs.meeting.references import Reference
from dialogs.meeting.striking.navigating import What, strike_button
from dialogs.meeting.templates import templates
from dialogs.meeting.terms import Attendance
from dialogs.meeting.wording import ATTENDANCE_NAMES, STAKEHOLDER_NAMES
from dialogs.people.membership import members_of

A_PAGE: Final = 8
"""Participants a card."""


async def people_card(turn: Turn, reference: Reference, page: str = "1", notice: Text | None = None) -> Card:
    """List the participants, a page of them."""
    consultation = await read(turn, reference)
    unaware, telling = await offered(turn, reference, consultation, replies=True)
    everybody = consultation.participants
    last = -(-len(everybody) // A_PAGE)
    place = page_of(page, last)
    shown = everybody[(place - 1) * A_PAGE : place * A_PAGE]
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Heading(text=_("Participants of {number}", number=reference.number)),
            *(Paragraph(text=line) for line in attendance_lines(consultation)),
            *unaware,
            *((Bullets(lines=tuple(participant_text(one) for one in shown)),) if shown else ()),
            *_usual(consultation),
        ),
        buttons=(
            *(((part_button(_("Roll call"), reference, ROLL),),) if everybody else ()),
            *layout.rows([part_button(shortened(one.name, 30), reference, PERSON, str(one.id)) for one in shown]),
            *_turning(reference, place, last),
            *telling,
            (
                enter_button(_("Add people"), reference, "people"),
                enter_button(_("Count by kind"), reference, "counts"),
            ),
            (consultation_button(reference),),
        ),
    )


async def participant_card(turn: Turn, reference: Reference, number: int, notice: Text | None = None) -> Card:
    """Show one participant, with the ways to note that they came, to correct and to take out."""
    consultation = await read(turn, reference)
    found = next((one for one in consultation.participants if one.id == number), None)
    if found is None:
        return await people_card(turn, reference, notice=_("That is no longer part of this consultation."))
    part = str(found.id)
    attendance = (Attendance.PRESENT, Attendance.ABSENT, Attendance.INVITED)
    rows: list[Row] = [
        tuple(do_button(ATTENDANCE_NAMES[one], reference, one.value, part) for one in attendance),
        (
            enter_button(_("Came by proxy"), reference, "proxy", part),
            enter_button(_("Correct"), reference, "participant", part),
        ),
        (strike_button(_("Take out"), reference, What.PARTICIPANT, found.id),),
        (part_button(_("‹ Participants"), reference, PEOPLE, page_of_place(consultation.participants.index(found))),),
    ]
    if found.person is None and await member_named(turn, reference, found.name) is not None:
        rows.insert(2, (do_button(_("Is our member of this name"), reference, "link", part),))
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Heading(text=found.name),
            Bullets(lines=tuple(_facts(found))),
        ),
        buttons=tuple(rows),
    )


def page_of_place(place: int) -> str:
    """Give the page of the list on which the participant with so many before them is."""
    return str(place // A_PAGE + 1)


async def member_named(turn: Turn, reference: Reference, name: str) -> int | None:
    """Find the one member of the organisation who is called so; none where there is none, or are several."""
    found = [number for number, known in await members_of(turn, reference.organisation) if known == name]
    return found[0] if len(found) == 1 else None


def participant_text(one: Participant) -> Text:
    """Say a participant in one line: name, body, kind, whether they came."""
    body: tuple[Text, ...] = () if one.organisation is None else (one.organisation,)
    parts: list[Text] = [one.name, *body, STAKEHOLDER_NAMES[one.kind], _attendance(one)]
    return side_by_side(parts)


def _attendance(one: Participant) -> Text:
    if one.attendance is Attendance.PROXY and one.proxy is not None:
        return _("by proxy: {name}", name=one.proxy)
    return ATTENDANCE_NAMES[one.attendance]


def _facts(one: Participant) -> list[Text]:
    facts: list[Text] = [] if one.organisation is None else [_("Body: {name}", name=one.organisation)]
    kinds: list[Text] = [STAKEHOLDER_NAMES[kind] for kind in (one.kind, one.also) if kind is not None]
    facts += [_("Kind of stakeholder: {kind}", kind=listed(kinds)), _("Attendance: {state}", state=_attendance(one))]
    if one.reply is not None:
        facts.append(_("Reply to the notice: {reply}", reply=reply_text(one.reply, one.deputy)))
    if one.person is not None:
        facts.append(_("A member of ours: sees this consultation."))
    return facts


def _usual(consultation: Consultation) -> tuple[Block, ...]:
    """Say whom the kind's template would invite, while nobody is on the list."""
    template = templates().get(consultation.clause)
    if consultation.participants or template is None:
        return ()
    return tuple(
        Note(text=_("Usually invited: {kind}: {whom}", kind=STAKEHOLDER_NAMES[each.kind], whom=each.whom))
        for each in template.participants
    )


def _turning(reference: Reference, page: int, last: int) -> tuple[Row, ...]:
    row = (
        *((part_button(_("Previous page"), reference, PEOPLE, str(page - 1)),) if page > 1 else ()),
        *((part_button(_("Next page"), reference, PEOPLE, str(page + 1)),) if page < last else ()),
    )
    return (row,) if row else ()
