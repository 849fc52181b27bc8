"""Offering a kept file to somebody who may have it: it may still be on its way here, or not have been kept."""

from typing import Final

from sqlalchemy import select

from dialogs.engine import records
from dialogs.engine.cards import Card, Document, Paragraph
from dialogs.engine.cipher import open_text
from dialogs.engine.text import Message, _
from dialogs.engine.work import Work

NOT_THERE: Final = _("That piece of evidence is not there any more.")


async def why_missing(work: Work, name: str, number: int | None) -> Message | None:
    """Say why a file's bytes are not here; none when they are."""
    table = records.file
    arrived, awaited = table.c.sealed_content.is_not(None), table.c.fetch_after.is_not(None)
    found = await work.transaction.execute(
        select(arrived.label("arrived"), awaited.label("awaited")).where(table.c.id == number)
    )
    row = found.one_or_none()
    if row is None:
        return NOT_THERE
    if row.awaited:
        return _("{name} has not arrived yet. Please try again in a few minutes.", name=name)
    return None if row.arrived else _("{name} could not be kept. Please ask for it to be sent again.", name=name)


async def offered(work: Work, number: int) -> Card | Message:
    """Give the card that sends a file, or say why it is not here. Whether it may be sent is the caller's to check."""
    table = records.file
    found = await work.transaction.execute(select(table.c.sealed_name, table.c.media_type).where(table.c.id == number))
    row = found.one_or_none()
    if row is None:
        return NOT_THERE
    name = open_text(work.cipher, row.sealed_name)
    missing = await why_missing(work, name, number)
    if missing is not None:
        return missing
    return Card(
        blocks=(Paragraph(text=_("Evidence: {name}", name=name)),),
        document=Document(file=number, name=name, media_type=row.media_type),
    )
