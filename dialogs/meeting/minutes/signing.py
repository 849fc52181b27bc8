"""Signing minutes: the first page is seen, then chair and recorder sign, and a supervisor where the kind asks."""

import asyncio
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine import files
from dialogs.engine.cards import Card, Heading, Note, Page, Paragraph
from dialogs.engine.forms import Form, Option, PersonStep, Step, Words
from dialogs.engine.text import Message, Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import listed
from dialogs.meeting.live import rooms
from dialogs.meeting.live.changing import turn_pages
from dialogs.meeting.minutes import links
from dialogs.meeting.minutes.documents import Documents
from dialogs.meeting.minutes.giving import kept, made
from dialogs.meeting.minutes.keeping import read_draft, read_for_minutes, sign, withdraw_signatures, write_draft
from dialogs.meeting.minutes.navigating import SIGN, Deed, deed_button, minutes_button
from dialogs.meeting.minutes.navigating import Form as FileForm
from dialogs.meeting.minutes.showing import last_day, minutes_card, outlined
from dialogs.meeting.procedure import SIGNED
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference, find
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION
from dialogs.meeting.terms import MinutesState, Signatory
from dialogs.meeting.wording import SIGNATORY_NAMES
from dialogs.people import auditing
from dialogs.people.rights import roles_of
from standard.library import Library

DEEDS: Final = {
    Signatory.CHAIR: Deed.SIGN_CHAIR,
    Signatory.RECORDER: Deed.SIGN_RECORDER,
    Signatory.SUPERVISOR: Deed.SIGN_SUPERVISOR,
}
SIGNED_ALREADY: Final = _("These minutes have been signed already. What is still wrong in them can be amended.")
STILL_HELD: Final = _("The meeting is still going on. Please close it first (/end): signed minutes change no more.")
LONGEST_NAME: Final = 100
RECORDED: Final = "1"
"""Stands for the name on record."""


