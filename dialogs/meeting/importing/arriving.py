"""The file of an import on its way: looked for until it is here, then told what it holds."""

from datetime import timedelta
from typing import Final

from pydantic import JsonValue
from sqlalchemy import select

from dialogs.engine import records as engine
from dialogs.engine.cards import Card, Notice
from dialogs.engine.text import _
from dialogs.engine.work import Work
from dialogs.meeting.daily import zone_of
from dialogs.meeting.importing.looking import looked_card
from standard.library import Library

ARRIVING: Final = "meeting-import"
"""Due work that looks whether the file has come; its subject is the file, its payload whose it is."""

PAUSE: Final = timedelta(seconds=4)
MOST_LOOKS: Final = 60


async def arrived(library: Library, work: Work, subject: str, payload: JsonValue) -> None:
    """Tell what a file holds once it has come."""
    if not isinstance(payload, dict):
        return
    person, organisation, looks = (int(str(payload[key])) for key in ("person", "organisation", "looks"))
    zone = await zone_of(work, organisation)
    if zone is None:
        return
    card = await looked_card(work, library, organisation, zone, int(subject))
    if card is not None:
        await work.write_to(person, card)
    elif looks < MOST_LOOKS and await _is_awaited(work, int(subject)):
        await work.later(ARRIVING, subject, work.now + PAUSE, {**payload, "looks": looks + 1})
    elif looks >= MOST_LOOKS:
        await work.write_to(person, Card(blocks=(Notice(text=_("The file did not come. Please send it again.")),)))


async def _is_awaited(work: Work, file: int) -> bool:
    table = engine.file
    found = await work.transaction.execute(
        select(table.c.id).where(table.c.id == file, table.c.fetch_after.is_not(None))
    )
    return found.one_or_none() is not None
