"""Who may see a consultation: facilitators all of their organisation's, members what they have a part in."""

from typing import Final

from sqlalchemy import exists, or_, select

from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import Reference, find
from dialogs.people.roles import FACILITATORS

NO_SUCH_CONSULTATION: Final = _("That consultation is not one that you can see. /meetings shows those that are.")


def facilitates(turn: Turn) -> bool:
    """Whether the person prepares and records consultations in the organisation worked in."""
    return bool(FACILITATORS & turn.who.roles)


async def has_part(work: Work, reference: Reference, person: int) -> bool:
    """Whether a person is among a consultation's participants, or has something to do from it."""
    found = await work.transaction.execute(
        select(
            or_(
                *(
                    exists().where(
                        table.c.consultation_id == reference.id,
                        table.c.organisation_id == reference.organisation,
                        table.c.person_id == person,
                        table.c.removed_at.is_(None),
                    )
                    for table in (records.participant, records.action)
                )
            )
        )
    )
    return bool(found.scalar_one())


async def may_see(turn: Turn, reference: Reference) -> bool:
    """Whether the person may see a consultation of the organisation worked in."""
    return facilitates(turn) or await has_part(turn, reference, turn.member[0])


async def consultation_named(turn: Turn, arguments: tuple[str, ...]) -> Reference | None:
    """Find the consultation that a button names, where the person may see it; else say that there is none such."""
    reference = await find(turn, turn.member[1], arguments[0] if arguments else "")
    if reference is not None and await may_see(turn, reference):
        return reference
    turn.say(NO_SUCH_CONSULTATION)
    return None
