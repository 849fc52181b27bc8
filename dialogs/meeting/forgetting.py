"""What consultations hold of a person: what they can take along, and what goes when they are erased.

Minutes that were signed stay with the organisation that signed them, as its document; the record under them names the
person no more. Polls and opinions stay counted by kind.
"""

from datetime import datetime
from typing import Final

from pydantic import JsonValue
from sqlalchemy import delete, select, update

from dialogs.engine.cipher import open_json, open_text, seal_json, seal_text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import number_text

NOBODY: Final = "—"
"""Stands for a name that was erased."""
PERSONAL: Final = frozenset({"name", "organisation", "proxy", "deputy"})
"""The fields of a participant that tell who it is."""


async def forget_participant(work: Work, person: int) -> None:
    """Take a person's name off everything that they took part in, former versions included."""
    table = records.participant
    found = await work.transaction.execute(select(table.c.id).where(table.c.person_id == person))
    numbers = list(found.scalars())
    if not numbers:
        return
    await work.transaction.execute(
        update(table)
        .where(table.c.id.in_(numbers))
        .values(
            person_id=None,
            chat_id=None,
            sealed_name=seal_text(work.cipher, NOBODY),
            sealed_organisation=None,
            sealed_proxy=None,
            sealed_deputy=None,
            consent_version=None,
            consented_at=None,
        )
    )
    await work.transaction.execute(delete(records.door).where(records.door.c.participant_id.in_(numbers)))
    await work.transaction.execute(delete(records.claim).where(records.claim.c.participant_id.in_(numbers)))
    opinion = records.opinion
    await work.transaction.execute(
        update(opinion).where(opinion.c.participant_id.in_(numbers)).values(participant_id=None, anonymous=True)
    )
    await _forget_former_versions(work, numbers)


async def own_participations(work: Work, person: int) -> JsonValue:
    """Give what a person took part in, with what they said there under their name, for ``/mydata``."""
    table, consultation = records.participant, records.consultation
    found = await work.transaction.execute(
        select(table.c.id, table.c.kind, table.c.attendance, table.c.checked_in_at)
        .add_columns(table.c.consent_version, table.c.consented_at)
        .add_columns(consultation.c.year, consultation.c.clause, consultation.c.serial)
        .join(consultation, consultation.c.id == table.c.consultation_id)
        .where(table.c.person_id == person, table.c.removed_at.is_(None))
        .order_by(table.c.id)
    )
    rows = found.all()
    said = await _said(work, [row.id for row in rows])
    return [
        {
            "consultation": number_text(row.year, row.clause, row.serial),
            "kind": row.kind,
            "attendance": row.attendance,
            "checked_in": None if row.checked_in_at is None else row.checked_in_at.isoformat(),
            "consent": _consent(row.consent_version, row.consented_at),
            "opinions": said.get(row.id, []),
        }
        for row in rows
    ]


def _consent(version: int | None, at: datetime | None) -> JsonValue:
    return None if version is None or at is None else {"version": version, "at": at.isoformat()}


async def _said(work: Work, participants: list[int]) -> dict[int, list[JsonValue]]:
    table = records.opinion
    found = await work.transaction.execute(
        select(table.c.participant_id, table.c.stance, table.c.sealed_text)
        .where(table.c.participant_id.in_(participants), table.c.removed_at.is_(None))
        .order_by(table.c.id)
    )
    said: dict[int, list[JsonValue]] = {}
    for row in found:
        words: JsonValue = {"stance": row.stance, "text": open_text(work.cipher, row.sealed_text)}
        said.setdefault(row.participant_id, []).append(words)
    return said


async def _forget_former_versions(work: Work, participants: list[int]) -> None:
    table = records.change
    found = await work.transaction.execute(
        select(table.c.id, table.c.sealed_former).where(
            table.c.part == records.participant.name,
            table.c.part_id.in_(participants),
            table.c.sealed_former.is_not(None),
        )
    )
    for row in found.all():
        await work.transaction.execute(
            update(table).where(table.c.id == row.id).values(sealed_former=_nameless(work, row.sealed_former))
        )


def _nameless(work: Work, sealed: bytes) -> bytes:
    former = open_json(work.cipher, sealed)
    kept = {name: value for name, value in former.items() if name not in PERSONAL} if isinstance(former, dict) else {}
    return seal_json(work.cipher, kept)
