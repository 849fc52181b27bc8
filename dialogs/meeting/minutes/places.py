"""Whoever opens a letter or a page about minutes: found among those who took part, in whichever organisation."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from dialogs.engine.presses import row_number
from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.minutes.audience import TOOK_PART
from dialogs.meeting.participants import participant_of
from dialogs.meeting.references import Reference, find, reference_of
from dialogs.meeting.seeing import has_part
from dialogs.people import membership
from dialogs.people.identifying import identify


@dataclass(frozen=True, kw_only=True)
class Place:
    """Somebody's place in a consultation; ``member``: they belong to the organisation that holds it.

    ``participant`` is none for a member who only has something to do from it.
    """

    reference: Reference
    participant: int | None
    member: bool


async def place_of(turn: Turn, number: str) -> Place | None:
    """Find whose minutes a button means; a member works in that organisation from now on."""
    return await _of_member(turn, number) or await outsiders_place(turn, number)


async def _of_member(turn: Turn, number: str) -> Place | None:
    person, organisation = turn.who.person, turn.who.organisation
    if person is None:
        return None
    own = [each for each, _name, _role in await membership.organisations_of(turn, person)]
    for each in sorted(own, key=lambda other: other != organisation):
        reference = await find(turn, each, number)
        if reference is not None and await has_part(turn, reference, person):
            if each != organisation:
                await membership.work_in(turn, person, each)
                await turn.become(await identify(turn, turn.incoming))
            return Place(
                reference=reference, participant=await participant_of(turn, reference, person=person), member=True
            )
    return None


async def outsiders_place(turn: Turn, number: str) -> Place | None:
    """Find the place of somebody who took part without belonging to the organisation: a guest, or another's member."""
    table, part, claim = records.consultation, records.participant, records.claim
    chat, person = turn.who.chat, turn.who.person
    claimed = select(claim.c.participant_id).where(
        claim.c.chat_id == chat, claim.c.confirmed, claim.c.removed_at.is_(None)
    )
    theirs = or_(part.c.chat_id == chat, part.c.id.in_(claimed))
    theirs = theirs if person is None else or_(theirs, part.c.person_id == person)
    found = await turn.transaction.execute(
        select(
            *(table.c.id, table.c.organisation_id, table.c.year, table.c.clause, table.c.serial),
            part.c.id.label("participant"),
        )
        .join(part, (part.c.consultation_id == table.c.id) & (part.c.organisation_id == table.c.organisation_id))
        .where(table.c.id == row_number(number), table.c.removed_at.is_(None), theirs)
        .where(part.c.removed_at.is_(None), part.c.attendance.in_(TOOK_PART))
        .order_by(part.c.id)
        .limit(1)
    )
    row = found.mappings().one_or_none()
    return None if row is None else Place(reference=reference_of(row), participant=row["participant"], member=False)
