"""Putting back what was struck: as it was, with all that was struck with it."""

from typing import Final

from sqlalchemy import select

from dialogs.engine.presses import row_number
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting import participants, records
from dialogs.meeting.entering.forms import GONE, is_signed
from dialogs.meeting.following.telling import owners_told
from dialogs.meeting.live.changing import turn_pages
from dialogs.meeting.navigating import CONSULTATION
from dialogs.meeting.procedure import CLOSED
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference, find, hold
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION
from dialogs.meeting.striking.cards import may_put_back
from dialogs.meeting.striking.doing import FOLLOWING
from dialogs.meeting.striking.navigating import What
from dialogs.meeting.striking.places import card_around
from dialogs.meeting.striking.words import FIELDS
from dialogs.meeting.striking.writing import ROWS
from dialogs.meeting.undoing import Change, changes_of_turn, find_change, undo_turn
from dialogs.people import auditing

PUT_BACK: Final[Message] = _("Put back.")
FILLED: Final[Message] = _("Something else stands there by now: correct that instead. The history keeps both.")
THERE_AGAIN: Final[Message] = _("This person is on the list again by now.")
NOT_YOURS: Final[Message] = _("Only whoever struck this consultation, or an administrator, can put it back.")

WHATS: Final = {table.name: what for what, table in ROWS.items()}


async def put_back(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Put back what a change struck: ``consultation, change``."""
    organisation = turn.member[1]
    number, named = (*arguments, "", "")[:2]
    reference = await find(turn, organisation, number) or await find(turn, organisation, number, struck=True)
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
        return
    await hold(turn, reference)
    change = await find_change(turn, reference, row_number(named))
    if change is None or change.reason is None or change.undone:
        turn.say(GONE)
    elif (why_not := await _why_not(turn, reference, change)) is not None:
        turn.say(why_not)
    else:
        async with owners_told(turn, reference):
            await undo_turn(turn, reference, change.turn, by=turn.person)
        await turn_pages(turn, reference)
        await _show(turn, reference, change)


async def _show(turn: Turn, reference: Reference, change: Change) -> None:
    what = WHATS.get(change.part)
    if what is What.CONSULTATION:
        await auditing.note(turn, reference.organisation, "consultation put back", reference.number)
        await turn.open_view(CONSULTATION, str(reference.id), "put-back")
        return
    item = change.part_id if what is None else _item_of(await read(turn, reference), change.part_id)
    turn.show(await card_around(turn, reference, what or What.SUMMARY, item, PUT_BACK))


def _item_of(consultation: Consultation, number: int) -> int | None:
    """Give the agenda item under which an opinion or a decision stands."""
    for item in consultation.agenda:
        if number in {opinion.id for opinion in item.opinions} | {decision.id for decision in item.decisions}:
            return item.id
    return None


async def _why_not(turn: Turn, reference: Reference, change: Change) -> Message | None:
    """Say why something stays struck."""
    what = WHATS.get(change.part)
    if what is What.CONSULTATION:
        return None if may_put_back(turn, change) else NOT_YOURS
    consultation = await read(turn, reference)
    if is_signed(consultation) and what not in FOLLOWING:
        return CLOSED
    if what is None:
        return FILLED if _is_filled(consultation, change) else None
    changes = await changes_of_turn(turn, reference, change.turn)
    people = {one.part_id for one in changes if one.part == records.participant.name}
    return THERE_AGAIN if people and await _are_there_again(turn, reference, people) else None


def _is_filled(consultation: Consultation, change: Change) -> bool:
    """Whether other words stand by now where the struck ones stood; or nothing can, for the item is gone."""
    item = next((one for one in consultation.agenda if one.id == change.part_id), None)
    return item is None or any(getattr(item, name) is not None for name in FIELDS.values() if name in change.former)


async def _are_there_again(turn: Turn, reference: Reference, numbers: set[int]) -> bool:
    table = records.participant
    found = await turn.transaction.execute(select(table.c.person_id, table.c.chat_id).where(table.c.id.in_(numbers)))
    for row in found.all():
        there = await participants.participant_of(turn, reference, person=row.person_id, chat=row.chat_id)
        if there is not None:
            return True
    return False
