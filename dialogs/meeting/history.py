"""Everything that is written to a consultation leaves its trace, and can be taken back.

What is added is noted; what is corrected leaves its former version; what is taken out is corrected to be out. So
what was done in the last turn can always be undone (:mod:`.undoing`), and the undoing itself leaves its trace too.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Final

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Table, func, insert, select, update

from dialogs.engine.cipher import seal_json, seal_text
from dialogs.engine.errors import Refusal
from dialogs.engine.text import _
from dialogs.engine.work import Work
from dialogs.meeting import records, rows
from dialogs.meeting.references import Reference, within

PARTS: Final[Mapping[str, Table]] = {
    table.name: table
    for table in (
        *(records.consultation, records.stage, records.participant, records.headcount, records.agenda_item),
        *(records.opinion, records.poll, records.decision, records.action, records.outcome, records.conversion_step),
        *(records.minutes, records.signature, records.response, records.amendment),
        *(records.notice, records.material),
    )
}
"""The tables whose rows have a history."""


class NoSuchPart(Refusal):
    """Something was named that is not this consultation's, or was taken out of it."""

    def __init__(self, table: Table) -> None:
        super().__init__(_("That is no longer part of this consultation."), f"not of this consultation: {table.name}")


class Operation(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    CORRECTED = "corrected"


async def add(
    work: Work, reference: Reference, table: Table, entries: Sequence[Mapping[str, object]], *, by: int | None
) -> tuple[int, ...]:
    """Write rows, given by the names of their fields, and note that they were added; gives their numbers in order.

    ``by`` is the person who writes; none where nobody may learn it (an anonymous opinion), or nobody did.
    """
    if not entries:
        return ()
    scope = {"organisation_id": reference.organisation, "consultation_id": reference.id, "created_at": work.now}
    written = await work.transaction.execute(
        insert(table).returning(table.c.id, sort_by_parameter_order=True),
        [scope | rows.columns_of(work.cipher, table, fields) for fields in entries],
    )
    numbers = tuple(int(number) for number in written.scalars())
    await _note(work, reference, table, dict.fromkeys(numbers), by)
    return numbers


async def correct(  # noqa: PLR0913 - what, where, by whom and why
    work: Work,
    reference: Reference,
    table: Table,
    number: int,
    fields: Mapping[str, object],
    *,
    by: int | None,
    reason: str | None = None,
) -> bool:
    """Change fields of a row, and keep what they held; ``False`` where this consultation has no such row.

    ``reason`` says why something was struck; it stays with what it was.
    """
    held = await work.transaction.execute(select(table).where(*_key(table, reference, number)).with_for_update())
    row = held.mappings().one_or_none()
    if row is None:
        return False
    before = rows.fields_of(work.cipher, table, row)
    changed = [name for name, value in fields.items() if before[name] != value]
    if changed:
        values = rows.columns_of(work.cipher, table, {name: fields[name] for name in changed})
        await work.transaction.execute(update(table).where(*_key(table, reference, number)).values(values))
        former = rows.as_kept({name: before[name] for name in changed})
        await _note(work, reference, table, {number: former}, by, reason)
    return True


async def correct_all(  # noqa: PLR0913 - what, where, by whom
    work: Work,
    reference: Reference,
    table: Table,
    numbers: Collection[int],
    fields: Mapping[str, object],
    *,
    by: int | None,
) -> int:
    """Let fields of many rows that are in hold the same, in three statements; gives how many rows that changed."""
    which = (table.c.id.in_(numbers), *within(reference, table))
    held = await work.transaction.execute(select(table).where(*which).order_by(table.c.id).with_for_update())
    former: dict[int, Mapping[str, JsonValue] | None] = {}
    for row in held.mappings():
        before = rows.fields_of(work.cipher, table, row)
        changed = {name: before[name] for name, value in fields.items() if before[name] != value}
        if changed:
            former[row["id"]] = rows.as_kept(changed)
    if former:
        values = rows.columns_of(work.cipher, table, fields)
        await work.transaction.execute(update(table).where(table.c.id.in_(former)).values(values))
        await _note(work, reference, table, former, by)
    return len(former)


async def remove(  # noqa: PLR0913 - what, where, by whom and why
    work: Work, reference: Reference, table: Table, number: int, *, by: int | None, reason: str | None = None
) -> bool:
    """Take a row out; ``False`` where this consultation has no such row that is still in."""
    out = select(table.c.id).where(*_key(table, reference, number), table.c.removed_at.is_(None))
    if (await work.transaction.execute(out)).one_or_none() is None:
        return False
    return await correct(work, reference, table, number, {"removed_at": work.now}, by=by, reason=reason)


async def put_back(work: Work, reference: Reference, table: Table, number: int, *, by: int | None) -> bool:
    """Put back a row that was taken out; ``False`` where this consultation never had such a row."""
    return await correct(work, reference, table, number, {"removed_at": None}, by=by)


async def must_have(work: Work, reference: Reference, table: Table, numbers: Collection[int]) -> None:
    """Raise :class:`NoSuchPart` unless all these rows are this consultation's and still in."""
    if not numbers:
        return
    found = await work.transaction.execute(
        select(func.count()).where(table.c.id.in_(numbers), *within(reference, table))
    )
    if found.scalar_one() != len(set(numbers)):
        raise NoSuchPart(table)


def _key(table: Table, reference: Reference, number: int) -> tuple[ColumnElement[bool], ...]:
    scope = table.c.id if table is records.consultation else table.c.consultation_id
    return table.c.id == number, scope == reference.id, table.c.organisation_id == reference.organisation


async def _note(  # noqa: PLR0913, PLR0917 - what, where, by whom and why
    work: Work,
    reference: Reference,
    table: Table,
    former: Mapping[int, Mapping[str, JsonValue] | None],
    by: int | None,
    reason: str | None = None,
) -> None:
    if table.name not in PARTS:
        return
    await work.transaction.execute(
        insert(records.change),
        [
            {
                "organisation_id": reference.organisation,
                "consultation_id": reference.id,
                "turn": work.correlation,
                "part": table.name,
                "part_id": number,
                "operation": (Operation.ADDED if fields is None else Operation.CORRECTED).value,
                "sealed_former": None if fields is None else seal_json(work.cipher, dict(fields)),
                "sealed_reason": None if reason is None else seal_text(work.cipher, reason),
                "by_id": by,
                "at": work.now,
            }
            for number, fields in former.items()
        ],
    )
