"""Who may read and answer a notice: whoever is on the consultation's list, of whichever organisation they are."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from dialogs.engine.presses import row_number
from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.references import Reference, find, reference_of
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION, may_see


@dataclass(frozen=True)
class Invited:
    """Somebody's place on a consultation's list."""

    reference: Reference
    participant: int


async def invited_to(turn: Turn, number: str) -> Invited | None:
    """Find the place of the person, or of their chat, on the list of a consultation; none for anybody else."""
    part, table = records.participant, records.consultation
    theirs = part.c.chat_id == turn.who.chat
    if turn.who.person is not None:
        theirs = or_(theirs, part.c.person_id == turn.who.person)
    found = await turn.transaction.execute(
        select(
            *(table.c.id, table.c.organisation_id, table.c.year, table.c.clause, table.c.serial),
            part.c.id.label("participant"),
        )
        .join(part, (part.c.consultation_id == table.c.id) & (part.c.organisation_id == table.c.organisation_id))
        .where(table.c.id == row_number(number), table.c.removed_at.is_(None), part.c.removed_at.is_(None), theirs)
        .order_by(part.c.id)
        .limit(1)
    )
    row = found.mappings().one_or_none()
    return None if row is None else Invited(reference_of(row), int(row["participant"]))


async def answering(turn: Turn, arguments: tuple[str, ...]) -> Invited | None:
    """Find the place of whoever pressed a button of a letter; else say that there is no such consultation."""
    place = await invited_to(turn, (*arguments, "")[0])
    if place is None:
        turn.leave_card()
        turn.say(NO_SUCH_CONSULTATION)
    return place


async def reading(turn: Turn, number: str) -> Reference | None:
    """Find a consultation that the person may read of: as one invited, or within the organisation worked in."""
    place = await invited_to(turn, number)
    if place is not None:
        return place.reference
    if turn.who.organisation is None or turn.who.person is None:
        return None
    reference = await find(turn, turn.who.organisation, number)
    return reference if reference is not None and await may_see(turn, reference) else None
