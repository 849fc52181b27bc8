"""The consultations held in a period: who was there, and whether the procedure was kept.

The procedure is judged by the one rule that a consultation's own card goes by (:mod:`dialogs.meeting.procedure`).
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import RowMapping, case, func, select

from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.consultations import SEPARATOR
from dialogs.meeting.performance.period import Period, held_in, of_consultation
from dialogs.meeting.procedure import procedure_of
from dialogs.meeting.quorum import HERE, attendance_of
from dialogs.meeting.record import Consultation, Headcount, Minutes, Rules
from dialogs.meeting.terms import ItemState, MinutesState, Role, StakeholderKind
from standard.on_record import Held

_TABLE: Final = records.consultation
Counts = dict[int, dict[StakeholderKind, tuple[int, int]]]
"""By consultation and kind: how many were invited, and how many came."""


async def read_held(work: Work, period: Period) -> tuple[Held, ...]:
    """Read the consultations held in a period, in three statements."""
    named, counted = await _named(work, period), await _counted(work, period)
    minutes = records.minutes
    found = await work.transaction.execute(
        select(
            *(_TABLE.c.id, _TABLE.c.clause, _TABLE.c.subkind, _TABLE.c.role, _TABLE.c.tags, _TABLE.c.held_at),
            *(_TABLE.c.notice_days, _TABLE.c.materials_days, _TABLE.c.quorum, _TABLE.c.notice_sent_at),
            *(_TABLE.c.materials_sent_at, minutes.c.state),
        )
        .outerjoin(minutes, of_consultation(minutes) & minutes.c.removed_at.is_(None))
        .where(*held_in(period))
        .order_by(_TABLE.c.id)
    )
    return tuple(_one(row, period, named.get(row["id"], {}), counted.get(row["id"], {})) for row in found.mappings())


def _one(
    row: RowMapping,
    period: Period,
    named: Mapping[StakeholderKind, tuple[int, int]],
    counted: Mapping[StakeholderKind, tuple[int, int]],
) -> Held:
    consultation = _structure(row, period, named, counted)
    procedure = procedure_of(consultation, period.zone)
    present = {kind.value for kind, (_invited, came) in attendance_of(consultation).items() if came}
    return Held(
        clause=consultation.clause,
        subkind=consultation.subkind,
        organised=consultation.role is Role.ORGANISED,
        tags=frozenset(consultation.tags),
        present=frozenset(present),
        notice=procedure.notice,
        materials=procedure.materials,
        quorum=procedure.quorum,
        minutes=procedure.minutes,
    )


def _structure(
    row: RowMapping,
    period: Period,
    named: Mapping[StakeholderKind, tuple[int, int]],
    counted: Mapping[StakeholderKind, tuple[int, int]],
) -> Consultation:
    """Give what is counted of a consultation, without anybody's words; of named and counted the greater number."""
    counts = {
        kind: tuple(map(max, named.get(kind, (0, 0)), counted.get(kind, (0, 0))))
        for kind in StakeholderKind
        if kind in named or kind in counted
    }
    return Consultation(
        id=row["id"],
        number="",
        organisation=period.organisation,
        organisation_name="",
        clause=row["clause"],
        subkind=row["subkind"],
        role=Role(row["role"]),
        tags=tuple(tag for tag in row["tags"].split(SEPARATOR) if tag),
        topic="",
        held_at=row["held_at"],
        headcounts=tuple(
            Headcount(id=0, kind=kind, invited=invited, present=present) for kind, (invited, present) in counts.items()
        ),
        minutes=Minutes(state=MinutesState(row["state"] or MinutesState.DRAFT.value)),
        rules=Rules(notice_days=row["notice_days"], materials_days=row["materials_days"], quorum=row["quorum"]),
        notice_sent_at=row["notice_sent_at"],
        materials_sent_at=row["materials_sent_at"],
    )


async def _named(work: Work, period: Period) -> Counts:
    part = records.participant
    came = func.sum(case((part.c.attendance.in_([each.value for each in HERE]), 1), else_=0))
    found = await work.transaction.execute(
        select(part.c.consultation_id, part.c.kind, func.count().label("invited"), came.label("came"))
        .join(_TABLE, of_consultation(part))
        .where(*held_in(period), part.c.removed_at.is_(None))
        .group_by(part.c.consultation_id, part.c.kind)
    )
    counts: Counts = {}
    for row in found:
        counts.setdefault(row.consultation_id, {})[StakeholderKind(row.kind)] = (int(row.invited), int(row.came))
    return counts


async def _counted(work: Work, period: Period) -> Counts:
    part = records.headcount
    found = await work.transaction.execute(
        select(part.c.consultation_id, part.c.kind, part.c.invited, part.c.present)
        .join(_TABLE, of_consultation(part))
        .where(*held_in(period), part.c.removed_at.is_(None))
    )
    counts: Counts = {}
    for row in found:
        counts.setdefault(row.consultation_id, {})[StakeholderKind(row.kind)] = (row.invited, row.present)
    return counts


async def count_items(work: Work, period: Period) -> tuple[int, int]:
    """Count the agenda items of the consultations held that reached consensus, and all of them."""
    part = records.agenda_item
    agreed = func.coalesce(func.sum(case((part.c.state == ItemState.CONSENSUS.value, 1), else_=0)), 0)
    found = await work.transaction.execute(
        select(agreed, func.count())
        .select_from(part)
        .join(_TABLE, of_consultation(part))
        .where(*held_in(period), part.c.removed_at.is_(None))
    )
    consensus, items = found.one()
    return int(consensus), int(items)
