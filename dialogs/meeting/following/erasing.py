"""What of a person's actions goes with them, and what they can take along."""

from typing import Final

from pydantic import JsonValue
from sqlalchemy import select, update

from dialogs.engine.cipher import open_text, seal_text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import number_text

NOBODY: Final = "—"
"""Stands for a name that was erased."""


async def forget_owner(work: Work, person: int) -> None:
    """Take a person's name off what they were to do; that it was to be done stays on record."""
    table = records.action
    await work.transaction.execute(
        update(table)
        .where(table.c.person_id == person)
        .values(person_id=None, sealed_owner=seal_text(work.cipher, NOBODY))
    )


async def own_actions(work: Work, person: int) -> JsonValue:
    """Give what a person is or was to do, for ``/mydata``."""
    table, consultation = records.action, records.consultation
    found = await work.transaction.execute(
        select(table, consultation.c.year, consultation.c.clause, consultation.c.serial)
        .join(consultation, consultation.c.id == table.c.consultation_id)
        .where(table.c.person_id == person, table.c.removed_at.is_(None))
        .order_by(table.c.id)
    )
    return [
        {
            "consultation": number_text(row.year, row.clause, row.serial),
            "what": open_text(work.cipher, row.sealed_what),
            "due": None if row.due_on is None else row.due_on.isoformat(),
            "state": row.state,
        }
        for row in found
    ]
