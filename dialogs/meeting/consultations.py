"""A consultation begun under its number, corrected, put into a series; everything else hangs under it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final, TypedDict, Unpack
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict
from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.engine.work import Work
from dialogs.meeting import history, records, rows
from dialogs.meeting.daily import begin_looking
from dialogs.meeting.numbers import next_serial
from dialogs.meeting.record import FilledField, Rules
from dialogs.meeting.references import Reference, number_text
from dialogs.meeting.terms import Role
from dialogs.people import records as people

SEPARATOR: Final = ","


class NewConsultation(BaseModel):
    """What a consultation begins with: its kind and its topic; all else may follow.

    ``clause`` is 5.1 to 5.4, ``subkind`` and ``tags`` are keys of ``standard/data/affairs.yaml``. The year of its
    number is that of the day on which it is held, or is to be, in the organisation's time zone; else today's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    clause: str
    topic: str
    subkind: str | None = None
    role: Role = Role.ORGANISED
    tags: tuple[str, ...] = ()
    background: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    held_at: datetime | None = None
    day_only: bool = False
    venue: str | None = None
    chair: str | None = None
    recorder: str | None = None
    fields: tuple[FilledField, ...] = ()
    rules: Rules = Rules()


class ConsultationChanges(TypedDict, total=False):
    """What can be corrected; of which kind it is, and its number with it, is corrected by :mod:`.reclassifying`."""

    subkind: str | None
    role: Role
    tags: tuple[str, ...]
    topic: str
    background: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    held_at: datetime | None
    day_only: bool
    venue: str | None
    chair: str | None
    recorder: str | None
    fields: tuple[FilledField, ...]
    rules: Rules
    notice_sent_at: datetime | None
    materials_sent_at: datetime | None
    called_off_at: datetime | None
    call_off: str | None


async def create_consultation(work: Work, organisation: int, new: NewConsultation, *, by: int | None) -> Reference:
    """Write a consultation under the next number of its organisation, year and kind."""
    day = new.held_at or new.starts_at or work.now
    year = day.astimezone(await _zone(work, organisation)).year
    serial = await next_serial(work, organisation, year, new.clause)
    fields = _written(new.model_dump(exclude={"rules", "fields"}) | {"fields": new.fields} | new.rules.model_dump())
    inserted = await work.transaction.execute(
        insert(records.consultation).values(
            organisation_id=organisation,
            year=year,
            serial=serial,
            created_at=work.now,
            **rows.columns_of(work.cipher, records.consultation, fields | {"created_by": by}),
        )
    )
    (number,) = inserted.inserted_primary_key or (0,)
    await begin_looking(work, organisation)
    return Reference(id=int(number), organisation=organisation, number=number_text(year, new.clause, serial))


async def correct_consultation(
    work: Work, reference: Reference, *, by: int | None, **changes: Unpack[ConsultationChanges]
) -> bool:
    """Change what is said of the consultation itself; the former version stays."""
    return await history.correct(work, reference, records.consultation, reference.id, _written({**changes}), by=by)


async def remove_consultation(work: Work, reference: Reference, *, by: int | None) -> bool:
    """Take a consultation out that was begun by mistake; its number is not given again."""
    return await history.remove(work, reference, records.consultation, reference.id, by=by)


async def continue_series(work: Work, reference: Reference, former: Reference) -> None:
    """Let a consultation continue a former one of the same organisation, in place of any that it continued before."""
    inserting = sqlite.insert if work.transaction.dialect.name == "sqlite" else postgresql.insert
    await work.transaction.execute(
        inserting(records.succession)
        .values(consultation_id=reference.id, organisation_id=reference.organisation, former_id=former.id)
        .on_conflict_do_update(index_elements=["consultation_id"], set_={"former_id": former.id})
    )


def fields_text(fields: Sequence[FilledField]) -> str:
    """Write the template's filled-in fields as the record keeps them."""
    return json.dumps([field.model_dump() for field in fields], ensure_ascii=False)


def _written(fields: dict[str, object]) -> dict[str, object]:
    """Put tags and filled-in fields into one text each, and rules into their columns."""
    written = dict(fields)
    match written.get("tags"):
        case tuple(tags):
            written["tags"] = SEPARATOR.join(str(tag) for tag in tags)
    match written.get("fields"):
        case tuple(filled):
            written["fields"] = fields_text([FilledField.model_validate(field) for field in filled]) if filled else None
    match written.pop("rules", None):
        case Rules() as rules:
            written |= rules.model_dump()
    return written


async def _zone(work: Work, organisation: int) -> ZoneInfo:
    table = people.organisation
    found = await work.transaction.execute(select(table.c.timezone).where(table.c.id == organisation))
    return ZoneInfo(found.scalar_one())
