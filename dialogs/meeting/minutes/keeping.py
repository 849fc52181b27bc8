"""Where minutes stand, as rows: written one step after the other, each step leaving the former version.

Signing takes a copy of the record at the first signature. From then on the minutes are made from that copy, so nothing
changes under those who sign after; only what follows (what became of actions and outcomes, amendments) is told anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, select

from dialogs.engine.work import Work
from dialogs.meeting import history, records, rows
from dialogs.meeting.reading import read
from dialogs.meeting.record import ActionItem, Consultation
from dialogs.meeting.references import Reference, hold, read_parts
from dialogs.meeting.stages import reach_stage
from dialogs.meeting.terms import MinutesState, Signatory, Stage


@dataclass(frozen=True)
class Draft:
    """The minutes' own row; ``approved`` is the record as it was first signed, none before.

    ``circulated_at``: when they were sent round as they are; what was answered before counts for a former version.
    """

    row: int | None
    state: MinutesState = MinutesState.DRAFT
    circulated_at: datetime | None = None
    confirm_by: datetime | None = None
    approved: Consultation | None = None


async def read_draft(work: Work, reference: Reference) -> Draft:
    """Read where the minutes stand."""
    kept = await read_parts(work, reference, records.minutes)
    if not kept:
        return Draft(row=None)
    fields = kept[0]
    approved, confirm_by, circulated_at = (fields[name] for name in ("approved", "confirm_by", "circulated_at"))
    return Draft(
        row=int(str(fields["id"])),
        state=MinutesState(str(fields["state"])),
        circulated_at=circulated_at if isinstance(circulated_at, datetime) else None,
        confirm_by=confirm_by if isinstance(confirm_by, datetime) else None,
        approved=None if approved is None else Consultation.model_validate_json(str(approved)),
    )


async def read_for_minutes(work: Work, reference: Reference) -> Consultation:
    """Read the record as the minutes tell it: as it was signed, where it was."""
    draft = await read_draft(work, reference)
    live = await read(work, reference)
    return live if draft.approved is None else as_approved(draft.approved, live)


def as_approved(approved: Consultation, live: Consultation) -> Consultation:
    """Give the record as it was signed, with what has become of its actions and outcomes since."""
    now = {action.id: action for action in live.actions}
    actions = tuple(_with_state_of(action, now.get(action.id)) for action in approved.actions)
    return approved.model_copy(update={"minutes": live.minutes, "actions": actions, "outcomes": live.outcomes})


def _with_state_of(signed: ActionItem, now: ActionItem | None) -> ActionItem:
    if now is None:
        return signed
    return signed.model_copy(update={"state": now.state, "done_at": now.done_at, "proof": now.proof})


async def write_draft(work: Work, reference: Reference, *, by: int | None, **fields: object) -> None:
    """Change the minutes' own row, which is begun where there is none."""
    await hold(work, reference)
    draft = await read_draft(work, reference)
    if draft.row is None:
        await history.add(work, reference, records.minutes, [{"state": MinutesState.DRAFT, **fields}], by=by)
    else:
        await history.correct(work, reference, records.minutes, draft.row, fields, by=by)


async def respond(work: Work, reference: Reference, participant: int, *, objection: str | None, by: int | None) -> None:
    """Note what a participant objects to, or that they confirmed the minutes, in place of what they said before."""
    await hold(work, reference)
    fields = {"confirmed": objection is None, "text": objection, "at": work.now}
    await _put(work, reference, records.response, ("participant", participant), fields, by=by)


async def take_back(work: Work, reference: Reference, *, by: int | None) -> int:
    """Make minutes that were sent round a draft again; gives how many had confirmed them, which counts no more.

    Objections stay attached until whoever made them answers anew: nobody's is lost by a revision.
    """
    await hold(work, reference)
    void = 0
    for response in await read_parts(work, reference, records.response):
        if response["confirmed"]:
            void += 1
            await history.remove(work, reference, records.response, int(str(response["id"])), by=by)
    await write_draft(work, reference, by=by, state=MinutesState.DRAFT, confirm_by=None)
    return void


async def sign(  # noqa: PLR0913 - who signs as what
    work: Work,
    reference: Reference,
    office: Signatory,
    name: str,
    *,
    by: int | None,
    offices: frozenset[Signatory],
) -> bool:
    """Sign in an office; ``True`` when all ``offices`` have signed by now, and the minutes are."""
    await hold(work, reference)
    draft = await read_draft(work, reference)
    if draft.approved is None:
        approved = (await read(work, reference)).model_dump_json()
        await write_draft(work, reference, by=by, approved=approved)
    fields = {"name": name, "person": by, "at": work.now}
    await _put(work, reference, records.signature, ("office", office.value), fields, by=by)
    signed = {Signatory(str(one["office"])) for one in await read_parts(work, reference, records.signature)}
    if not offices <= signed:
        return False
    await write_draft(work, reference, by=by, state=MinutesState.SIGNED, signed_at=work.now)
    await reach_stage(work, reference, Stage.RECORDING, by=by)
    return True


async def withdraw_signatures(work: Work, reference: Reference, *, by: int | None) -> None:
    """Take the signatures back while not all have signed: the minutes follow the record again."""
    await hold(work, reference)
    for signature in await read_parts(work, reference, records.signature):
        await history.remove(work, reference, records.signature, int(str(signature["id"])), by=by)
    await write_draft(work, reference, by=by, approved=None)


async def amend(work: Work, reference: Reference, text: str, name: str, *, by: int | None) -> None:
    """Add an amendment to minutes that are signed."""
    fields = {"text": text, "at": work.now, "by_id": by}
    await history.add(work, reference, records.amendment, [{**fields, "by": name}], by=by)


async def _put(  # noqa: PLR0913 - what, where, by whom
    work: Work,
    reference: Reference,
    table: Table,
    key: tuple[str, str | int],
    fields: Mapping[str, object],
    *,
    by: int | None,
) -> None:
    """Write the one row of a key, also over one that was taken out."""
    name, value = key
    found = await work.transaction.execute(
        select(table.c.id).where(
            table.c.consultation_id == reference.id,
            table.c.organisation_id == reference.organisation,
            table.c[rows.column_of(table, name)] == value,
        )
    )
    number = found.scalar_one_or_none()
    if number is None:
        await history.add(work, reference, table, [{name: value, **fields}], by=by)
    else:
        await history.correct(work, reference, table, number, {**fields, "removed_at": None}, by=by)
