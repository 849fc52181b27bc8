"""Writes planned consultations; what is on record already is left as it is."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.actions import NewAction, add_actions
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.conversion import NewOutcome, NewStep, add_outcomes, add_step
from dialogs.meeting.decisions import NewDecision, add_decisions
from dialogs.meeting.importing.columns import folded
from dialogs.meeting.importing.plan import Plan, Planned, Row, held_at
from dialogs.meeting.importing.values import Reading
from dialogs.meeting.participants import NewParticipant, add_participants, set_headcounts
from dialogs.meeting.references import Reference
from dialogs.meeting.stages import reach_stage
from dialogs.meeting.terms import ActionState as State
from dialogs.meeting.terms import Attendance, ConversionState, DecisionKind, ItemState, Role, Stage, StakeholderKind

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Taken:
    """What was written, in the order of its days, and what was on record already."""

    written: tuple[Reference, ...]
    known: int


async def known_keys(work: Work, organisation: int, reading: Reading) -> frozenset[Key]:
    """Give what tells the organisation's consultations apart: kind, day and topic."""
    table = records.consultation
    found = await work.transaction.execute(
        select(table.c.clause, table.c.held_at, table.c.starts_at, table.c.sealed_topic).where(
            table.c.organisation_id == organisation, table.c.removed_at.is_(None)
        )
    )
    keys = set()
    for row in found:
        begins = row.held_at or row.starts_at
        if begins is not None:
            day = begins.astimezone(reading.timezone).date().isoformat()
            keys.add((row.clause, day, folded(open_text(work.cipher, row.sealed_topic))))
    return frozenset(keys)


async def take_in(work: Work, organisation: int, plan: Plan, reading: Reading, *, by: int) -> Taken:
    """Write what is not on record yet."""
    known = await known_keys(work, organisation, reading)
    new = [each for each in plan.consultations if each.key not in known]
    written = [await _write(work, organisation, each, reading, by) for each in new]
    return Taken(tuple(written), len(plan.consultations) - len(new))


async def _write(work: Work, organisation: int, planned: Planned, reading: Reading, by: int) -> Reference:
    fields = planned.fields
    at = held_at(planned.day, reading)
    tags = fields["tags"]
    new = NewConsultation(
        clause=str(fields["clause"]),
        topic=str(fields["topic"]),
        subkind=_words(fields, "subkind"),
        role=Role(_words(fields, "role") or Role.ORGANISED),
        tags=tags if isinstance(tags, tuple) else (),
        background=_words(fields, "background"),
        starts_at=at,
        held_at=at,
        day_only=True,
        venue=_words(fields, "venue"),
        chair=_words(fields, "chair"),
        recorder=_words(fields, "recorder"),
    )
    reference = await create_consultation(work, organisation, new, by=by)
    await reach_stage(work, reference, Stage.CONSULTING, by=by, at=at)
    await _people(work, reference, planned, by)
    await _said(work, reference, planned, at, by)
    await _followed(work, reference, planned, by)
    return reference


async def _people(work: Work, reference: Reference, planned: Planned, by: int) -> None:
    counts = {kind: planned.fields[f"present-{kind}"] for kind in StakeholderKind}
    given = {kind: (count, count) for kind, count in counts.items() if isinstance(count, int)}
    if given:
        await set_headcounts(work, reference, given, by=by)
    people = [
        NewParticipant(
            name=str(row["name"]),
            kind=StakeholderKind(str(row["kind"])),
            organisation=_words(row, "organisation"),
            attendance=Attendance(_words(row, "attendance") or Attendance.PRESENT),
        )
        for row in planned.parts.get("participants", [])
    ]
    await add_participants(work, reference, people, by=by)


async def _said(work: Work, reference: Reference, planned: Planned, at: datetime, by: int) -> None:
    """Write the agenda, or the topic as its one item, and the decisions on it."""
    fields = planned.fields
    own: Row = {"title": fields["topic"], "presenter": None, "summary": None}
    own |= {name: fields[name] for name in ("consensus", "dissent")}
    rows = planned.parts.get("agenda") or [own]
    numbers = await add_items(work, reference, [_item(row) for row in rows], by=by)
    by_title = {folded(str(row["title"])): number for row, number in zip(rows, numbers, strict=True)}
    decisions = [
        NewDecision(
            item=by_title.get(folded(str(row["item"])), numbers[0]),
            text=str(row["text"]),
            kind=DecisionKind(_words(row, "kind") or DecisionKind.RESOLUTION),
            review_on=_day(row, "review"),
            at=at,
        )
        for row in planned.parts.get("decisions", [])
    ]
    if fields["decision"] is not None:
        decisions.insert(0, NewDecision(item=numbers[0], text=str(fields["decision"]), at=at))
    await add_decisions(work, reference, decisions, by=by)


def _item(row: Row) -> NewItem:
    consensus, dissent = _words(row, "consensus"), _words(row, "dissent")
    states = {
        (True, True): ItemState.PARTIAL,
        (True, False): ItemState.CONSENSUS,
        (False, True): ItemState.DISSENT,
        (False, False): ItemState.OPEN,
    }
    return NewItem(
        title=str(row["title"]),
        presenter=_words(row, "presenter"),
        summary=_words(row, "summary"),
        state=states[consensus is not None, dissent is not None],
        consensus=consensus,
        dissent=dissent,
    )


async def _followed(work: Work, reference: Reference, planned: Planned, by: int) -> None:
    actions = [
        NewAction(
            what=str(row["what"]),
            owner=str(row["owner"]),
            due_on=_day(row, "due"),
            state=State(_words(row, "state") or State.OPEN),
        )
        for row in planned.parts.get("actions", [])
    ]
    await add_actions(work, reference, actions, by=by)
    rows = planned.parts.get("outcomes", [])
    numbers = await add_outcomes(work, reference, [NewOutcome(text=str(row["text"])) for row in rows], by=by)
    for row, number in zip(rows, numbers, strict=True):
        state, day = ConversionState(_words(row, "state") or ConversionState.AGREED), _day(row, "on")
        if state is not ConversionState.AGREED and day is not None:
            step = NewStep(
                state=state,
                taken_on=day,
                body=_words(row, "body"),
                document=_words(row, "document"),
                reason=_words(row, "reason"),
            )
            await add_step(work, reference, number, step, by=by)


def _words(row: Row, name: str) -> str | None:
    value = row[name]
    return None if value is None else str(value)


def _day(row: Row, name: str) -> date | None:
    value = row[name]
    return value if isinstance(value, date) else None
