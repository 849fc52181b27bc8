"""Actions with the consultations that they follow from, found within one organisation in one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, Select, case, func, select

from dialogs.engine.cipher import open_text
from dialogs.engine.presses import row_number
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.following.joining import with_consultation
from dialogs.meeting.references import Reference, number_text, within
from dialogs.meeting.terms import ActionState

_TABLE: Final = records.action


@dataclass(frozen=True, kw_only=True)
class Task:
    """An action, and the consultation that it follows from; ``person`` is its owner where they are a member."""

    id: int
    reference: Reference
    topic: str
    what: str
    owner: str
    person: int | None
    due_on: date | None
    state: ActionState
    done_at: datetime | None
    reason: str | None
    proof: str | None
    file: int | None
    item: int | None

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.state is ActionState.OPEN and self.due_on is not None and self.due_on < today


async def find_task(work: Work, organisation: int, number: str | int) -> Task | None:
    """Find one of an organisation's actions by its row, as a button brings it; none for any other's."""
    found = await _read(work, _open_query(organisation).where(_TABLE.c.id == row_number(number)))
    return found[0] if found else None


async def tasks_of(work: Work, reference: Reference, *, limit: int, offset: int = 0) -> list[Task]:
    """Read a consultation's actions: what is to be done first, by its day."""
    of_one = _open_query(reference.organisation).where(_TABLE.c.consultation_id == reference.id)
    return await _read(work, of_one.limit(limit).offset(offset))


async def count_tasks(work: Work, reference: Reference) -> int:
    """Count a consultation's actions."""
    found = await work.transaction.execute(select(func.count()).select_from(_TABLE).where(*within(reference, _TABLE)))
    return int(found.scalar_one())


async def open_tasks(  # noqa: PLR0913 - which ones, and how many of them
    work: Work,
    organisation: int,
    *,
    person: int | None = None,
    due_from: date | None = None,
    due_until: date | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Task]:
    """Read what is still to be done, the most urgent first: one person's, or what is due between two days."""
    query = _open_query(organisation).where(*_still_open(person, due_from, due_until))
    return await _read(work, query.limit(limit).offset(offset))


async def count_open_tasks(
    work: Work, organisation: int, *, person: int | None = None, due_until: date | None = None
) -> int:
    """Count what :func:`open_tasks` would read."""
    query = _open_query(organisation).where(*_still_open(person, None, due_until)).order_by(None)
    found = await work.transaction.execute(select(func.count()).select_from(query.subquery()))
    return int(found.scalar_one())


def _still_open(person: int | None, due_from: date | None, due_until: date | None) -> Sequence[ColumnElement[bool]]:
    return (
        _TABLE.c.state == ActionState.OPEN.value,
        *(() if person is None else (_TABLE.c.person_id == person,)),
        *(() if due_from is None else (_TABLE.c.due_on >= due_from,)),
        *(() if due_until is None else (_TABLE.c.due_on <= due_until,)),
    )


def _open_query(organisation: int) -> "Select[tuple[object, ...]]":
    consultation = records.consultation
    order = case({state.value: place for place, state in enumerate(ActionState)}, value=_TABLE.c.state)
    rows = select(
        *(_TABLE.c.id, _TABLE.c.sealed_what, _TABLE.c.sealed_owner, _TABLE.c.person_id, _TABLE.c.due_on),
        *(_TABLE.c.state, _TABLE.c.done_at, _TABLE.c.sealed_reason, _TABLE.c.sealed_proof),
        *(_TABLE.c.file_id, _TABLE.c.item_id),
        *(consultation.c.year, consultation.c.clause, consultation.c.serial, consultation.c.sealed_topic),
        *(_TABLE.c.consultation_id, _TABLE.c.organisation_id),
    )
    return with_consultation(rows, _TABLE, organisation).order_by(
        order, _TABLE.c.due_on.is_(None), _TABLE.c.due_on, _TABLE.c.id
    )


async def _read(work: Work, query: "Select[tuple[object, ...]]") -> list[Task]:
    found = await work.transaction.execute(query)
    return [_task(work, row) for row in found.mappings()]


def _task(work: Work, row: RowMapping) -> Task:
    cipher = work.cipher
    return Task(
        id=row["id"],
        reference=Reference(
            id=row["consultation_id"],
            organisation=row["organisation_id"],
            number=number_text(row["year"], row["clause"], row["serial"]),
        ),
        topic=open_text(cipher, row["sealed_topic"]),
        what=open_text(cipher, row["sealed_what"]),
        owner=open_text(cipher, row["sealed_owner"]),
        person=row["person_id"],
        due_on=row["due_on"],
        state=ActionState(row["state"]),
        done_at=row["done_at"],
        reason=_opened(work, row["sealed_reason"]),
        proof=_opened(work, row["sealed_proof"]),
        file=row["file_id"],
        item=row["item_id"],
    )


def _opened(work: Work, sealed: bytes | None) -> str | None:
    return None if sealed is None else open_text(work.cipher, sealed)
