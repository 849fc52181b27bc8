"""The steps of an import: the template, the file, what is in it, and taking it in."""

import asyncio
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue
from sqlalchemy import select

from dialogs.engine import conversations, files
from dialogs.engine import records as engine
from dialogs.engine.cards import Button, Card, Document, Heading, Note, Paragraph
from dialogs.engine.forms import FileStep, Form, Kept, Step
from dialogs.engine.presses import ActionPress, packed, page_of, row_number
from dialogs.engine.text import Text, _
from dialogs.engine.turn import BUTTON_GONE, Turn
from dialogs.meeting.importing.arriving import ARRIVING, PAUSE
from dialogs.meeting.importing.looking import IMPORT, SEND, SKIP, TEMPLATE, look, looked_card
from dialogs.meeting.importing.table import FileRefused
from dialogs.meeting.importing.taking import take_in
from dialogs.meeting.importing.telling import taken_card
from dialogs.people import auditing
from dialogs.people.rights import roles_of
from standard.library import Library

XLSX: Final = f"{files.OFFICE}.spreadsheetml.sheet"
GONE: Final = _("That file is not here any more. Please send it again with /import.")


class Sent(BaseModel):
    """The file that was sent."""

    model_config = ConfigDict(frozen=True)

    file: list[Kept]


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    del arguments
    return (
        FileStep(
            name="file",
            label=_("File"),
            prompt=(
                Heading(text=_("Send the filled-in workbook")),
                Paragraph(text=_("An Excel file (.xlsx) or a table (.csv), up to 5 MB and 300 consultations.")),
                Note(
                    text=_("First I only look at it and tell you what I found. Nothing is taken in before you say so.")
                ),
            ),
            most=1,
            hint=_("Send the spreadsheet as a file."),
        ),
    )


FORM: Final = Form(
    name=IMPORT,
    version=1,
    title=_("Past consultations from a spreadsheet"),
    model=Sent,
    steps=_steps,
    roles=roles_of("form", IMPORT),
    submit=_("Look at it"),
    review=False,
)


async def begin(turn: Turn, argument: str) -> None:
    """Answer ``/import``."""
    del argument
    turn.show(
        Card(
            blocks=(
                Heading(text=_("Past consultations from a spreadsheet")),
                Paragraph(text=_("Fill in the template, one consultation a row, and send it back to me.")),
                Note(
                    text=_(
                        "Rows that are on record already are recognised by kind, day and topic, and left as they are."
                    )
                ),
            ),
            buttons=((_button(_("Get the template"), TEMPLATE),), (_button(_("Send a file"), SEND),)),
        )
    )


async def act(library: Library, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Do what a button says: ``template``, ``send``, or ``take, file, all|skip``."""
    match arguments:
        case ("template",):
            await _give_template(library, turn)
        case ("send",):
            await conversations.drop(turn, IMPORT, str(turn.member[1]))
            await turn.open_form(IMPORT, str(turn.member[1]))
        case ("take", file, ("all" | "skip") as how):
            await _take(library, turn, file, skip=how == SKIP)
        case _:
            turn.say(BUTTON_GONE)


async def sent(library: Library, turn: Turn, arguments: JsonValue, answers: Sent) -> None:
    """Look at the file at once where it is here; else as soon as it has come."""
    del arguments
    person, organisation = turn.member
    file = answers.file[0].file if answers.file else None
    if file is None:
        turn.say(GONE)
        return
    card = await looked_card(turn, library, organisation, turn.who.timezone, file)
    if card is not None:
        turn.show(card)
        return
    turn.say(_("Thank you. The file is on its way; I tell you in a moment what it holds."))
    payload: JsonValue = {"person": person, "organisation": organisation, "looks": 0}
    await turn.later(ARRIVING, str(file), turn.now + PAUSE, payload)


async def show(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show what a file holds again: ``file, page`` of the faults."""
    file = await _own_file(turn, (*arguments, "")[0])
    page = page_of((*arguments, "", "")[1], 10_000)
    card = file and await looked_card(turn, library, turn.member[1], turn.who.timezone, file, page=page)
    if not card:
        turn.say(GONE)
        return None
    return card


async def _give_template(library: Library, turn: Turn) -> None:
    from dialogs.meeting.importing.template import template

    reader = turn.house.reader(turn.who.locale, turn.who.timezone)
    content = await asyncio.to_thread(template, library, reader)
    name = f"{reader.say(_('consultations-template'))}.xlsx"
    organisation = turn.member[1]
    file = await files.keep(turn, turn.who.owner, organisation, name=name, media_type=XLSX, content=content)
    turn.show(
        Card(
            blocks=(Note(text=_("Fill it in and send it back: the last sheet explains every column.")),),
            buttons=((_button(_("Send a file"), SEND),),),
            document=Document(file=file, name=name, media_type=XLSX),
        )
    )


async def _take(library: Library, turn: Turn, named: str, *, skip: bool) -> None:
    person, organisation = turn.member
    file = await _own_file(turn, named)
    kept = None if file is None else await files.read(turn.transaction, turn.cipher, file)
    if file is None or kept is None:
        turn.say(GONE)
        return
    try:
        found = await look(turn, library, organisation, turn.who.timezone, kept.content)
    except FileRefused as fault:
        turn.say(fault.sentence)
        return
    if found.plan.faults and not skip:
        await turn.open_view(IMPORT, str(file))
        return
    taken = await take_in(turn, organisation, found.plan, found.reading, by=person)
    # What was in it is on record now; the file itself names people and is needed no more.
    await files.erase(turn.transaction, [file])
    await auditing.note(turn, organisation, "consultations imported", str(len(taken.written)))
    turn.show(taken_card(library, taken))


async def _own_file(turn: Turn, named: str) -> int | None:
    """Find the person's own file, as sent in the organisation worked in."""
    table = engine.file
    found = await turn.transaction.execute(
        select(table.c.id).where(
            table.c.id == row_number(named),
            table.c.owner == turn.who.owner,
            table.c.organisation_id == turn.member[1],
        )
    )
    number = found.scalar_one_or_none()
    return None if number is None else int(number)


def _button(label: Text, *arguments: str) -> Button:
    return Button(label=label, press=packed(ActionPress(IMPORT, arguments)))
