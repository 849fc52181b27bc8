"""Polls on agenda items: gradients of agreement, one voice each, changeable until they are closed."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Final

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.references import Reference, within
from dialogs.meeting.terms import Position, StakeholderKind

Tally = Mapping[StakeholderKind, Mapping[Position, int]]
"""How many of each kind took each position; only what was taken."""

THRESHOLDS: Final = ("1/2", "2/3", "4/5", "consensus-0", "consensus-1", "consensus-2")
"""What is offered; any other fraction or ``consensus-<n>`` counts as well."""

CONSENSUS: Final = "consensus-"
IN_FAVOUR: Final = frozenset({Position.ENDORSE, Position.AGREE})
AGAINST: Final = frozenset({Position.DISAGREE, Position.BLOCK})


async def open_poll(  # noqa: PLR0913 - a poll's particulars
    work: Work,
    reference: Reference,
    item: int,
    question: str,
    threshold: str,
    *,
    by: int | None,
    hidden: bool = False,
    opened_at: datetime | None = None,
) -> int:
    """Open a poll on an item; raises :class:`~dialogs.meeting.history.NoSuchPart` for another consultation's."""
    await history.must_have(work, reference, records.agenda_item, {item})
    fields = {"item": item, "question": question, "threshold": threshold, "hidden": hidden}
    (number,) = await history.add(work, reference, records.poll, [fields | {"opened_at": opened_at or work.now}], by=by)
    return number


async def take_position(work: Work, reference: Reference, poll: int, participant: int, position: Position) -> bool:
    """Give a participant's voice, or change it; ``False`` when the poll is closed or not this consultation's.

    Raises :class:`~dialogs.meeting.history.NoSuchPart` for a participant of another consultation.
    """
    table = records.poll
    still = select(table.c.id).where(*_open(reference, poll)).with_for_update(read=True)
    if (await work.transaction.execute(still)).one_or_none() is None:
        return False
    await history.must_have(work, reference, records.participant, {participant})
    whose = records.participant
    kind = (await work.transaction.execute(select(whose.c.kind).where(whose.c.id == participant))).scalar_one()
    inserting = sqlite.insert if work.transaction.dialect.name == "sqlite" else postgresql.insert
    voice = {"kind": kind, "position": int(position.value), "at": work.now}
    await work.transaction.execute(
        inserting(records.position)
        .values(poll_id=poll, participant_id=participant, **voice)
        .on_conflict_do_update(index_elements=["poll_id", "participant_id"], set_=voice)
    )
    return True


async def count_by_hand(work: Work, reference: Reference, poll: int, tally: Tally) -> None:
    """Note voices counted by hand, in place of those noted before; they are added to those given here.

    Raises :class:`~dialogs.meeting.history.NoSuchPart` for a poll of another consultation.
    """
    await history.must_have(work, reference, records.poll, {poll})
    table = records.poll_count
    await work.transaction.execute(delete(table).where(table.c.poll_id == poll))
    counted = [
        {"poll_id": poll, "kind": kind.value, "position": int(position.value), "voices": voices}
        for kind, positions in tally.items()
        for position, voices in positions.items()
        if voices
    ]
    if counted:
        await work.transaction.execute(insert(table), counted)


async def close_poll(
    work: Work, reference: Reference, poll: int, *, by: int | None, closed_at: datetime | None = None
) -> bool | None:
    """Close a poll and note whether its threshold was reached; gives that, or none where it was closed already."""
    table = records.poll
    # An exclusive lock: voices given at this moment are in before, or find it closed.
    found = await work.transaction.execute(select(table.c.threshold).where(*_open(reference, poll)).with_for_update())
    threshold = found.scalar_one_or_none()
    if threshold is None:
        return None
    tallies = await read_tallies(work, [poll])
    carried = is_carried(threshold, tallies.get(poll, {}))
    fields = {"closed_at": closed_at or work.now, "carried": carried}
    await history.correct(work, reference, table, poll, fields, by=by)
    return carried


async def count_again(work: Work, reference: Reference, participant: int, *, by: int | None) -> None:
    """Note anew whether the closed polls were carried in which somebody took a position who was struck since."""
    table, given = records.poll, records.position
    found = await work.transaction.execute(
        select(table.c.id, table.c.threshold)
        .join(given, given.c.poll_id == table.c.id)
        .where(given.c.participant_id == participant, table.c.closed_at.is_not(None), *within(reference, table))
        .order_by(table.c.id)
    )
    polls = {row.id: row.threshold for row in found}
    tallies = await read_tallies(work, list(polls))
    for poll, threshold in polls.items():
        fields = {"carried": is_carried(threshold, tallies.get(poll, {}))}
        await history.correct(work, reference, table, poll, fields, by=by)


async def remove_poll(work: Work, reference: Reference, poll: int, *, by: int | None) -> bool:
    """Take a poll out that was opened by mistake; ``False`` where this consultation has no such one."""
    return await history.remove(work, reference, records.poll, poll, by=by)


async def read_tallies(work: Work, polls: list[int]) -> dict[int, dict[StakeholderKind, dict[Position, int]]]:
    """Count the voices of polls, given here and counted by hand, by kind; not those of whoever was struck."""
    given, counted, whose = records.position, records.poll_count, records.participant
    voices = (
        select(given.c.poll_id, given.c.kind, given.c.position, func.count().label("voices"))
        .join(whose, whose.c.id == given.c.participant_id)
        .where(given.c.poll_id.in_(polls), whose.c.removed_at.is_(None))
        .group_by(given.c.poll_id, given.c.kind, given.c.position)
    ).union_all(
        select(counted.c.poll_id, counted.c.kind, counted.c.position, counted.c.voices).where(
            counted.c.poll_id.in_(polls)
        )
    )
    tallies: dict[int, dict[StakeholderKind, dict[Position, int]]] = {}
    for row in await work.transaction.execute(voices):
        kind = tallies.setdefault(row.poll_id, {}).setdefault(StakeholderKind(row.kind), {})
        position = Position(str(row.position))
        kind[position] = kind.get(position, 0) + row.voices
    return tallies


def is_carried(threshold: str, tally: Tally) -> bool:
    """Whether a tally reaches a threshold.

    A fraction: at least that share of all who took a position agree (5 or 4); ``1/2`` asks for more than half.
    ``consensus-<n>``: at most n are against (2 or 1). Where nobody took a position nothing is carried.
    """
    voices = {position: sum(of_kind.get(position, 0) for of_kind in tally.values()) for position in Position}
    total = sum(voices.values())
    if total == 0:
        return False
    if threshold.startswith(CONSENSUS):
        return sum(voices[position] for position in AGAINST) <= int(threshold.removeprefix(CONSENSUS))
    share, asked = Fraction(sum(voices[position] for position in IN_FAVOUR), total), Fraction(threshold)
    return share > asked if asked == Fraction(1, 2) else share >= asked


def _open(reference: Reference, poll: int) -> tuple[ColumnElement[bool], ...]:
    table = records.poll
    return (
        table.c.id == poll,
        table.c.closed_at.is_(None),
        *within(reference, table),
    )
