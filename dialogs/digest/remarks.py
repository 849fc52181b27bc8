"""What members wrote beside their answers, and the evidence they gave, as of their latest revisions."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from dialogs.assessment.records import answer, assessment_round, evidence, response
from dialogs.assessment.responses import ANSWER_OF_CELL, count_responses
from dialogs.assessment.rounds import NAMED, Round
from dialogs.engine.cipher import open_text
from dialogs.engine.forms import Kept
from dialogs.engine.presses import row_number
from dialogs.engine.work import Work
from dialogs.people import records as people
from standard.withholding import DEFAULT_MIN_GROUP


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A piece of evidence by its number."""

    id: int
    kept: Kept


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What one member wrote and gave beside one answer; the name only where it was asked for."""

    item: str
    answer: str
    comment: str | None
    evidence: tuple[Evidence, ...]
    name: str | None = None


async def may_be_shown(work: Work, round_: Round) -> bool:
    """Whether a round's remarks may be shown: those of an anonymous one only where enough have answered."""
    if round_.kind == NAMED:
        return True
    return await count_responses(work, round_) >= (round_.min_group or DEFAULT_MIN_GROUP)


async def count_remarks(work: Work, round_: Round) -> dict[str, int]:
    """Count the answers with a comment or evidence, by item."""
    rows = await work.transaction.execute(
        _remarks(round_, answer.c.item, func.count().label("times")).group_by(answer.c.item)
    )
    return {row.item: row.times for row in rows}


async def read_remarks(  # noqa: PLR0913 - which of them, and how much of each
    work: Work, round_: Round, items: Collection[str], *, names: bool = False, offset: int = 0, limit: int | None = None
) -> tuple[Remark, ...]:
    """Read what was written and given on some items, in the items' order."""
    columns = (answer.c.response_id, answer.c.item, answer.c.code, answer.c.sealed_comment, people.person.c.sealed_name)
    rows = (
        await work.transaction.execute(
            _remarks(round_, *columns)
            .outerjoin(people.person, people.person.c.id == response.c.person_id)
            .where(answer.c.item.in_(items))
            .order_by(answer.c.item, answer.c.response_id)
            .offset(offset)
            .limit(limit)
        )
    ).all()
    pieces = await _read_evidence(work, round_, {row.item for row in rows})
    return tuple(
        Remark(
            item=row.item,
            answer=ANSWER_OF_CELL[row.code],
            comment=None if row.sealed_comment is None else open_text(work.cipher, row.sealed_comment),
            evidence=pieces.get((row.response_id, row.item), ()),
            name=open_text(work.cipher, row.sealed_name) if names and row.sealed_name is not None else None,
        )
        for row in rows
    )


async def find_evidence(work: Work, organisation: int, number: str) -> Evidence | None:
    """Find a piece of evidence of one organisation, as a button brings it; none for any other's."""
    rows = await work.transaction.execute(
        select(evidence.c.id, evidence.c.sealed_kept)
        .join(response, _is_latest(evidence.c.response_id, evidence.c.revision))
        .join(assessment_round, assessment_round.c.id == response.c.round_id)
        .where(evidence.c.id == row_number(number), assessment_round.c.organisation_id == organisation)
    )
    row = rows.one_or_none()
    return None if row is None else _evidence(work, row.id, row.sealed_kept)


def _remarks(round_: Round, *columns: ColumnElement[Any]) -> Select[Any]:  # the columns differ by question
    given = exists().where(
        evidence.c.response_id == answer.c.response_id,
        evidence.c.revision == answer.c.revision,
        evidence.c.item == answer.c.item,
    )
    return (
        select(*columns)
        .select_from(answer)
        .join(response, _is_latest(answer.c.response_id, answer.c.revision))
        .where(response.c.round_id == round_.id, or_(answer.c.sealed_comment.is_not(None), given))
    )


async def _read_evidence(
    work: Work, round_: Round, items: Collection[str]
) -> dict[tuple[int, str], tuple[Evidence, ...]]:
    rows = await work.transaction.execute(
        select(evidence.c.id, evidence.c.response_id, evidence.c.item, evidence.c.sealed_kept)
        .join(response, _is_latest(evidence.c.response_id, evidence.c.revision))
        .where(response.c.round_id == round_.id, evidence.c.item.in_(items))
        .order_by(evidence.c.id)
    )
    found: dict[tuple[int, str], tuple[Evidence, ...]] = {}
    for row in rows:
        key = row.response_id, row.item
        found[key] = (*found.get(key, ()), _evidence(work, row.id, row.sealed_kept))
    return found


def _is_latest(number: ColumnElement[int], revision: ColumnElement[int]) -> ColumnElement[bool]:
    return (response.c.id == number) & (response.c.revision == revision)


def _evidence(work: Work, number: int, sealed: bytes) -> Evidence:
    return Evidence(id=number, kept=Kept.model_validate_json(open_text(work.cipher, sealed)))
