"""Outcomes and their ledgers, found within one organisation in one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, Select, func, select

from dialogs.engine.cipher import open_text
from dialogs.engine.presses import row_number
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.following.joining import with_consultation
from dialogs.meeting.following.path import WAITING
from dialogs.meeting.references import Reference, number_text, within
from dialogs.meeting.terms import ConversionState

_TABLE: Final = records.outcome
_STEP: Final = records.conversion_step


@dataclass(frozen=True, kw_only=True)
class Result:
    """An outcome, and the consultation that it comes from; ``due_on`` is when its next step is due."""

    id: int
    reference: Reference
    topic: str
    text: str
    state: ConversionState
    due_on: date | None
    published_at: datetime | None
    publication: str | None

    def is_overdue(self, today: date) -> bool:
        """Whether its next step should have been taken before today."""
        return self.state in WAITING and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a ledger: to or by which body, when, by which document, and why."""

    id: int
    outcome: int
    state: ConversionState
    taken_on: date
    body: str | None
    document: str | None
    reason: str | None
    proof: str | None
    file: int | None


async def find_result(work: Work, organisation: int, number: str | int) -> Result | None:
    """Find one of an organisation's outcomes by its row, as a button brings it; none for any other's."""
    found = await _read(work, _query(organisation).where(_TABLE.c.id == row_number(number)))
    return found[0] if found else None


async def results_of(work: Work, reference: Reference, *, limit: int, offset: int = 0) -> list[Result]:
    """Read a consultation's outcomes, in the order in which they were written down."""
    of_one = _query(reference.organisation).where(_TABLE.c.consultation_id == reference.id).order_by(_TABLE.c.id)
    return await _read(work, of_one.limit(limit).offset(offset))


async def count_results(work: Work, reference: Reference) -> int:
    """Count a consultation's outcomes."""
    found = await work.transaction.execute(select(func.count()).select_from(_TABLE).where(*within(reference, _TABLE)))
    return int(found.scalar_one())


async def results_due(  # noqa: PLR0913 - which ones, and how many of them
    work: Work,
    organisation: int,
    *,
    due_until: date,
    due_from: date | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Result]:
    """Read the outcomes whose next step is due up to a day, the most urgent first."""
    query = _query(organisation).where(*_waiting(due_until, due_from)).order_by(_TABLE.c.due_on, _TABLE.c.id)
    return await _read(work, query.limit(limit).offset(offset))


async def count_results_due(work: Work, organisation: int, *, due_until: date) -> int:
    """Count what :func:`results_due` would read."""
    query = _query(organisation).where(*_waiting(due_until, None))
    found = await work.transaction.execute(select(func.count()).select_from(query.subquery()))
    return int(found.scalar_one())


async def steps_of(work: Work, result: Result) -> list[Step]:
    """Read an outcome's ledger, the first step first."""
    query = select(_STEP).where(*within(result.reference, _STEP), _STEP.c.outcome_id == result.id)
    found = await work.transaction.execute(query.order_by(_STEP.c.taken_on, _STEP.c.id))
    return [_step(work, row) for row in found.mappings()]


async def find_step(work: Work, organisation: int, number: str | int) -> tuple[Result, Step] | None:
    """Find a step of one of an organisation's ledgers, with its outcome; none for any other's."""
    found = await work.transaction.execute(
        select(_STEP).where(
            _STEP.c.id == row_number(number), _STEP.c.organisation_id == organisation, _STEP.c.removed_at.is_(None)
        )
    )
    row = found.mappings().one_or_none()
    result = None if row is None else await find_result(work, organisation, int(row["outcome_id"]))
    return None if row is None or result is None else (result, _step(work, row))


def _waiting(due_until: date, due_from: date | None) -> Sequence[ColumnElement[bool]]:
    return (
        _TABLE.c.state.in_([state.value for state in WAITING]),
        _TABLE.c.due_on <= due_until,
        *(() if due_from is None else (_TABLE.c.due_on >= due_from,)),
    )


def _query(organisation: int) -> "Select[tuple[object, ...]]":
    consultation = records.consultation
    rows = select(
        *(_TABLE.c.id, _TABLE.c.sealed_text, _TABLE.c.state, _TABLE.c.due_on, _TABLE.c.published_at),
        *(_TABLE.c.sealed_publication, _TABLE.c.consultation_id, _TABLE.c.organisation_id),
        *(consultation.c.year, consultation.c.clause, consultation.c.serial, consultation.c.sealed_topic),
    )
    return with_consultation(rows, _TABLE, organisation)


async def _read(work: Work, query: "Select[tuple[object, ...]]") -> list[Result]:
    found = await work.transaction.execute(query)
    return [_result(work, row) for row in found.mappings()]


def _result(work: Work, row: RowMapping) -> Result:
    return Result(
        id=row["id"],
        reference=Reference(
            id=row["consultation_id"],
            organisation=row["organisation_id"],
            number=number_text(row["year"], row["clause"], row["serial"]),
        ),
        topic=open_text(work.cipher, row["sealed_topic"]),
        text=open_text(work.cipher, row["sealed_text"]),
        state=ConversionState(row["state"]),
        due_on=row["due_on"],
        published_at=row["published_at"],
        publication=_opened(work, row["sealed_publication"]),
    )


def _step(work: Work, row: RowMapping) -> Step:
    return Step(
        id=row["id"],
        outcome=row["outcome_id"],
        state=ConversionState(row["state"]),
        taken_on=row["taken_on"],
        body=_opened(work, row["sealed_body"]),
        document=_opened(work, row["sealed_document"]),
        reason=_opened(work, row["sealed_reason"]),
        proof=_opened(work, row["sealed_proof"]),
        file=row["file_id"],
    )


def _opened(work: Work, sealed: bytes | None) -> str | None:
    return None if sealed is None else open_text(work.cipher, sealed)
