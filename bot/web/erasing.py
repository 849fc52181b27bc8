"""Erasing what a person's pages show, when the person is erased."""

from sqlalchemy import select

from bot.web.transcript import Transcript
from dialogs.engine import records
from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work


async def erase_pages(work: Work, person: int) -> None:
    """Erase the transcripts of all of a person's browsers; the sessions stay, to say that it is done."""
    chat = records.chat
    rows = await work.transaction.execute(
        select(chat.c.sealed_address).where(chat.c.person_id == person, chat.c.channel == "web")
    )
    for row in rows.all():
        await Transcript(work.transaction, work.cipher, open_text(work.cipher, row.sealed_address)).erase()
