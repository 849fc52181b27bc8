"""The way of a consultation (征集议题 → … → 评议): what is planned when, reached, or skipped for a reason."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.references import Reference, hold
from dialogs.meeting.terms import Stage


async def plan_stages(
    work: Work, reference: Reference, planned: Mapping[Stage, date | None], *, by: int | None
) -> None:
    """Note which stages a consultation needs, and for which day each is planned."""
    known = await _numbers(work, reference)
    new = [{"stage": stage, "planned": day} for stage, day in planned.items() if stage not in known]
    await history.add(work, reference, records.stage, new, by=by)
    for stage in planned.keys() & known.keys():
        await history.correct(work, reference, records.stage, known[stage], {"planned": planned[stage]}, by=by)


async def plan_anew(work: Work, reference: Reference, planned: Mapping[Stage, date | None], *, by: int | None) -> None:
    """Plan the way anew: what is reached or skipped stays; of the rest there is what is planned, and no more."""
    table = records.stage
    found = await work.transaction.execute(
        select(table.c.id, table.c.stage)
        .where(
            table.c.consultation_id == reference.id,
            table.c.organisation_id == reference.organisation,
            table.c.reached_at.is_(None),
            table.c.sealed_skipped.is_(None),
        )
        .order_by(table.c.id)
    )
    waiting = {Stage(row.stage): int(row.id) for row in found}
    for stage, number in waiting.items():
        gone = work.now if stage not in planned else None
        fields = {"removed_at": gone, "planned": planned.get(stage)}
        await history.correct(work, reference, table, number, fields, by=by)
    known = await _numbers(work, reference)
    new = [{"stage": stage, "planned": day} for stage, day in planned.items() if stage not in known]
    await history.add(work, reference, table, new, by=by)


async def reach_stage(
    work: Work, reference: Reference, stage: Stage, *, by: int | None, at: datetime | None = None
) -> None:
    """Note that a stage was reached, now or at a time; it is no longer skipped."""
    await _set(work, reference, stage, {"reached_at": at or work.now, "skipped": None, "by": by}, by)


async def skip_stage(work: Work, reference: Reference, stage: Stage, reason: str, *, by: int | None) -> None:
    """Note that a stage was skipped, and why."""
    await _set(work, reference, stage, {"reached_at": None, "skipped": reason, "by": by}, by)


async def reopen_stage(work: Work, reference: Reference, stage: Stage, *, by: int | None) -> None:
    """Note that a stage is neither reached nor skipped after all."""
    await _set(work, reference, stage, {"reached_at": None, "skipped": None, "by": by}, by)


async def _set(work: Work, reference: Reference, stage: Stage, fields: Mapping[str, object], by: int | None) -> None:
    # Two who press at once must not both add the row.
    await hold(work, reference)
    known = await _numbers(work, reference)
    if stage in known:
        await history.correct(work, reference, records.stage, known[stage], {**fields, "removed_at": None}, by=by)
    else:
        await history.add(work, reference, records.stage, [{"stage": stage, **fields}], by=by)


async def stages_by_row(work: Work, reference: Reference) -> dict[int, Stage]:
    """Give which stage each row of a consultation's way is about, those taken out, too."""
    return {number: stage for stage, number in (await _numbers(work, reference)).items()}


async def _numbers(work: Work, reference: Reference) -> dict[Stage, int]:
    table = records.stage
    found = await work.transaction.execute(
        select(table.c.stage, table.c.id).where(
            table.c.consultation_id == reference.id, table.c.organisation_id == reference.organisation
        )
    )
    return {Stage(row.stage): row.id for row in found}
