"""Two participants who are one: opinions, voices, places in the queue and chats go over to the one that stays."""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, select, update

from dialogs.engine.errors import Refusal
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting import history, records
from dialogs.meeting.live import claims, unmerging
from dialogs.meeting.live.changing import touch
from dialogs.meeting.live.closed import RecordClosed
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.opinions import correct_opinion
from dialogs.meeting.participants import correct_participant, remove_participant
from dialogs.meeting.polls import is_carried, read_tallies
from dialogs.meeting.procedure import SIGNED
from dialogs.meeting.reading_minutes import read_minutes
from dialogs.meeting.record import Participant
from dialogs.meeting.references import read_parts, within
from dialogs.meeting.terms import Attendance

HERE: Final = (Attendance.PRESENT, Attendance.PROXY)


class TwoAccounts(Refusal):
    """Two people who have joined each with an account of their own."""

    def __init__(self) -> None:
        super().__init__(_("Those are two people with accounts of their own; they stay two."), "two accounts")


async def merge(turn: Turn, room: Room, kept: Participant, other: Participant) -> None:
    """Let all that one participant said and did be another's, who is counted for both; raises :class:`TwoAccounts`."""
    if kept.person is not None and other.person is not None:
        raise TwoAccounts
    await unsigned(turn, room)
    former = await unmerging.as_they_are(turn, room, kept.id, other.id)
    await _move_opinions(turn, room, kept, other)
    await _move_voices(turn, room, kept, other)
    await _move_queue(turn, room, kept, other)
    await _move_answer(turn, room, kept, other)
    await remove_participant(turn, room.reference, other.id, by=turn.who.person)
    await _move_chats(turn, room, kept, other, former.came_by)
    await _correct(turn, room, kept, other)
    await unmerging.note(turn, room, kept.id, other.id, former)
    await touch(turn, room)


async def part(turn: Turn, room: Room, number: int) -> unmerging.Merge | None:
    """Take a merge back; none where there is none such, or not any more. Raises :class:`RecordClosed`."""
    await unsigned(turn, room)
    merge = next((one for one in await unmerging.standing(turn, room) if one.id == number), None)
    if merge is not None:
        await _count_again(turn, room, await unmerging.take_back(turn, room, merge))
    return merge


async def unsigned(turn: Turn, room: Room) -> None:
    """Raise :class:`RecordClosed` once anybody has signed the minutes: whom they name, they name for good."""
    minutes = await read_minutes(turn, room.reference)
    if minutes.signatures or minutes.state in SIGNED:
        raise RecordClosed


async def _correct(turn: Turn, room: Room, kept: Participant, other: Participant) -> None:
    moments = [at for at in (kept.checked_in_at, other.checked_in_at) if at is not None]
    version, at = await _consent_of(turn, kept) or await _consent_of(turn, other) or (None, None)
    await correct_participant(
        turn,
        room.reference,
        kept.id,
        by=turn.who.person,
        person=other.person if kept.person is None else kept.person,
        organisation=other.organisation if kept.organisation is None else kept.organisation,
        attendance=other.attendance if kept.attendance not in HERE else kept.attendance,
        checked_in_at=min(moments, default=None),
        consent_version=version,
        consented_at=at,
    )


async def _consent_of(turn: Turn, participant: Participant) -> tuple[int, datetime] | None:
    table = records.participant
    found = await turn.transaction.execute(
        select(table.c.consent_version, table.c.consented_at).where(table.c.id == participant.id)
    )
    version, at = found.one()
    return None if version is None else (version, at)


async def _move_opinions(turn: Turn, room: Room, kept: Participant, other: Participant) -> None:
    table = records.opinion
    said = await turn.transaction.scalars(
        select(table.c.id).where(*within(room.reference, table), table.c.participant_id == other.id)
    )
    for number in said.all():
        await correct_opinion(turn, room.reference, number, by=turn.who.person, participant=kept.id)


async def _move_voices(turn: Turn, room: Room, kept: Participant, other: Participant) -> None:
    """One voice in each poll: of two, the one that was given last."""
    table = records.position
    found = await turn.transaction.execute(
        select(table.c.poll_id, table.c.participant_id)
        .where(table.c.participant_id.in_([kept.id, other.id]))
        .order_by(table.c.at, table.c.participant_id == kept.id)
    )
    last = {row.poll_id: row.participant_id for row in found}
    for poll, whose in last.items():
        one = other.id if whose == kept.id else kept.id
        await turn.transaction.execute(delete(table).where(table.c.poll_id == poll, table.c.participant_id == one))
    moved = {"participant_id": kept.id, "kind": kept.kind.value}
    await turn.transaction.execute(update(table).where(table.c.participant_id == other.id).values(**moved))
    await _count_again(turn, room, list(last))


async def _count_again(turn: Turn, room: Room, polls: list[int]) -> None:
    """Polls that are closed were counted with a voice too many: whether they were carried is found anew."""
    table, tallies = records.poll, await read_tallies(turn, polls)
    found = await turn.transaction.execute(
        select(table.c.id, table.c.threshold).where(
            *within(room.reference, table), table.c.id.in_(polls), table.c.closed_at.is_not(None)
        )
    )
    for row in found.all():
        carried = {"carried": is_carried(row.threshold, tallies.get(row.id, {}))}
        await history.correct(turn, room.reference, table, row.id, carried, by=turn.who.person)


async def _move_queue(turn: Turn, room: Room, kept: Participant, other: Participant) -> None:
    """One place in the queue: of two, the one that stays keeps its own."""
    table = records.speaker
    waiting = (*within(room.reference, table), table.c.ended_at.is_(None))
    if await turn.transaction.scalar(select(table.c.id).where(*waiting, table.c.participant_id == kept.id)):
        await turn.transaction.execute(
            update(table).where(*waiting, table.c.participant_id == other.id).values(ended_at=turn.now)
        )
    await turn.transaction.execute(
        update(table)
        .where(*within(room.reference, table), table.c.participant_id == other.id)
        .values(participant_id=kept.id)
    )


async def _move_answer(turn: Turn, room: Room, kept: Participant, other: Participant) -> None:
    """One answer to the minutes: of two, the one that was given last."""
    table, by = records.response, turn.who.person
    answers = {int(str(one["participant"])): one for one in await read_parts(turn, room.reference, table)}
    theirs, own = answers.get(other.id), answers.get(kept.id)
    if theirs is None:
        return
    await history.remove(turn, room.reference, table, int(str(theirs["id"])), by=by)
    if own is not None and str(own["at"]) >= str(theirs["at"]):
        return
    fields = {name: theirs[name] for name in ("confirmed", "text", "at")}
    of_kept = (table.c.consultation_id == room.number, table.c.participant_id == kept.id)
    number = await turn.transaction.scalar(select(table.c.id).where(*of_kept))
    if number is None:
        await history.add(turn, room.reference, table, [{"participant": kept.id, **fields}], by=by)
    else:
        await history.correct(turn, room.reference, table, number, {**fields, "removed_at": None}, by=by)


async def _move_chats(turn: Turn, room: Room, kept: Participant, other: Participant, chat: int | None) -> None:
    """From whichever chat the other came, the one that stays takes part; a facilitator has seen to it."""
    table = records.claim
    await turn.transaction.execute(
        update(table)
        .where(*within(room.reference, table), table.c.participant_id == other.id, table.c.confirmed)
        .values(participant_id=kept.id)
    )
    if chat is not None:
        await claims.bind(turn, room.reference, chat, kept.id, by=turn.who.person)
