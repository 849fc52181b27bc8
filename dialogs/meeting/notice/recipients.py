"""Who is told: everybody on the list but those noted as absent; some through the bot, the others by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import exists, or_, select

from dialogs.engine import records as engine
from dialogs.engine.cipher import open_text
from dialogs.engine.house import Addressee
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.forgetting import NOBODY
from dialogs.meeting.references import Reference, within
from dialogs.meeting.terms import Attendance, Reply, StakeholderKind


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Somebody who is invited; ``reachable``: they have a chat that has not blocked the bot."""

    participant: int
    name: str
    kind: StakeholderKind
    person: int | None
    chat: int | None
    reachable: bool
    reply: Reply | None
    replied_at: datetime | None


async def recipients_of(work: Work, reference: Reference, *, held: bool = False) -> tuple[Recipient, ...]:
    """Give those who are to be told, in the order in which they were entered.

    ``held`` lets whoever erases one of them wait until this transaction ends: then the letters go with the person.
    """
    table, chat = records.participant, engine.chat
    theirs = or_(chat.c.person_id == table.c.person_id, chat.c.id == table.c.chat_id)
    reachable = exists().where(theirs, chat.c.unreachable_at.is_(None)).correlate(table)
    query = (
        select(
            *(table.c.id, table.c.sealed_name, table.c.kind, table.c.person_id, table.c.chat_id),
            *(table.c.reply, table.c.replied_at, reachable.label("reachable")),
        )
        .where(*within(reference, table), table.c.attendance != Attendance.ABSENT.value)
        .order_by(table.c.id)
    )
    found = await work.transaction.execute(query.with_for_update(of=table) if held else query)
    everybody = (
        Recipient(
            participant=row.id,
            name=open_text(work.cipher, row.sealed_name),
            kind=StakeholderKind(row.kind),
            person=row.person_id,
            chat=row.chat_id,
            reachable=bool(row.reachable),
            reply=None if row.reply is None else Reply(row.reply),
            replied_at=row.replied_at,
        )
        for row in found
    )
    return tuple(one for one in everybody if one.name != NOBODY)


async def addressees_of(work: Work, zone: tzinfo, one: Recipient) -> Sequence[Addressee]:
    """Give the chats in which somebody is written to, each with its language; times are the organisation's."""
    if one.person is not None:
        found = await work.house.addressees(work, one.person)
        return [Addressee(chat=each.chat, locale=each.locale, timezone=zone) for each in found]
    table = engine.chat
    guests = await work.transaction.execute(
        select(table.c.id, table.c.locale).where(table.c.id == one.chat, table.c.unreachable_at.is_(None))
    )
    default = work.house.installation.locale
    return [Addressee(chat=row.id, locale=row.locale or default, timezone=zone) for row in guests]
