"""Who is invited to a consultation and who came, named or counted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.references import Reference, hold, within
from dialogs.meeting.terms import Attendance, Reply, StakeholderKind


class NewParticipant(BaseModel):
    """Somebody who is invited or came; ``person`` and ``chat`` where they are known to the installation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: StakeholderKind
    also: StakeholderKind | None = None
    organisation: str | None = None
    attendance: Attendance = Attendance.INVITED
    proxy: str | None = None
    person: int | None = None
    chat: int | None = None
    checked_in_at: datetime | None = None
    consent_version: int | None = None
    consented_at: datetime | None = None


class ParticipantChanges(TypedDict, total=False):
    """What can be corrected of a participant."""

    name: str
    kind: StakeholderKind
    also: StakeholderKind | None
    organisation: str | None
    attendance: Attendance
    proxy: str | None
    person: int | None
    chat: int | None
    checked_in_at: datetime | None
    consent_version: int | None
    consented_at: datetime | None
    reply: Reply | None
    deputy: str | None
    replied_at: datetime | None


async def add_participants(
    work: Work, reference: Reference, participants: Sequence[NewParticipant], *, by: int | None
) -> tuple[int, ...]:
    """Add participants; gives their numbers in order.

    A person or chat that is among them already is for the caller to find first (:func:`participant_of`).
    """
    return await history.add(
        work, reference, records.participant, [dict(participant) for participant in participants], by=by
    )


async def correct_participant(
    work: Work, reference: Reference, number: int, *, by: int | None, **changes: Unpack[ParticipantChanges]
) -> bool:
    """Change what is said of a participant; ``False`` where this consultation has no such one."""
    return await history.correct(work, reference, records.participant, number, {**changes}, by=by)


async def note_attendance(
    work: Work, reference: Reference, numbers: Collection[int], attendance: Attendance, *, by: int | None
) -> int:
    """Note of several participants whether they came, as a roll call tells it; gives of how many it is news."""
    fields: dict[str, object] = {"attendance": attendance.value}
    if attendance is not Attendance.PRESENT:
        fields["checked_in_at"] = None
    return await history.correct_all(work, reference, records.participant, numbers, fields, by=by)


async def remove_participant(work: Work, reference: Reference, number: int, *, by: int | None) -> bool:
    """Take a participant out who was entered by mistake; whoever stayed away is absent instead."""
    return await history.remove(work, reference, records.participant, number, by=by)


async def check_in(work: Work, reference: Reference, number: int, *, by: int | None) -> bool:
    """Note that a participant is here, from now on; again changes nothing. ``False`` where there is no such one."""
    table = records.participant
    found = await work.transaction.execute(
        select(table.c.attendance, table.c.checked_in_at).where(*within(reference, table), table.c.id == number)
    )
    row = found.one_or_none()
    if row is None:
        return False
    at = row.checked_in_at or work.now
    return await correct_participant(work, reference, number, by=by, attendance=Attendance.PRESENT, checked_in_at=at)


async def participant_of(
    work: Work, reference: Reference, *, person: int | None = None, chat: int | None = None
) -> int | None:
    """Find the participant who is a person, or who came from a chat; none where neither is among them.

    A chat that somebody said to be theirs counts once that was confirmed.
    """
    table, claim = records.participant, records.claim
    for column, value in ((table.c.person_id, person), (table.c.chat_id, chat)):
        if value is not None:
            found = await work.transaction.execute(select(table.c.id).where(*within(reference, table), column == value))
            if (number := found.scalar_one_or_none()) is not None:
                return int(number)
    if chat is None:
        return None
    theirs = select(claim.c.participant_id).where(*within(reference, claim), claim.c.chat_id == chat, claim.c.confirmed)
    found = await work.transaction.execute(select(table.c.id).where(*within(reference, table), table.c.id.in_(theirs)))
    number = found.scalar_one_or_none()
    return None if number is None else int(number)


async def set_headcounts(
    work: Work, reference: Reference, counts: Mapping[StakeholderKind, tuple[int, int]], *, by: int | None
) -> None:
    """Note how many of each kind were invited and came in all, in place of what was counted before."""
    await hold(work, reference)
    table = records.headcount
    found = await work.transaction.execute(
        select(table.c.kind, table.c.id).where(
            table.c.consultation_id == reference.id, table.c.organisation_id == reference.organisation
        )
    )
    known = {StakeholderKind(row.kind): int(row.id) for row in found}
    new = []
    for kind, (invited, present) in counts.items():
        fields: dict[str, object] = {"invited": invited, "present": present}
        if kind in known:
            await history.correct(work, reference, table, known[kind], fields, by=by)
        else:
            new.append({"kind": kind, **fields})
    await history.add(work, reference, table, new, by=by)
