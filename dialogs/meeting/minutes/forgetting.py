"""What minutes keep of a person: named in copies of the record that were signed, in answers, in signatures."""

from typing import Final

from pydantic import JsonValue
from sqlalchemy import select, update

from dialogs.engine import files
from dialogs.engine.cipher import open_text, seal_text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.record import AgendaItem, Consultation, Opinion
from dialogs.meeting.references import number_text
from dialogs.people import records as people

NOBODY: Final = "—"
"""Stands for a name that was erased."""


async def forget_in_minutes(work: Work, person: int) -> None:
    """Take a person's name off the copies of records that were signed; a document with it is erased and made anew."""
    table, membership = records.minutes, people.membership
    belonged = select(membership.c.organisation_id).where(membership.c.person_id == person)
    found = await work.transaction.execute(
        select(table.c.id, table.c.file_id, table.c.sealed_approved).where(
            table.c.organisation_id.in_(belonged), table.c.sealed_approved.is_not(None)
        )
    )
    for row in found.all():
        approved = Consultation.model_validate_json(open_text(work.cipher, row.sealed_approved))
        forgotten = without(approved, person)
        if forgotten != approved:
            sealed = seal_text(work.cipher, forgotten.model_dump_json())
            changed = {"sealed_approved": sealed, "file_id": None}
            await work.transaction.execute(update(table).where(table.c.id == row.id).values(changed))
            if row.file_id is not None:
                await files.erase(work.transaction, [row.file_id])


def without(consultation: Consultation, person: int) -> Consultation:
    """Give a record without a person's name: what they said and did stays, said and done by nobody."""
    theirs = {each.id for each in consultation.participants if each.person == person}
    nobody = {"name": NOBODY, "organisation": None, "proxy": None, "deputy": None, "person": None}
    return consultation.model_copy(
        update={
            "participants": tuple(
                each.model_copy(update=nobody) if each.id in theirs else each for each in consultation.participants
            ),
            "agenda": tuple(_unsigned(item, theirs) for item in consultation.agenda),
            "actions": tuple(
                each.model_copy(update={"owner": NOBODY, "person": None}) if each.person == person else each
                for each in consultation.actions
            ),
        }
    )


def _unsigned(item: AgendaItem, theirs: set[int]) -> AgendaItem:
    nobodys = {"participant": None, "anonymous": True}
    opinions: tuple[Opinion, ...] = tuple(
        opinion.model_copy(update=nobodys) if opinion.participant in theirs else opinion for opinion in item.opinions
    )
    return item.model_copy(update={"opinions": opinions})


async def own_answers(work: Work, person: int) -> JsonValue:
    """Give what a person answered to minutes, for ``/mydata``."""
    table, whose, consultation = records.response, records.participant, records.consultation
    found = await work.transaction.execute(
        select(table.c.confirmed, table.c.sealed_text, table.c.at)
        .add_columns(consultation.c.year, consultation.c.clause, consultation.c.serial)
        .join(whose, whose.c.id == table.c.participant_id)
        .join(consultation, consultation.c.id == table.c.consultation_id)
        .where(whose.c.person_id == person, table.c.removed_at.is_(None))
        .order_by(table.c.id)
    )
    return [
        {
            "consultation": number_text(row.year, row.clause, row.serial),
            "confirmed": row.confirmed,
            "objection": None if row.sealed_text is None else open_text(work.cipher, row.sealed_text),
            "at": row.at.isoformat(),
        }
        for row in found
    ]
