"""Who took part and is asked whether the minutes are right: some can be written to, others are asked another way."""

from dataclasses import dataclass

from sqlalchemy import select

from dialogs.engine.cards import Card
from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import Reference, within
from dialogs.meeting.terms import Attendance

TOOK_PART = (Attendance.PRESENT.value, Attendance.PROXY.value)


@dataclass(frozen=True)
class Asked:
    """Somebody who took part; ``person`` where they are known here, ``answered`` when they have."""

    participant: int
    name: str
    person: int | None
    answered: bool


async def asked(work: Work, reference: Reference) -> tuple[Asked, ...]:
    """Name those who took part, in the order in which they were entered."""
    table, response = records.participant, records.response
    answered = (
        select(response.c.id).where(response.c.participant_id == table.c.id, response.c.removed_at.is_(None)).exists()
    )
    found = await work.transaction.execute(
        select(table.c.id, table.c.sealed_name, table.c.person_id, answered.label("answered"))
        .where(*within(reference, table), table.c.attendance.in_(TOOK_PART))
        .order_by(table.c.id)
    )
    return tuple(
        Asked(row.id, open_text(work.cipher, row.sealed_name), row.person_id, bool(row.answered)) for row in found
    )


async def write_to_all(work: Work, people: tuple[Asked, ...], card: Card, batch: str) -> tuple[list[str], list[str]]:
    """Write to those who can be written to; gives the names of those who were, and of those who were not."""
    reached: list[str] = []
    missed: list[str] = []
    for one in people:
        written = one.person is not None and await work.write_to(one.person, card, batch=batch)
        (reached if written else missed).append(one.name)
    return reached, missed
