"""Responses: what somebody answered in a round, written at once when they submit, read back to be revised."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import func, insert, select, update

from dialogs.assessment.evidence import read_evidence, write_evidence
from dialogs.assessment.patterns import pattern_texts, write_patterns
from dialogs.assessment.records import answer, response
from dialogs.assessment.rounds import Round
from dialogs.assessment.selection import FormKind, form_kind
from dialogs.engine.cipher import open_text, seal_text
from dialogs.engine.forms import Kept
from dialogs.engine.work import Work
from standard.answers import CELL_OF_ANSWER, Perspective
from standard.library import Library

ANSWER_OF_CELL: Final[Mapping[int, str]] = {cell: said for said, cell in CELL_OF_ANSWER.items()}


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer as it is written (``0``-``4``, ``NA``, ``DK``, empty when skipped), with what was added to it."""

    answer: str
    comment: str | None = None
    evidence: tuple[Kept, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What somebody hands in: the form they filled in, their answers by item, and in what capacity they answer."""

    form: FormKind
    given: Mapping[str, Given]
    perspective: Perspective = Perspective.SELF


@dataclass(frozen=True, kw_only=True)
class Response:
    """One person's response in a round, as of its latest revision."""

    id: int
    form: FormKind
    revision: int
    version: str
    submitted_at: datetime


async def find_response(
    work: Work, round_: Round, person: int, perspective: Perspective = Perspective.SELF
) -> Response | None:
    """Find what a person has submitted in a round."""
    rows = await work.transaction.execute(
        select(response).where(
            response.c.round_id == round_.id,
            response.c.person_id == person,
            response.c.perspective == perspective.value,
        )
    )
    row = rows.one_or_none()
    if row is None:
        return None
    return Response(
        id=row.id,
        form=form_kind(row.form),
        revision=row.revision,
        version=row.standard_version,
        submitted_at=row.submitted_at,
    )


async def submit(library: Library, work: Work, round_: Round, person: int, submission: Submission) -> Response:
    """Write a response, or its next revision: the new answers take the place of former ones to the same items.

    Raises :class:`standard.answers.AnswerFault` for an answer that is refused.
    """
    former = await find_response(work, round_, person, submission.perspective)
    # Items that the data no longer has stay in the former revision.
    before = await read_answers(work, former) if former is not None else {}
    whole = {item: one for item, one in {**before, **submission.given}.items() if item in library.items}
    if former is None:
        written = await _begin_response(library, work, round_, person, submission)
    else:
        written = await _revise_response(library, work, former, submission)
    texts = pattern_texts(library, {item: one.answer for item, one in whole.items()})
    await write_patterns(work, round_, written.id, submission.perspective, texts)
    await _write_answers(work, written, whole)
    return written


async def read_answers(work: Work, of: Response) -> dict[str, Given]:
    """Read the latest answers of a response, by item, with comments and evidence."""
    key = answer.c.response_id == of.id, answer.c.revision == of.revision
    rows = (await work.transaction.execute(select(answer).where(*key))).all()
    kept = await read_evidence(work, of.id, of.revision)
    return {
        row.item: Given(
            answer=ANSWER_OF_CELL[row.code],
            comment=None if row.sealed_comment is None else open_text(work.cipher, row.sealed_comment),
            evidence=kept.get(row.item, ()),
        )
        for row in rows
    }


async def read_codes(work: Work, of: Response) -> dict[str, str]:
    """Read the latest answers of a response by item, without what was added to them."""
    key = answer.c.response_id == of.id, answer.c.revision == of.revision
    rows = await work.transaction.execute(select(answer.c.item, answer.c.code).where(*key))
    return {row.item: ANSWER_OF_CELL[row.code] for row in rows}


async def count_responses(work: Work, round_: Round) -> int:
    """Count the responses in a round."""
    rows = await work.transaction.execute(
        select(func.count()).select_from(response).where(response.c.round_id == round_.id)
    )
    return int(rows.scalar_one())


async def _begin_response(library: Library, work: Work, round_: Round, person: int, submission: Submission) -> Response:
    inserted = await work.transaction.execute(
        insert(response).values(
            round_id=round_.id,
            person_id=person,
            perspective=submission.perspective.value,
            revision=1,
            form=submission.form,
            standard_version=library.version,
            submitted_at=work.now,
        )
    )
    (number,) = inserted.inserted_primary_key or (0,)
    return Response(
        id=int(number),
        form=submission.form,
        revision=1,
        version=library.version,
        submitted_at=work.now,
    )


async def _revise_response(library: Library, work: Work, former: Response, submission: Submission) -> Response:
    revised = replace(
        former,
        form=submission.form,
        revision=former.revision + 1,
        version=library.version,
        submitted_at=work.now,
    )
    await work.transaction.execute(
        update(response)
        .where(response.c.id == former.id)
        .values(
            form=revised.form,
            revision=revised.revision,
            standard_version=revised.version,
            submitted_at=revised.submitted_at,
        )
    )
    return revised


async def _write_answers(work: Work, of: Response, given: Mapping[str, Given]) -> None:
    if not given:
        return
    await work.transaction.execute(
        insert(answer),
        [
            {
                "response_id": of.id,
                "revision": of.revision,
                "item": item,
                "code": CELL_OF_ANSWER[one.answer],
                "sealed_comment": seal_text(work.cipher, one.comment) if one.comment else None,
            }
            for item, one in given.items()
        ],
    )
    await write_evidence(work, of.id, of.revision, {item: one.evidence for item, one in given.items()})
