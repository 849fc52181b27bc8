"""What the buttons do: ask why something is struck, and strike it."""

from typing import Final

from pydantic import JsonValue

from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting.entering.forms import GONE, is_signed
from dialogs.meeting.following.telling import owners_told
from dialogs.meeting.live import rooms
from dialogs.meeting.live.changing import turn_pages
from dialogs.meeting.minutes.keeping import read_draft
from dialogs.meeting.navigating import CONSULTATION
from dialogs.meeting.opening import open_anew
from dialogs.meeting.procedure import CLOSED
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference, hold
from dialogs.meeting.seeing import consultation_named
from dialogs.meeting.striking.cards import struck_card
from dialogs.meeting.striking.form import NO, REASONS, StrikeArguments, Striking, Why
from dialogs.meeting.striking.navigating import STRIKE, What, put_back_button
from dialogs.meeting.striking.places import card_around
from dialogs.meeting.striking.things import Thing, find_thing
from dialogs.meeting.striking.writing import strike
from dialogs.meeting.undoing import changes_of_turn
from dialogs.people import auditing

STRUCK: Final[Message] = _("Struck.")
HELD_NOW: Final[Message] = _("The meeting is going on. Please close it first (/end), then strike the consultation.")
FOLLOWING: Final = frozenset({What.ACTION, What.OUTCOME})
"""What follows a consultation: it may be newer than the minutes."""


async def ask_why(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Ask why something is struck: ``consultation, what``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return
    consultation = await read(turn, reference)
    thing = await _strikable(turn, reference, consultation, (*arguments, "", "")[1])
    if thing is not None:
        given = StrikeArguments.about(consultation, thing)
        await open_anew(turn, STRIKE, f"{reference.id}:{thing.code}", given)


async def struck(turn: Turn, arguments: JsonValue, answers: Striking) -> None:
    """Strike it, and show where it stood with the way to put it back."""
    given = StrikeArguments.model_validate(arguments)
    reference = await consultation_named(turn, (str(given.consultation),))
    if reference is None:
        return
    if answers.sure == NO:
        await turn.open_view(CONSULTATION, str(reference.id))
        return
    await hold(turn, reference)
    consultation = await read(turn, reference)
    thing = await _strikable(turn, reference, consultation, given.code)
    if thing is None:
        return
    async with owners_told(turn, reference):
        await strike(turn, reference, consultation, thing, _reason(turn, answers), by=turn.person)
    await turn_pages(turn, reference)
    await _show(turn, reference, thing)


async def _show(turn: Turn, reference: Reference, thing: Thing) -> None:
    if thing.what is What.CONSULTATION:
        await auditing.note(turn, reference.organisation, "consultation struck", reference.number)
        turn.show(await struck_card(turn, reference, STRUCK))
        return
    card = await card_around(turn, reference, thing.what, thing.item, STRUCK)
    changes = await changes_of_turn(turn, reference, turn.correlation)
    ways_back = tuple((put_back_button(reference, one.id),) for one in changes if one.reason is not None)[:1]
    turn.show(card.model_copy(update={"buttons": (*ways_back, *card.buttons)}))


async def _strikable(turn: Turn, reference: Reference, consultation: Consultation, code: str) -> Thing | None:
    """Find what is to be struck; else say why there is no such thing, or why it stays."""
    thing = find_thing(consultation, code)
    if thing is None:
        turn.say(GONE)
    elif is_signed(consultation) and await _is_in_minutes(turn, reference, thing):
        turn.say(CLOSED)
    elif thing.what is What.CONSULTATION and await rooms.is_open(turn, reference):
        turn.say(HELD_NOW)
    else:
        return thing
    return None


async def _is_in_minutes(turn: Turn, reference: Reference, thing: Thing) -> bool:
    """Whether signed minutes tell of it: what they tell, they tell for good."""
    approved = (await read_draft(turn, reference)).approved
    return approved is None or thing.what not in FOLLOWING or find_thing(approved, thing.code) is not None


def _reason(turn: Turn, answers: Striking) -> str:
    """Give the reason in words, those on a button in the language of whoever pressed it."""
    if answers.why is Why.OTHER and answers.words is not None:
        return answers.words
    return turn.house.reader(turn.who.locale, turn.who.timezone).say(REASONS[answers.why])
