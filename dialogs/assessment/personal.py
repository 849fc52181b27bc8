"""What is kept of a person's own answers, for ``/mydata``."""

from pydantic import JsonValue
from sqlalchemy import select

from dialogs.assessment.records import answer, evidence, response
from dialogs.assessment.responses import ANSWER_OF_CELL
from dialogs.engine.cipher import open_json, open_text
from dialogs.engine.work import Work


async def own_responses(work: Work, person: int) -> JsonValue:
    """Gather every revision of everything that a person has submitted."""
    rows = await work.transaction.execute(
        select(
            response.c.round_id,
            response.c.perspective,
            response.c.submitted_at,
            answer.c.response_id,
            answer.c.revision,
            answer.c.item,
            answer.c.code,
            answer.c.sealed_comment,
        )
        .join(answer, answer.c.response_id == response.c.id)
        .where(response.c.person_id == person)
        .order_by(response.c.id, answer.c.revision, answer.c.item)
    )
    pieces = await _evidence(work, person)
    return [
        {
            "round": row.round_id,
            "perspective": row.perspective,
            "submitted": row.submitted_at.isoformat(),
            "revision": row.revision,
            "item": row.item,
            "answer": ANSWER_OF_CELL[row.code],
            "comment": None if row.sealed_comment is None else open_text(work.cipher, row.sealed_comment),
            "evidence": pieces.get((row.response_id, row.revision, row.item), []),
        }
        for row in rows
    ]


async def _evidence(work: Work, person: int) -> dict[tuple[int, int, str], list[JsonValue]]:
    rows = await work.transaction.execute(
        select(evidence)
        .join(response, response.c.id == evidence.c.response_id)
        .where(response.c.person_id == person)
        .order_by(evidence.c.id)
    )
    pieces: dict[tuple[int, int, str], list[JsonValue]] = {}
    for row in rows:
        kept = open_json(work.cipher, row.sealed_kept)
        pieces.setdefault((row.response_id, row.revision, row.item), []).append(kept)
    return pieces
