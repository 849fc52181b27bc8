"""Taking back that somebody who came in a second time is a participant, where a facilitator had confirmed it.

Nothing tells from which of two chats a participant spoke or voted, so what was done in the meantime stays theirs, and
whoever takes it back is told so. The chat takes part no more until its holder checks in on their own.
"""

from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting.live import claims, twins, unmerging
from dialogs.meeting.live.claims import Claim
from dialogs.meeting.live.merging import unsigned
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.participants import correct_participant


async def standing(work: Work, room: Room) -> list[Claim]:
    """Give the claims that a facilitator confirmed, the latest first, but for those that a merge has moved since.

    Those come back with the merge, as it found them; so the merge is to be taken back first.
    """
    found = await claims.confirmed_by_facilitators(work, room)
    merges = await unmerging.not_undone(work, room) if found else ()
    moved = {chat.id for former in merges for chat in former.chats}
    came_by = {former.came_by for former in merges}
    return [claim for claim in reversed(found) if claim.id not in moved and claim.chat not in came_by]


async def take_back(turn: Turn, room: Room, number: int) -> Claim | None:
    """Take a claim's confirmation back, and tell whoever made it; none where there is none such, or not any more.

    Raises :class:`~dialogs.meeting.live.closed.RecordClosed` once anybody has signed the minutes.
    """
    await unsigned(turn, room)
    claim = next((one for one in await standing(turn, room) if one.id == number), None)
    if claim is None:
        return None
    await claims.decide(turn, room, claim, confirmed=False, by=turn.who.person)
    await _give_up_person(turn, room, claim)
    if room.ended_at is None:
        told = _(
            "You are no longer taken for {name} here. Please check in on your own to go on taking part.",
            name=claim.name,
        )
        await twins.tell(turn, claim.chat, told, twins.apart_row(room))
    else:
        await twins.tell(turn, claim.chat, _("You are no longer taken for {name} here.", name=claim.name))
    return claim


async def _give_up_person(turn: Turn, room: Room, claim: Claim) -> None:
    """Whoever had joined and came by that chat is no longer the participant, unless both chats are theirs."""
    theirs, own = await twins.person_of(turn, claim.chat), await twins.person_of(turn, claim.first)
    if theirs is not None and theirs != own and theirs == await claims.person_claimed(turn, claim):
        await correct_participant(turn, room.reference, claim.participant, by=turn.who.person, person=None)
