"""Writing to those invited: each in their own language, with the date for their calendar, as one batch."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from dialogs.engine import files
from dialogs.engine.cards import Card, Document, Note
from dialogs.engine.house import Addressee
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.minutes.calendar import date_of
from dialogs.meeting.minutes.documents import Documents
from dialogs.meeting.minutes.giving import MEDIA_TYPES, domain_of
from dialogs.meeting.minutes.navigating import Form
from dialogs.meeting.notice.drafting import Draft
from dialogs.meeting.notice.recipients import Recipient, addressees_of
from dialogs.meeting.notice.standing import Standing
from dialogs.meeting.terms import Dispatch, Way

DATED: Final = frozenset({Dispatch.NOTICE, Dispatch.CHANGE, Dispatch.CALL_OFF})
"""What changes a calendar."""


@dataclass
class Posting:
    """One dispatch on its way: ``batch`` names its letters; the date's files are made once for each language."""

    turn: Turn
    documents: Documents
    standing: Standing
    batch: str
    _calendars: dict[str, Card | None] = field(default_factory=dict)

    async def write(self, draft: Draft, letter: Card) -> list[tuple[Recipient, Way]]:
        """Write to everybody who can be written to; gives who is told which way."""
        told = []
        for one in draft.recipients:
            there = await addressees_of(self.turn, self.standing.zone, one)
            for each in there:
                # The letter comes last: its buttons are what somebody sees who opens the chat.
                if draft.what in DATED:
                    await self._post_date(each)
                self.turn.post(each, letter, batch=self.batch)
            told.append((one, Way.BOT if there else Way.HAND))
        await self.turn.flush()
        return told

    async def _post_date(self, addressee: Addressee) -> None:
        if addressee.locale not in self._calendars:
            self._calendars[addressee.locale] = await self._calendar(addressee.locale)
        calendar = self._calendars[addressee.locale]
        if calendar is not None:
            self.turn.post(addressee, calendar, batch=self.batch)

    async def _calendar(self, locale: str) -> Card | None:
        """Make the date's file in one language; none where there is no date."""
        turn, standing = self.turn, self.standing
        date = date_of(standing.consultation, turn.house.reader(locale, standing.zone))
        if date is None:
            return None
        domain = domain_of(turn.house.installation)
        content = await asyncio.to_thread(self.documents.calendar, [date], standing.zone, domain, turn.now)
        name, media_type = f"{standing.reference.number}.ics", MEDIA_TYPES[Form.CALENDAR]
        organisation = standing.reference.organisation
        number = await files.keep(turn, turn.who.owner, organisation, name=name, media_type=media_type, content=content)
        said = (
            _("Open the file, and the date goes out of your calendar.")
            if date.cancelled
            else _("Open the file, and the date goes into your calendar, in place of a former one.")
        )
        return Card(blocks=(Note(text=said),), document=Document(file=number, name=name, media_type=media_type))
