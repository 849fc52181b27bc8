"""What of a person's action items goes with them, and what they can take along."""

from typing import Final

from pydantic import JsonValue
from sqlalchemy import select, update

from dialogs.engine.cipher import open_json, open_text, seal_json, seal_text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import number_text
from dialogs.people import records as people

NOBODY: Final = "—"
"""Stands for a name that was erased."""


async def forget_owner(work: Work, person: int) -> None:
    """Take a person's name off what they were to do, former versions included; that it was to be done stays."""
    table = records.action
    await work.transaction.execute(
        update(table)
        .where(table.c.person_id == person)
        .values(person_id=None, sealed_owner=seal_text(work.cipher, NOBODY))
    )
    await _forget_former_versions(work, person)


async def _forget_former_versions(work: Work, person: int) -> None:
    """Go through the corrections of action items in the organisations that the person ever belonged to."""
    change, membership = records.change, people.membership
    belonged = select(membership.c.organisation_id).where(membership.c.person_id == person)
    found = await work.transaction.execute(
        select(change.c.id, change.c.sealed_former).where(
            change.c.part == records.action.name,
            change.c.organisation_id.in_(belonged),
            change.c.sealed_former.is_not(None),
        )
    )
    for row in found.all():
        former = open_json(work.cipher, row.sealed_former)
        if isinstance(former, dict) and former.get("person") == person:
            forgotten = seal_json(work.cipher, {**former, "person": None, "owner": NOBODY})
            await work.transaction.execute(update(change).where(change.c.id == row.id).values(sealed_former=forgotten))


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
            "proof": None if row.sealed_proof is None else open_text(work.cipher, row.sealed_proof),
        }
        for row in found
    ]