class SignArguments(BaseModel):
    """Who signs as what; ``name`` is whoever holds the office by the record."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    consultation: int
    number: str
    office: Signatory
    name: str | None = None


class Signing(BaseModel):
    """The name that signs: typed, or the one on record."""

    name: str


def offices_of(consultation: Consultation) -> frozenset[Signatory]:
    """Give the offices that must sign."""
    supervised = {Signatory.SUPERVISOR} if consultation.rules.supervisor_signs else set[Signatory]()
    return frozenset({Signatory.CHAIR, Signatory.RECORDER} | supervised)


async def show_signing(library: Library, documents: Documents, turn: Turn, reference: Reference) -> None:
    """Show the first page and who is still to sign."""
    consultation = await read_for_minutes(turn, reference)
    if consultation.minutes.state in SIGNED:
        turn.say(SIGNED_ALREADY)
        return
    if await rooms.is_open(turn, reference):
        turn.say(STILL_HELD)
        return
    first = await _first_page(library, documents, turn, reference)
    turn.show(_signing_card(turn, reference, consultation, first))


def _signing_card(turn: Turn, reference: Reference, consultation: Consultation, first: Page) -> Card:
    signed = {signature.office for signature in consultation.minutes.signatures}
    missing = [office for office in Signatory if office in offices_of(consultation) - signed]
    return Card(
        blocks=(
            Heading(text=_("Signing the minutes of {number}", number=reference.number)),
            Paragraph(text=_("This is their first page. Please read them as a whole before they are signed.")),
            *(Note(text=warning) for warning in _warnings(turn, consultation)),
        ),
        buttons=(
            *(
                (deed_button(_("Sign: {office}", office=SIGNATORY_NAMES[office]), reference.id, DEEDS[office]),)
                for office in missing
            ),
            (minutes_button(reference.id, _("‹ Minutes")),),
        ),
        picture=first,
    )


async def _first_page(library: Library, documents: Documents, turn: Turn, reference: Reference) -> Page:
    png = await asyncio.to_thread(documents.first_page, await outlined(library, turn, reference))
    page = await files.keep(
        turn,
        turn.who.owner,
        reference.organisation,
        name=f"{reference.number}.png",
        media_type="image/png",
        content=png,
    )
    return Page(file=page, alternative=_("The first page of the minutes of {number}", number=reference.number))


def _warnings(turn: Turn, consultation: Consultation) -> list[Message]:
    minutes = consultation.minutes
    signed: list[Text] = [
        _("{office} {name}", office=SIGNATORY_NAMES[one.office], name=one.name) for one in minutes.signatures
    ]
    if signed:
        who = listed(signed)
        found = [_("Signed so far: {who}. Until all have signed, the signatures can be taken back.", who=who)]
    else:
        found = [_("With the first signature they become fixed. After that only an amendment changes them.")]
    if minutes.state is MinutesState.DRAFT:
        found.append(_("They have not been sent to the participants for confirmation."))
    elif minutes.confirm_by is not None and turn.now < minutes.confirm_by:
        found.append(_("Participants may still answer, until {until}.", until=last_day(minutes.confirm_by, turn)))
    if minutes.objections:
        found.append(n_("{count} objection is attached.", "{count} objections are attached.", len(minutes.objections)))
    return found


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = SignArguments.model_validate(arguments)
    office, label = SIGNATORY_NAMES[given.office], _("Signatory")
    prompt = (
        Heading(text=_("Minutes of {number}: signature as {office}", number=given.number, office=office)),
        Paragraph(text=_("Who signs?")),
        Note(text=_("It is noted that you entered the signature, and when.")),
    )
    if not given.name:
        return (Words(name="name", label=label, prompt=prompt, longest=LONGEST_NAME),)
    known = (Option(value=RECORDED, label=given.name),)
    return (PersonStep(name="name", label=label, prompt=prompt, people=known, strangers=True),)


FORM: Final = Form(
    name=SIGN,
    version=1,
    title=_("Signing minutes"),
    model=Signing,
    steps=_steps,
    roles=roles_of("form", SIGN),
    submit=_("Sign"),
    example={"consultation": 0, "number": "2026-行-001", "office": "chair", "name": "林美玲"},
)


async def ask_name(office: Signatory, turn: Turn, reference: Reference) -> None:
    """Ask who signs in an office."""
    consultation = await read_for_minutes(turn, reference)
    names = {Signatory.CHAIR: consultation.chair, Signatory.RECORDER: consultation.recorder}
    signed = {signature.office for signature in consultation.minutes.signatures}
    if office not in offices_of(consultation) - signed:
        turn.say(_("Nobody is to sign these minutes in that office any more."))
        return
    given = SignArguments(consultation=reference.id, number=reference.number, office=office, name=names.get(office))
    await turn.open_form(SIGN, f"{reference.id}:{office.value}", given.model_dump(mode="json"))


async def signed(library: Library, documents: Documents, turn: Turn, arguments: JsonValue, answers: Signing) -> None:
    """Write the signature; with the last one the signed document is kept."""
    given = SignArguments.model_validate(arguments)
    person, organisation = turn.member
    reference = await find(turn, organisation, given.consultation)
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
        return
    if (await read_draft(turn, reference)).state in SIGNED:
        turn.say(SIGNED_ALREADY)
        return
    if await rooms.is_open(turn, reference):
        turn.say(STILL_HELD)
        return
    name = given.name if answers.name == RECORDED and given.name else answers.name
    offices = offices_of(await read_for_minutes(turn, reference))
    await auditing.note(turn, organisation, "minutes signed", f"{reference.number} {given.office.value}")
    await turn_pages(turn, reference)
    if not await sign(turn, reference, given.office, name, by=person, offices=offices):
        await show_signing(library, documents, turn, reference)
        return
    await links.revoke(turn, reference)
    content = await made(documents, await outlined(library, turn, reference), FileForm.PDF)
    file = await kept(turn, reference, FileForm.PDF, content)
    await write_draft(turn, reference, by=person, file=file)
    notice = _("The minutes of {number} are signed.", number=reference.number)
    turn.show(await minutes_card(library, turn, reference, notice=notice))


async def withdraw(library: Library, turn: Turn, reference: Reference) -> None:
    """Take the signatures back, as long as one is missing."""
    if (await read_draft(turn, reference)).state in SIGNED:
        turn.say(SIGNED_ALREADY)
        return
    await withdraw_signatures(turn, reference, by=turn.who.person)
    await auditing.note(turn, reference.organisation, "signatures taken back", reference.number)
    await turn_pages(turn, reference)
    notice = _("The signatures are taken back. The minutes follow the record again.")
    turn.show(await minutes_card(library, turn, reference, notice=notice))
