"""Evidence: the files and links that back up an answer, kept with the response's revision, counted."""

from collections.abc import Mapping

from sqlalchemy import func, insert, select

from dialogs.assessment.records import evidence, response
from dialogs.assessment.rounds import Round
from dialogs.engine.cipher import open_text, seal_text
from dialogs.engine.forms import Kept
from dialogs.engine.work import Work


async def write_evidence(work: Work, response_id: int, revision: int, given: Mapping[str, tuple[Kept, ...]]) -> None:
    """Keep the evidence of a revision of a response, by item."""
    pieces = [
        {
            "response_id": response_id,
            "revision": revision,
            "item": item,
            "file_id": piece.file,
            "sealed_kept": seal_text(work.cipher, piece.model_dump_json()),
        }
        for item, kept in given.items()
        for piece in kept
    ]
    if pieces:
        await work.transaction.execute(insert(evidence), pieces)


async def read_evidence(work: Work, response_id: int, revision: int) -> dict[str, tuple[Kept, ...]]:
    """Read the evidence of a revision of a response, by item."""
    rows = await work.transaction.execute(
        select(evidence.c.item, evidence.c.sealed_kept)
        .where(evidence.c.response_id == response_id, evidence.c.revision == revision)
        .order_by(evidence.c.id)
    )
    kept: dict[str, tuple[Kept, ...]] = {}
    for row in rows:
        piece = Kept.model_validate_json(open_text(work.cipher, row.sealed_kept))
        kept[row.item] = (*kept.get(row.item, ()), piece)
    return kept


async def count_evidence(work: Work, round_: Round) -> dict[str, int]:
    """Count the pieces of evidence in a round by capability, in the latest revisions."""
    rows = await work.transaction.execute(
        select(evidence.c.item, func.count().label("pieces"))
        .join(
            response,
            (response.c.id == evidence.c.response_id) & (response.c.revision == evidence.c.revision),
        )
        .where(response.c.round_id == round_.id)
        .group_by(evidence.c.item)
    )
    counts: dict[str, int] = {}
    for row in rows:
        capability = row.item.rpartition("-")[0]
        counts[capability] = counts.get(capability, 0) + row.pieces
    return counts
