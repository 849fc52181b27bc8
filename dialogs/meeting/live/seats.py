"""Who sits in a room: a participant, as whoever presses or types is found among them."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select, update

from dialogs.engine import records as engine
from dialogs.engine.cipher import open_text
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live import claims
from dialogs.meeting.live.board import Reader
from dialogs.meeting.live.changing import touch
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.participants import NewParticipant, add_participants, check_in, correct_participant, participant_of
from dialogs.meeting.terms import Attendance, StakeholderKind
from dialogs.people import records as people
from dialogs.people.roles import Role


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A participant of the room: under which name and kind they are recorded, and whether they are there."""

    id: int
    name: str
    kind: StakeholderKind
    present: bool


async def seat_of(turn: Turn, room: Room) -> Seat | None:
    """Find the person of a turn among the participants; none where they have not checked in and were not invited."""
    number = await participant_of(turn, room.reference, person=turn.who.person, chat=turn.who.chat)
    if number is None:
        return None
    table = records.participant
    found = await turn.transaction.execute(
        select(table.c.sealed_name, table.c.kind, table.c.attendance).where(table.c.id == number)
    )
    row = found.one()
    return Seat(
        id=number,
        name=open_text(turn.cipher, row.sealed_name),
        kind=StakeholderKind(row.kind),
        present=row.attendance == Attendance.PRESENT.value,
    )


async def take_seat(turn: Turn, room: Room, seat: Seat) -> None:
    """Note that a participant is here."""
    await check_in(turn, room.reference, seat.id, by=turn.who.person)
    await touch(turn, room)


CONSENT_VERSION: Final = 2
"""Of what somebody agrees to who comes by a link (:data:`~dialogs.meeting.live.attending.KEPT`): raise it whenever the
meaning of those sentences changes."""


async def add_seat(  # noqa: PLR0913 - who somebody is
    turn: Turn,
    room: Room,
    name: str,
    kind: StakeholderKind,
    organisation: str | None = None,
    *,
    consented: bool = True,
) -> None:
    """Let somebody take part, present from now on, or correct under which name and kind they do.

    ``consented``: they have just agreed to what is kept of them here; members have when they joined.
    """
    await claims.withdraw(turn, room)
    seat, by = await seat_of(turn, room), turn.who.person
    if seat is not None:
        await correct_participant(turn, room.reference, seat.id, by=by, name=name, kind=kind, organisation=organisation)
        await take_seat(turn, room, seat)
        return
    newcomer = _newcomer(turn, name, kind, organisation, consented=consented)
    await add_participants(turn, room.reference, [newcomer], by=by)
    await touch(turn, room)


def _newcomer(
    turn: Turn, name: str, kind: StakeholderKind, organisation: str | None, *, consented: bool
) -> NewParticipant:
    person = turn.who.person
    return NewParticipant(
        name=name,
        kind=kind,
        organisation=organisation,
        attendance=Attendance.PRESENT,
        person=person,
        chat=None if person is not None else turn.who.chat,
        checked_in_at=turn.now,
        consent_version=CONSENT_VERSION if consented else None,
        consented_at=turn.now if consented else None,
    )


async def add_member(turn: Turn, room: Room) -> bool:
    """Let a member of the organisation that holds the room take part under their own name; ``False`` for others."""
    name = await member_name(turn, room)
    if name is None:
        return False
    await add_seat(turn, room, name, StakeholderKind.SOCIAL_ORGANISATION, consented=False)
    return True


async def member_name(turn: Turn, room: Room) -> str | None:
    """Give the name of whoever is a member of the organisation that holds the room; none for others."""
    if turn.who.person is None or not await belongs(turn, turn.who.person, room):
        return None
    table = people.person
    sealed = await turn.transaction.scalar(select(table.c.sealed_name).where(table.c.id == turn.who.person))
    return None if sealed is None else open_text(turn.cipher, sealed)


async def belongs(work: Work, person: int, room: Room) -> bool:
    """Whether a person is a member of the organisation that holds the room."""
    table = people.membership
    found = await work.transaction.execute(
        select(table.c.role).where(
            table.c.person_id == person,
            table.c.organisation_id == room.reference.organisation,
            table.c.left_at.is_(None),
        )
    )
    return found.one_or_none() is not None


async def speak_language(work: Work, chat: int, locale: str) -> None:
    """Let a chat without a person be written to in a language from now on."""
    await work.transaction.execute(update(engine.chat).where(engine.chat.c.id == chat).values(locale=locale))


async def presiding_persons(work: Work, room: Room) -> frozenset[int]:
    """Give the facilitators of the organisation that holds the room, administrators among them."""
    table = people.membership
    found = await work.transaction.execute(
        select(table.c.person_id).where(
            table.c.organisation_id == room.reference.organisation,
            table.c.role.in_([Role.FACILITATOR.value, Role.ADMIN.value]),
            table.c.left_at.is_(None),
        )
    )
    return frozenset(found.scalars())


async def leading_persons(work: Work, room: Room) -> frozenset[int]:
    """Give the facilitators who have led this meeting; all there are where nobody has yet."""
    table, presiding = records.step, await presiding_persons(work, room)
    found = await work.transaction.scalars(
        select(table.c.by_id).where(
            table.c.consultation_id == room.number,
            table.c.organisation_id == room.reference.organisation,
            table.c.by_id.is_not(None),
        )
    )
    return presiding & frozenset(found) or presiding


async def reader_of(turn: Turn, room: Room) -> Reader:
    """Say for whom a board is that a turn's person is shown."""
    seat = await seat_of(turn, room)
    presides = turn.who.person is not None and turn.who.person in await presiding_persons(turn, room)
    participant = None if seat is None or not seat.present else seat.id
    return Reader(participant=participant, presides=presides, known=turn.who.person is not None)
