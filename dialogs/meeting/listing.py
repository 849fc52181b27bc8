"""An organisation's consultations, a few at a time, with no more of each than a button says."""

from sqlalchemy import ColumnElement, func, select

from dialogs.engine.work import Work
from dialogs.meeting.listed import COLUMNS, Listed, listed_of
from dialogs.meeting.records import consultation
from dialogs.meeting.references import Reference


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
        select(*COLUMNS)
        .where(table.c.organisation_id == organisation, table.c.removed_at.is_(None), *which)
        .order_by(table.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return tuple(listed_of(work.cipher, row) for row in found.mappings())
