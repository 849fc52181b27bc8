"""Giving out a material's file: to facilitators, and to those invited once it was sent to them."""

from typing import Final

from sqlalchemy import select

from dialogs.engine import records as engine
from dialogs.engine.cards import Card, Document, Paragraph
from dialogs.engine.cipher import open_text
from dialogs.engine.offering import why_missing
from dialogs.engine.presses import row_number
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.notice.invited import reading
from dialogs.meeting.notice.materials import file_name, find_material
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named, facilitates
from dialogs.meeting.undoing import read_changes_of

GONE: Final = _("That material is not there any more. Its consultation’s card shows those that are.")
MOST_CHANGES: Final = 100


async def open_material(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Send a material's file: ``material``; the letter or card that was pressed stays."""
    turn.leave_card()
    number = row_number((*arguments, "")[0])
    reference = await _of_material(turn, number)
    material = None if reference is None else await find_material(turn, reference, number)
    if reference is None or material is None:
        turn.say(GONE)
        return
    facilitating = facilitates(turn) and turn.who.organisation == reference.organisation
    if material.sent_at is None and not facilitating:
        turn.say(GONE)
        return
    await _give(turn, material.name, material.file)


async def open_former(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Send a former version to a facilitator: ``consultation, material, change``."""
    turn.leave_card()
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return
    _number, material, which = (*arguments, "", "")[:3]
    changes = await read_changes_of(turn, reference, records.material, [row_number(material)], limit=MOST_CHANGES)
    change = next((each for each in changes if str(each.id) == which and "file" in each.former), None)
    if change is None:
        turn.say(GONE)
        return
    file = change.former["file"]
    await _give(turn, str(change.former.get("label", "")), file if isinstance(file, int) else None)


async def _of_material(turn: Turn, number: int) -> Reference | None:
    """Find the consultation of a material, where the person may read of it."""
    table = records.material
    found = await turn.transaction.execute(select(table.c.consultation_id).where(table.c.id == number))
    consultation = found.scalar_one_or_none()
    return None if consultation is None else await reading(turn, str(consultation))


async def _give(turn: Turn, name: str, file: int | None) -> None:
    """Send a file under a name, or say why it is not here."""
    found = await _offered(turn, name, file)
    if isinstance(found, Message):
        turn.say(found)
    else:
        turn.show(found)


async def _offered(turn: Turn, name: str, file: int | None) -> Card | Message:
    table = engine.file
    rows = await turn.transaction.execute(select(table.c.sealed_name, table.c.media_type).where(table.c.id == file))
    row = rows.one_or_none()
    if row is None:
        return GONE
    original = open_text(turn.cipher, row.sealed_name)
    called = name or original
    missing = await why_missing(turn, called, file)
    if missing is not None or file is None:
        return missing or GONE
    document = Document(file=file, name=file_name(called, original), media_type=row.media_type)
    return Card(blocks=(Paragraph(text=_("Material: {name}", name=called)),), document=document)
