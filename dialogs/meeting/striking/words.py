"""What rows say that were corrected or struck: read for the history, which names the one and strikes the other."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import select

from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.history import PARTS
from dialogs.meeting.references import Reference
from dialogs.meeting.striking.navigating import What
from dialogs.meeting.undoing import Change

FIELDS: Final[dict[What, str]] = {What.SUMMARY: "summary", What.CONSENSUS: "consensus", What.DISSENT: "dissent"}
"""What is a field of an agenda item."""

WORDS: Final[dict[str, str]] = {
    records.opinion.name: "sealed_text",
    records.decision.name: "sealed_text",
    records.action.name: "sealed_what",
    records.outcome.name: "sealed_text",
    records.participant.name: "sealed_name",
    records.agenda_item.name: "sealed_title",
    records.poll.name: "sealed_question",
}
"""By table, the column in which a row says what it is."""


async def words_of(work: Work, reference: Reference, changes: Iterable[Change]) -> dict[tuple[str, int], str]:
    """Give by part and row what the rows say that some changes are about; one statement a part."""
    rows: dict[str, set[int]] = {}
    for change in changes:
        if change.part in WORDS:
            rows.setdefault(change.part, set()).add(change.part_id)
    said: dict[tuple[str, int], str] = {}
    for part, numbers in rows.items():
        table = PARTS[part]
        found = await work.transaction.execute(
            select(table.c.id, table.c[WORDS[part]].label("sealed")).where(
                table.c.id.in_(numbers),
                table.c.consultation_id == reference.id,
                table.c.organisation_id == reference.organisation,
            )
        )
        said |= {(part, row.id): open_text(work.cipher, row.sealed) for row in found}
    return said
