"""What was changed in a consultation, read back; and what was done last, taken back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Table, select, update

from dialogs.engine.cipher import open_json, open_text
from dialogs.engine.work import Work
from dialogs.meeting import records, rows
from dialogs.meeting.history import PARTS, Operation, correct
from dialogs.meeting.references import Reference
from dialogs.people import records as people

MOST: Final = 500
"""Changes of one turn: an import of many rows, say."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change: of which row of which part, what its changed fields held before, by whom and when.

    ``turn`` is what it was done in together with others; ``name`` is the name of ``by``; ``reason``: why it was
    struck, where it was.
    """

    id: int
    turn: str
    part: str
    part_id: int
    operation: Operation
    former: Mapping[str, JsonValue]
    by: int | None
    name: str | None
    at: datetime
    undone: bool
    reason: str | None = None

    @property
    def removal(self) -> bool:
        """Whether the row was taken out by it."""
        return "removed_at" in self.former and self.former["removed_at"] is None


async def read_changes(
    work: Work, reference: Reference, *, limit: int = 100, before: int | None = None
) -> tuple[Change, ...]:
    """Read what was corrected or taken out, the latest first; ``before`` goes on from a change's number."""
    table = records.change
    older = () if before is None else (table.c.id < before,)
    return await _changes(work, reference, table.c.operation == Operation.CORRECTED.value, *older, limit=limit)


async def read_changes_of(
    work: Work, reference: Reference, part: Table, numbers: Collection[int], *, limit: int
) -> tuple[Change, ...]:
    """Read how some rows of one part were corrected, the latest change first."""
    table = records.change
    rows_named = (table.c.part == part.name, table.c.part_id.in_(numbers))
    return await _changes(work, reference, table.c.operation == Operation.CORRECTED.value, *rows_named, limit=limit)


async def find_change(work: Work, reference: Reference, number: int) -> Change | None:
    """Find one change of a consultation by its number; none for any other's."""
    found = await _changes(work, reference, records.change.c.id == number, limit=1)
    return found[0] if found else None


async def changes_of_turn(work: Work, reference: Reference, name: str) -> tuple[Change, ...]:
    """Read all that one turn changed in a consultation, the latest first."""
    return await _changes(work, reference, records.change.c.turn == name, limit=MOST)


async def latest_of_turn(work: Work, reference: Reference) -> int:
    """Give the number of the change that this turn made last, for the button that takes the turn back; 0 for none."""
    found = await _changes(work, reference, records.change.c.turn == work.correlation, limit=1)
    return found[0].id if found else 0


async def undo(
    work: Work, reference: Reference, *, by: int | None, since: datetime | None = None
) -> tuple[Change, ...]:
    """Take back what was done to a consultation in the last turn that still stands; gives it, the latest change first.

    ``since`` leaves older ones alone (those from before the meeting, say). Nothing is given where nothing is left.
    """
    table = records.change
    standing = (table.c.undone_at.is_(None), *(() if since is None else (table.c.at >= since,)))
    latest = await _changes(work, reference, *standing, limit=1)
    if not latest:
        return ()
    return await undo_turn(work, reference, latest[0].turn, by=by)


async def undo_turn(work: Work, reference: Reference, name: str, *, by: int | None) -> tuple[Change, ...]:
    """Take back what was done to a consultation in one turn, as far as it still stands; gives it, the latest first."""
    table = records.change
    turn = await _changes(work, reference, table.c.undone_at.is_(None), table.c.turn == name, limit=MOST)
    for change in turn:
        part = PARTS[change.part]
        added = change.operation is Operation.ADDED
        back = {"removed_at": work.now} if added else rows.as_it_was(part, change.former)
        await correct(work, reference, part, change.part_id, back, by=by)
    # The corrections that undid it are struck off with it, so that the next undoing goes on before both.
    await work.transaction.execute(
        update(table)
        .where(*_of(reference), table.c.undone_at.is_(None))
        .where(table.c.id.in_([change.id for change in turn]) | (table.c.turn == work.correlation))
        .values(undone_at=work.now)
    )
    return turn


async def _changes(work: Work, reference: Reference, *which: ColumnElement[bool], limit: int) -> tuple[Change, ...]:
    table = records.change
    found = await work.transaction.execute(
        select(table, people.person.c.sealed_name)
        .outerjoin(people.person, people.person.c.id == table.c.by_id)
        .where(*_of(reference), *which)
        .order_by(table.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Change(
            id=row.id,
            turn=row.turn,
            part=row.part,
            part_id=row.part_id,
            operation=Operation(row.operation),
            former=_former(work, row.sealed_former),
            by=row.by_id,
            name=None if row.sealed_name is None else open_text(work.cipher, row.sealed_name),
            at=row.at,
            undone=row.undone_at is not None,
            reason=None if row.sealed_reason is None else open_text(work.cipher, row.sealed_reason),
        )
        for row in found
    )


def _of(reference: Reference) -> tuple[ColumnElement[bool], ...]:
    table = records.change
    return table.c.consultation_id == reference.id, table.c.organisation_id == reference.organisation


def _former(work: Work, sealed: bytes | None) -> Mapping[str, JsonValue]:
    former = {} if sealed is None else open_json(work.cipher, sealed)
    if not isinstance(former, dict):
        raise TypeError("a former version is a mapping")
    return former
