"""An organisation's consultations, a few at a time, with no more of each than a button says."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work
from dialogs.meeting.records import consultation
from dialogs.meeting.references import Reference, reference_of


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One consultation in a list."""

    reference: Reference
    topic: str
    starts_at: datetime | None
    held_at: datetime | None


async def recent(work: Work, organisation: int, *, limit: int, offset: int = 0) -> tuple[Listed, ...]:
    """Give those begun last, the latest first."""
    return await _some(work, organisation, limit=limit, offset=offset)


async def to_come(work: Work, organisation: int, *, but: Reference, limit: int) -> tuple[Listed, ...]:
    """Give those not held yet, the latest begun first, leaving one out."""
    table = consultation
    return await _some(work, organisation, table.c.held_at.is_(None), table.c.id != but.id, limit=limit)


async def count_consultations(work: Work, organisation: int) -> int:
    """Count an organisation's consultations."""
    table = consultation
    counted = await work.transaction.execute(
        select(func.count()).where(table.c.organisation_id == organisation, table.c.removed_at.is_(None))
    )
    return int(counted.scalar_one())


async def _some(
    work: Work, organisation: int, *which: ColumnElement[bool], limit: int, offset: int = 0
) -> tuple[Listed, ...]:
    table = consultation
    found = await work.transaction.execute(
        select(
            *(table.c.id, table.c.organisation_id, table.c.year, table.c.clause, table.c.serial),
            *(table.c.sealed_topic, table.c.starts_at, table.c.held_at),
        )
        .where(table.c.organisation_id == organisation, table.c.removed_at.is_(None), *which)
        .order_by(table.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return tuple(
        Listed(
            reference=reference_of(row),
            topic=open_text(work.cipher, row["sealed_topic"]),
            starts_at=row["starts_at"],
            held_at=row["held_at"],
        )
        for row in found.mappings()
    )
