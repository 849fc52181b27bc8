"""What is added to minutes: remarks before they are signed, amendments after; and their publication."""

import asyncio
from typing import Final

from pydantic import BaseModel, JsonValue
from sqlalchemy import select

from dialogs.engine.cards import Card, Heading, Note, Paragraph
from dialogs.engine.cipher import open_text
from dialogs.engine.forms import Form, Step, Words
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting.live.changing import turn_pages
from dialogs.meeting.minutes.about import EXAMPLE, Which, consultation_of, open_about
from dialogs.meeting.minutes.audience import Sent, asked, write_to_all
from dialogs.meeting.minutes.documents import Documents
from dialogs.meeting.minutes.giving import document, kept
from dialogs.meeting.minutes.keeping import amend, read_draft, read_for_minutes, write_draft
from dialogs.meeting.minutes.navigating import (
    AMEND,
    REMARKS,
    YES,
    Deed,
    deed_button,
    minutes_button,
)
from dialogs.meeting.minutes.navigating import Form as FileForm
from dialogs.meeting.minutes.showing import minutes_card, outlined
from dialogs.meeting.procedure import SIGNED
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import MinutesState
from dialogs.people import auditing, membership
from dialogs.people import records as people
from dialogs.people.rights import roles_of
from standard.library import Library

LONGEST: Final = 4000
FIXED: Final = _("These minutes are being signed or have been. Take the signatures back, or amend them.")
NOT_SIGNED: Final = _("These minutes have not been signed yet: correct the record itself.")


class Written(BaseModel):
    """What is added."""

    text: str | None = None


def _remark_steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = Which.model_validate(arguments)
    return (
        Words(
            name="text",
            label=_("Remarks"),
            prompt=(
                Heading(text=_("Remarks to the minutes of {number}", number=given.number)),
                Paragraph(text=_("What should stand in the minutes beside the record: attachments, how it went.")),
            ),
            longest=LONGEST,
            optional=True,
        ),
    )


def _amendment_steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = Which.model_validate(arguments)
    return (
        Words(
            name="text",
            label=_("Amendment"),
            prompt=(
                Heading(text=_("Amend the minutes of {number}", number=given.number)),
                Paragraph(text=_("What is changed, and how it should read?")),
                Note(text=_("The signed text stays as it is. The amendment is shown with it, with your name.")),
            ),
            longest=LONGEST,
        ),
    )


REMARKING: Final = Form(
    name=REMARKS,
    version=1,
    title=_("Remarks to the minutes"),
    model=Written,
    steps=_remark_steps,
    roles=roles_of("form", REMARKS),
    submit=_("Write it down"),
    review=False,
    example=EXAMPLE,
)

AMENDING: Final = Form(
    name=AMEND,
    version=1,
    title=_("An amendment"),
    model=Written,
    steps=_amendment_steps,
    roles=roles_of("form", AMEND),
    submit=_("Attach the amendment"),
    example=EXAMPLE,
)


async def ask_remarks(turn: Turn, reference: Reference) -> None:
    """Open the form with the remarks as they stand."""
    if (await read_draft(turn, reference)).approved is not None:
        turn.say(FIXED)
        return
    await open_about(turn, REMARKS, reference)


async def ask_amendment(turn: Turn, reference: Reference) -> None:
    """Open the form for an amendment of signed minutes."""
    if (await read_draft(turn, reference)).state not in SIGNED:
        turn.say(NOT_SIGNED)
        return
    await open_about(turn, AMEND, reference)


async def remarked(library: Library, turn: Turn, arguments: JsonValue, answers: Written) -> None:
    """Write the remarks in place of the former ones."""
    reference = await consultation_of(turn, arguments)
    if reference is None:
        return
    if (await read_draft(turn, reference)).approved is not None:
        turn.say(FIXED)
        return
    await write_draft(turn, reference, by=turn.who.person, remarks=answers.text)
    turn.show(await minutes_card(library, turn, reference, notice=_("Written down.")))


async def amended(library: Library, turn: Turn, arguments: JsonValue, answers: Written) -> None:
    """Add the amendment, and tell the participants where the minutes were published."""
    reference = await consultation_of(turn, arguments)
    if reference is None or answers.text is None:
        return
    draft = await read_draft(turn, reference)
    if draft.state not in SIGNED:
        turn.say(NOT_SIGNED)
        return
    await amend(turn, reference, answers.text, await _own_name(turn), by=turn.who.person)
    await auditing.note(turn, reference.organisation, "minutes amended", reference.number)
    if draft.state is MinutesState.PUBLISHED:
        said = _("The minutes of {number} were amended:", number=reference.number)
        letter = Card(blocks=(Heading(text=said), Paragraph(text=answers.text)))
        await write_to_all(turn, await asked(turn, reference), letter, f"amendment-{reference.id}")
    await turn_pages(turn, reference)
    turn.show(await minutes_card(library, turn, reference, notice=_("The amendment is shown with the minutes.")))


async def publish(
    library: Library, documents: Documents, turn: Turn, reference: Reference, rest: tuple[str, ...]
) -> None:
    """Give the signed minutes to everybody who took part, after asking."""
    state = (await read_draft(turn, reference)).state
    if state is not MinutesState.SIGNED:
        turn.say(_("Only signed minutes can be published, and only once."))
        return
    if rest != (YES,):
        turn.show(_asked(reference))
        return
    await write_draft(turn, reference, by=turn.who.person, state=MinutesState.PUBLISHED, published_at=turn.now)
    await auditing.note(turn, reference.organisation, "minutes published", reference.number)
    content = await asyncio.to_thread(documents.pdf, await outlined(library, turn, reference))
    letter = await _published(turn, reference, await kept(turn, reference, FileForm.PDF, content))
    written = await write_to_all(turn, await asked(turn, reference), letter, f"minutes-{reference.id}")
    await turn_pages(turn, reference)
    notice = _published_notice(written)
    turn.show(await minutes_card(library, turn, reference, notice=notice))


def _published_notice(written: Sent) -> Message:
    reached, missed, pages = len(written.reached), len(written.missed), len(written.pages)
    if not pages:
        return _("Published. Written to: {reached}; not reachable here: {missed}.", reached=reached, missed=missed)
    return _(
        "Published. Written to: {reached}; shown in the browsers of guests: {pages}; not reachable here: {missed}.",
        reached=reached,
        pages=pages,
        missed=missed,
    )


def _asked(reference: Reference) -> Card:
    said: Message = _("Send the signed minutes of {number} to everybody who took part?", number=reference.number)
    return Card(
        blocks=(Heading(text=said), Note(text=_("They get the PDF with all names in it."))),
        buttons=(
            (deed_button(_("Publish the minutes"), reference.id, Deed.PUBLISH, YES),),
            (minutes_button(reference.id, _("‹ Minutes")),),
        ),
    )


async def _published(turn: Turn, reference: Reference, file: int) -> Card:
    consultation = await read_for_minutes(turn, reference)
    name = await membership.organisation_name(turn, reference.organisation)
    return Card(
        blocks=(
            Heading(text=_("The signed minutes of {number}", number=reference.number)),
            Paragraph(text=consultation.topic),
            Note(text=_("From {organisation}, with thanks for taking part.", organisation=name)),
        ),
        document=document(reference, FileForm.PDF, file),
    )


async def _own_name(turn: Turn) -> str:
    table = people.person
    found = await turn.transaction.execute(select(table.c.sealed_name).where(table.c.id == turn.member[0]))
    sealed = found.scalar_one()
    return f"#{turn.member[0]}" if sealed is None else open_text(turn.cipher, sealed)
