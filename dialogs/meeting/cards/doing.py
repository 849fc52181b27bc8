"""What a consultation's buttons do at once: a stage reached, somebody here, an item moved, taken off, put back."""

from functools import partial

from dialogs.engine.cards import Card
from dialogs.engine.presses import row_number
from dialogs.engine.registry import Action, Registry
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting import agenda, history, participants, records
from dialogs.meeting.cards.agenda import agenda_card, page_at
from dialogs.meeting.cards.attendance import DEEDS as ROLL_DEEDS
from dialogs.meeting.cards.attendance import call_roll
from dialogs.meeting.cards.kind import BECOME, become
from dialogs.meeting.cards.navigating import DO, do_button
from dialogs.meeting.cards.people import member_named, participant_card
from dialogs.meeting.cards.stages import stages_card
from dialogs.meeting.entering.forms import GONE, is_signed
from dialogs.meeting.entering.ways import reach, reopen
from dialogs.meeting.live import changing, rooms
from dialogs.meeting.procedure import CLOSED
from dialogs.meeting.reading import read
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named
from dialogs.meeting.terms import Attendance, Stage
from dialogs.people.rights import roles_of
from standard.library import Library


async def do(library: Library, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Do something about a consultation: ``consultation, deed, part``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return
    _number, deed, part = (*arguments, "", "")[:3]
    stage = next((stage for stage in Stage if stage.value == part), None)
    if deed in {"reach", "reopen"} and stage is not None:
        await _stage(turn, reference, deed, stage)
    elif is_signed(await read(turn, reference)):
        turn.say(CLOSED)
    elif deed == BECOME:
        if not await become(library, turn, reference, part):
            turn.say(GONE)
    elif (card := await _part(turn, reference, deed, row_number(part))) is not None:
        await _let_boards_follow(turn, reference)
        turn.show(card)
    else:
        turn.say(GONE)


async def _stage(turn: Turn, reference: Reference, deed: str, stage: Stage) -> None:
    if deed == "reach":
        await reach(turn, reference, stage, turn.now)
    else:
        await reopen(turn, reference, stage)
    turn.show(await stages_card(turn, reference, notice=_("Noted.")))


async def _part(turn: Turn, reference: Reference, deed: str, number: int) -> Card | None:
    """Do it, and give the card that shows it; none where there is no such part, or no such deed."""
    match deed:
        case "present" | "absent" | "invited":
            return await _attends(turn, reference, number, Attendance(deed))
        case "link":
            return await _linked(turn, reference, number)
        case _ if deed in ROLL_DEEDS:
            return await call_roll(turn, reference, deed, number)
        case "up" | "down":
            return await _moved(turn, reference, number, -1 if deed == "up" else 1)
        case "drop-item" | "back-item":
            return await _item_in_or_out(turn, reference, number, back=deed == "back-item")
        case _:
            return None


async def _attends(turn: Turn, reference: Reference, number: int, attendance: Attendance) -> Card | None:
    if attendance is Attendance.PRESENT:
        done = await participants.check_in(turn, reference, number, by=turn.person)
    else:
        done = await participants.correct_participant(
            turn, reference, number, by=turn.person, attendance=attendance, checked_in_at=None
        )
    return await participant_card(turn, reference, number, _("Noted.")) if done else None


async def _linked(turn: Turn, reference: Reference, number: int) -> Card | None:
    """Let a participant be the member of the same name, who sees the consultation from then on."""
    found = next((one for one in (await read(turn, reference)).participants if one.id == number), None)
    member = None if found is None else await member_named(turn, reference, found.name)
    if member is None or await participants.participant_of(turn, reference, person=member) is not None:
        return None
    await participants.correct_participant(turn, reference, number, by=turn.person, person=member)
    return await participant_card(turn, reference, number, _("Noted."))


async def _item_in_or_out(turn: Turn, reference: Reference, number: int, *, back: bool) -> Card | None:
    change = history.put_back if back else history.remove
    before = (await read(turn, reference)).agenda
    if not await change(turn, reference, records.agenda_item, number, by=turn.person):
        return None
    items = (await read(turn, reference)).agenda if back else before
    page = page_at(next((item.position for item in items if item.id == number), 1))
    card = await agenda_card(turn, reference, page, _("Put back.") if back else _("Taken off the agenda."))
    return card if back else _with_way_back(card, reference, "back-item", number)


async def _moved(turn: Turn, reference: Reference, number: int, by: int) -> Card | None:
    items = (await read(turn, reference)).agenda
    place = next((item.position for item in items if item.id == number), None)
    if place is None or not await agenda.move_item(turn, reference, number, place + by, by=turn.person):
        return None
    return await agenda_card(turn, reference, page_at(place + by), _("Moved."))


def _with_way_back(card: Card, reference: Reference, deed: str, number: int) -> Card:
    label: Text = _("Put back")
    return card.model_copy(update={"buttons": ((do_button(label, reference, deed, str(number)),), *card.buttons)})


async def _let_boards_follow(turn: Turn, reference: Reference) -> None:
    """Let a meeting that is going on show at once who is there and what is on its agenda."""
    room = await rooms.presided(turn, reference.organisation, reference.id)
    if room is not None and room.ended_at is None:
        await changing.touch(turn, room)


def register(registry: Registry, library: Library) -> None:
    """Add the action."""
    registry.action(Action(name=DO, roles=roles_of("action", DO), run=partial(do, library)))
