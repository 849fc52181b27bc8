"""Who recorded something: the facilitators that are told when it is late."""

from collections.abc import Collection, Mapping

from sqlalchemy import Table, func, select

from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.history import Operation
from dialogs.people import records as people
from dialogs.people.roles import Role

FACILITATING = (Role.FACILITATOR.value, Role.ADMIN.value)


async def recorders(
    work: Work, organisation: int, table: Table, parts: Mapping[int, int]
) -> dict[int, tuple[int, ...]]:
    """Give by part who is to be told that it is late; ``parts`` gives each part's consultation.

    It is whoever recorded it, else whoever began the consultation, else the administrators: those who may still record.
    """
    if not parts:
        return {}
    roles = await _facilitators(work, organisation)
    added = await _added_by(work, organisation, table, parts)
    began = await _began(work, organisation, set(parts.values()))
    admins = tuple(person for person, role in roles.items() if role == Role.ADMIN.value)
    return {
        part: next(
            ((person,) for person in (added.get(part), began.get(consultation)) if person in roles and person),
            admins,
        )
        for part, consultation in parts.items()
    }


async def members_among(work: Work, organisation: int, persons: Collection[int]) -> frozenset[int]:
    """Give those of some people who belong to an organisation now."""
    table = people.membership
    found = await work.transaction.execute(
        select(table.c.person_id).where(
            table.c.organisation_id == organisation, table.c.left_at.is_(None), table.c.person_id.in_(persons)
        )
    )
    return frozenset(found.scalars())


async def _facilitators(work: Work, organisation: int) -> dict[int, str]:
    table = people.membership
    found = await work.transaction.execute(
        select(table.c.person_id, table.c.role)
        .where(table.c.organisation_id == organisation, table.c.left_at.is_(None), table.c.role.in_(FACILITATING))
        .order_by(table.c.person_id)
    )
    return {row.person_id: row.role for row in found}


async def _added_by(work: Work, organisation: int, table: Table, parts: Mapping[int, int]) -> dict[int, int]:
    change = records.change
    found = await work.transaction.execute(
        select(change.c.part_id, func.max(change.c.by_id).label("by"))
        .where(
            change.c.organisation_id == organisation,
            change.c.consultation_id.in_(set(parts.values())),
            change.c.part == table.name,
            change.c.part_id.in_(parts),
            change.c.operation == Operation.ADDED.value,
            change.c.by_id.is_not(None),
        )
        .group_by(change.c.part_id)
    )
    return {row.part_id: row.by for row in found}


async def _began(work: Work, organisation: int, consultations: Collection[int]) -> dict[int, int]:
    table = records.consultation
    found = await work.transaction.execute(
        select(table.c.id, table.c.created_by_id).where(
            table.c.organisation_id == organisation, table.c.id.in_(consultations), table.c.created_by_id.is_not(None)
        )
    )
    return {row.id: row.created_by_id for row in found}
