"""The chats of those who take part without an account: the one by which they came, and those found to be theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from dialogs.engine import records as engine
from dialogs.engine.house import Addressee
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import Reference, within


@dataclass(frozen=True, kw_only=True)
class GuestChat:
    """A chat of a participant; ``is_page``: a browser's, where a page of its own shows how the minutes stand.

    Whoever has joined since, in the same chat, gets letters there.
    """

    chat: int
    locale: str | None
    is_page: bool

    def addressee(self, work: Work) -> Addressee:
        """Say how its reader is written to."""
        told = work.house.installation
        return Addressee(chat=self.chat, locale=self.locale or told.locale, timezone=told.timezone)


async def participants_by_chat(work: Work, reference: Reference) -> Mapping[int, int]:
    """Give by chat whose it is, of those who came by a link and are still on the list."""
    table, claim = records.participant, records.claim
    came = select(table.c.chat_id, table.c.id).where(*within(reference, table), table.c.chat_id.is_not(None))
    found_to_be = (
        select(claim.c.chat_id, claim.c.participant_id)
        .join(table, table.c.id == claim.c.participant_id)
        .where(*within(reference, claim), claim.c.confirmed, table.c.removed_at.is_(None))
    )
    whose: dict[int, int] = {}
    for query in (found_to_be, came):
        whose |= {int(chat): int(participant) for chat, participant in (await work.transaction.execute(query)).all()}
    return whose


async def chats_of_guests(work: Work, reference: Reference) -> Mapping[int, Sequence[GuestChat]]:
    """Give by participant the chats in which they can be reached although they have no account."""
    whose, chat, table = await participants_by_chat(work, reference), engine.chat, records.participant
    joined = await work.transaction.execute(select(table.c.id, table.c.person_id).where(*within(reference, table)))
    persons = {row.id: row.person_id for row in joined}
    found = await work.transaction.execute(
        select(chat.c.id, chat.c.channel, chat.c.locale, chat.c.person_id)
        .where(chat.c.id.in_(whose), chat.c.unreachable_at.is_(None))
        .order_by(chat.c.id)
    )
    chats: dict[int, list[GuestChat]] = {}
    for row in found:
        if row.person_id is not None and row.person_id == persons[whose[row.id]]:
            continue  # that person's own chats are written to by their account
        one = GuestChat(chat=row.id, locale=row.locale, is_page=row.channel == "web" and row.person_id is None)
        chats.setdefault(whose[row.id], []).append(one)
    return chats
