"""Minutes given out as files: made when they are asked for, kept sealed, noted in the audit trail."""

import asyncio
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from dialogs.engine import files
from dialogs.engine.cards import Card, Document, Note
from dialogs.engine.house import Installation
from dialogs.engine.text import _
from dialogs.engine.turn import BUTTON_GONE, Turn
from dialogs.meeting.minutes.calendar import appointments
from dialogs.meeting.minutes.documents import Documents
from dialogs.meeting.minutes.keeping import read_for_minutes
from dialogs.meeting.minutes.navigating import Form, minutes_button
from dialogs.meeting.minutes.outline import Outline
from dialogs.meeting.minutes.showing import outlined, readable
from dialogs.meeting.references import Reference
from dialogs.people import auditing
from standard.library import Library

MEDIA_TYPES: Final[dict[Form, str]] = {
    Form.PDF: "application/pdf",
    Form.WORD: f"{files.OFFICE}.wordprocessingml.document",
    Form.MARKDOWN: "text/markdown",
    Form.CALENDAR: "text/calendar",
}

EMPTY: Final = _("There is no date and no deadline in this consultation yet.")
DOMAIN: Final = "consultbot.invalid"
"""In the identifiers of an installation without an address of its own (RFC 2606, 2)."""


async def give(library: Library, documents: Documents, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Give out a document: ``consultation, form``."""
    form = next((form for form in Form if arguments[1:] == (form.value,)), None)
    if form is None:
        turn.say(BUTTON_GONE)
        return
    reference = await readable(turn, arguments)
    if reference is None:
        return
    if form is Form.CALENDAR:
        content = await _calendar(documents, turn, reference)
    else:
        content = await made(documents, await outlined(library, turn, reference), form)
    if not content:
        turn.say(EMPTY)
        return
    number = await kept(turn, reference, form, content)
    await auditing.note(turn, reference.organisation, "minutes given out", f"{reference.number} {form.value}")
    turn.show(_card(reference, form, number))


async def made(documents: Documents, outline: Outline, form: Form) -> bytes:
    """Make a document in a thread of its own, so that other turns go on meanwhile."""
    makers: dict[Form, Callable[[Outline], bytes]] = {
        Form.PDF: documents.pdf,
        Form.WORD: documents.word,
        Form.MARKDOWN: documents.markdown,
    }
    return await asyncio.to_thread(makers[form], outline)


async def kept(turn: Turn, reference: Reference, form: Form, content: bytes) -> int:
    """Keep a document; gives its file's number."""
    return await files.keep(
        turn,
        turn.who.owner,
        reference.organisation,
        name=file_name(reference, form),
        media_type=MEDIA_TYPES[form],
        content=content,
    )


def file_name(reference: Reference, form: Form) -> str:
    """Name a document after the consultation's number."""
    return f"{reference.number}.{form.value}"


def document(reference: Reference, form: Form, number: int) -> Document:
    """Give the document of a card."""
    return Document(file=number, name=file_name(reference, form), media_type=MEDIA_TYPES[form])


async def _calendar(documents: Documents, turn: Turn, reference: Reference) -> bytes:
    reader = turn.house.reader(turn.who.locale, turn.who.timezone)
    entries = appointments(await read_for_minutes(turn, reference), reader)
    domain = domain_of(turn.house.installation)
    return documents.calendar(entries, turn.who.timezone, domain, turn.now) if entries else b""


def domain_of(installation: Installation) -> str:
    """Give the domain by which the entries of an installation's calendars are known from others'."""
    address = installation.public_url
    return (urlsplit(address).hostname if address else None) or DOMAIN


def _card(reference: Reference, form: Form, number: int) -> Card:
    said = (
        _("The date and what is still due, for your calendar. Open it again after a change: entries are replaced.")
        if form is Form.CALENDAR
        else _("Minutes of {number}. They name people: please keep them safe.", number=reference.number)
    )
    return Card(
        blocks=(Note(text=said),),
        buttons=((minutes_button(reference.id, _("‹ Minutes")),),),
        document=document(reference, form, number),
    )
