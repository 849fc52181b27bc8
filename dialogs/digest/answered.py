"""The answers of a named round, one by one, without names: for those who calculate with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from dialogs.assessment.records import answer, evidence, response
from dialogs.assessment.responses import ANSWER_OF_CELL
from dialogs.assessment.rounds import NAMED, Round
from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work
from standard.answers import Perspective


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One answer as of its response's latest revision; ``respondent`` counts from 1 and stands for a person."""

    respondent: int
    perspective: Perspective
    item: str
    answer: str
    comment: str | None
    evidence: int
    submitted_at: datetime


async def read_answered(work: Work, round_: Round) -> tuple[Answered, ...]:
    """Read all answers of a named round, by respondent and item; none of an anonymous one.

    Answer by answer, even without names, the figures that small groups withhold could be added up again.
    """
    if round_.kind != NAMED:
        return ()
    rows = (
        await work.transaction.execute(
            select(
                response.c.id,
                response.c.perspective,
                response.c.submitted_at,
                answer.c.item,
                answer.c.code,
                answer.c.sealed_comment,
            )
            .join(answer, (answer.c.response_id == response.c.id) & (answer.c.revision == response.c.revision))
            .where(response.c.round_id == round_.id)
            .order_by(response.c.id, answer.c.item)
        )
    ).all()
    pieces = await _pieces(work, round_)
    numbers = {number: place for place, number in enumerate(dict.fromkeys(row.id for row in rows), start=1)}
    return tuple(
        Answered(
            respondent=numbers[row.id],
            perspective=Perspective(row.perspective),
            item=row.item,
            answer=ANSWER_OF_CELL[row.code],
            comment=None if row.sealed_comment is None else open_text(work.cipher, row.sealed_comment),
            evidence=pieces.get((row.id, row.item), 0),
            submitted_at=row.submitted_at,
        )
        for row in rows
    )


async def _pieces(work: Work, round_: Round) -> Mapping[tuple[int, str], int]:
    rows = await work.transaction.execute(
        select(evidence.c.response_id, evidence.c.item, func.count().label("pieces"))
        .join(response, (response.c.id == evidence.c.response_id) & (response.c.revision == evidence.c.revision))
        .where(response.c.round_id == round_.id)
        .group_by(evidence.c.response_id, evidence.c.item)
    )
    return {(row.response_id, row.item): row.pieces for row in rows}
