"""Who took part and is asked whether the minutes are right: some can be written to, others are told by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from dialogs.engine.cards import Card
from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.forgetting import NOBODY
from dialogs.meeting.minutes import links
from dialogs.meeting.minutes.keeping import read_draft
from dialogs.meeting.reaching import GuestChat, chats_of_guests
from dialogs.meeting.references import Reference, within
from dialogs.meeting.terms import Attendance, StakeholderKind

TOOK_PART = (Attendance.PRESENT.value, Attendance.PROXY.value)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody who took part.

    ``person`` where they are known here, ``chats`` by which they came without an account; ``confirmed`` says what they
    answered, none where they have not; ``answered``: to these minutes, and not to a version that was taken back.
    """

    participant: int
    name: str
    kind: StakeholderKind
    person: int | None
    chats: Sequence[GuestChat] = ()
    confirmed: bool | None = None
    objection: str | None = None
    answered: bool = False
    void: bool = False
    """They confirmed a version that was taken back."""
    told_at: datetime | None = None
    """When a facilitator told them by hand that these minutes are there to be checked."""


async def asked(work: Work, reference: Reference) -> tuple[Asked, ...]:
    """Name those who took part, in the order in which they were entered."""
    table, response = records.participant, records.response
    since = (await read_draft(work, reference)).circulated_at
    chats, told = await chats_of_guests(work, reference), await links.told_at(work, reference)
    found = await work.transaction.execute(
        select(
            *(table.c.id, table.c.sealed_name, table.c.kind, table.c.person_id),
            *(response.c.confirmed, response.c.sealed_text, response.c.at, response.c.removed_at),
        )
        .outerjoin(response, response.c.participant_id == table.c.id)
        .where(*within(reference, table), table.c.attendance.in_(TOOK_PART))
        .order_by(table.c.id)
    )
    everybody = []
    for row in found:
        stands = row.confirmed is not None and row.removed_at is None
        one = Asked(
            participant=row.id,
            name=open_text(work.cipher, row.sealed_name),
            kind=StakeholderKind(row.kind),
            person=row.person_id,
            chats=chats.get(row.id, ()),
            confirmed=row.confirmed if stands else None,
            objection=open_text(work.cipher, row.sealed_text) if stands and row.sealed_text is not None else None,
            answered=stands and (since is None or row.at >= since),
            void=row.removed_at is not None,
            told_at=_if_since(told.get(row.id), since),
        )
        everybody.append(one)
    return tuple(everybody)


def _if_since(at: datetime | None, since: datetime | None) -> datetime | None:
    return None if at is None or (since is not None and at < since) else at


@dataclass
class Sent:
    """To whom something went: who was written to, whose own page shows it, who is to be told by hand; by name."""

    reached: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, other: "Sent") -> None:
        """Count others in, too."""
        self.reached += other.reached
        self.pages += other.pages
        self.missed += other.missed


async def write_to_all(work: Work, people: Iterable[Asked], card: Card, batch: str) -> Sent:
    """Write to those who can be written to; a guest's page in a browser is for :mod:`.guest_pages` to turn."""
    written = Sent()
    for one in people:
        if one.name == NOBODY:
            continue
        chats = 0 if one.person is None else await work.write_to(one.person, card, batch=batch)
        for guest in one.chats:
            if not guest.is_page:
                work.post(guest.addressee(work), card, batch=batch)
                chats += 1
        at_page = any(guest.is_page for guest in one.chats)
        (written.reached if chats else written.pages if at_page else written.missed).append(one.name)
    return written
