"""What a notice adds to the record: whom to ask, and what else those invited should know."""

from pydantic import BaseModel, ConfigDict

from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.references import Reference, hold, read_parts


class Added(BaseModel):
    """Whom to ask and how, and further words; either may be missing."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    contact: str | None = None
    words: str | None = None


async def read_added(work: Work, reference: Reference) -> Added:
    """Read what was added."""
    rows = await read_parts(work, reference, records.notice)
    return Added.model_validate(rows[0]) if rows else Added()


async def write_added(work: Work, reference: Reference, added: Added, *, by: int | None) -> None:
    """Write it in place of what was added before, which stays on record."""
    await hold(work, reference)
    fields = added.model_dump()
    rows = await read_parts(work, reference, records.notice)
    if rows:
        await history.correct(work, reference, records.notice, int(str(rows[0]["id"])), fields, by=by)
    else:
        await history.add(work, reference, records.notice, [fields], by=by)
