"""Those without a chat are told by a facilitator: a text to forward, with a link of their own, and that it is done."""

from dialogs.engine.cards import Block, Card, Heading, Note, Paragraph
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.daily import zone_of
from dialogs.meeting.minutes import links
from dialogs.meeting.minutes.answers import NOT_ASKED, answerer_card, answers_card, to_be_told
from dialogs.meeting.minutes.audience import Asked, asked
from dialogs.meeting.minutes.guest_cards import VOID, is_open, last_day_in
from dialogs.meeting.minutes.keeping import read_draft
from dialogs.meeting.minutes.responding import why_closed
from dialogs.meeting.notice.forwarding import text_from
from dialogs.meeting.references import Reference
from dialogs.people import auditing, membership

NO_ADDRESS = _("This installation has no address that others could open. Please ask them another way.")


async def forward(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Give the text as a message of its own: ``participant``."""
    turn.leave_card()
    one = await _one(turn, reference, rest)
    if one is None:
        return
    token = await links.token_of(turn, reference, one.participant)
    address = links.address_of(turn.house.installation, token)
    if address is None:
        turn.say(NO_ADDRESS)
        return
    await auditing.note(turn, reference.organisation, "minutes link made", f"{reference.number} {one.participant}")
    reader = turn.house.reader(turn.who.locale, turn.who.timezone)
    turn.show(Card(blocks=(Paragraph(text=text_from(await _said(turn, reference, one, address), reader)),)))


async def _said(turn: Turn, reference: Reference, one: Asked, address: str) -> tuple[Block, ...]:
    zone = await zone_of(turn, reference.organisation) or turn.who.timezone
    until = (await read_draft(turn, reference)).confirm_by
    asking = _(
        "{organisation} sends you the minutes of consultation {number}, in which you took part. Please open the link "
        "and say by {day} whether they are right, or what is wrong in them:",
        organisation=await membership.organisation_name(turn, reference.organisation),
        number=reference.number,
        day="" if until is None else last_day_in(until, zone),
    )
    return (
        Heading(text=_("Are these minutes right?")),
        *((Paragraph(text=VOID),) if one.void else ()),
        Paragraph(text=asking),
        Paragraph(text=address),
        Note(text=_("The link is for {name} alone. Please do not pass it on.", name=one.name)),
    )


async def told(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Note that one of them has been told by hand: ``participant``."""
    one = await _one(turn, reference, rest)
    if one is not None:
        await links.note_told(turn, reference, [one.participant], by=turn.who.person)
        turn.show(await answerer_card(turn, reference, str(one.participant), _("Noted.")))


async def all_told(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Note that everybody has."""
    del rest
    draft = await read_draft(turn, reference)
    if not is_open(draft, turn.now):
        turn.say(why_closed(draft))
        return
    waiting = [one.participant for one in to_be_told(await asked(turn, reference))]
    await links.note_told(turn, reference, waiting, by=turn.who.person)
    turn.show(await answers_card(turn, reference, by_hand=True, notice=_("Noted.")))


async def _one(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> Asked | None:
    """Find whom a button names, as long as they are asked; else say why they are not."""
    draft = await read_draft(turn, reference)
    if not is_open(draft, turn.now):
        turn.say(why_closed(draft))
        return None
    one = next((each for each in await asked(turn, reference) if (str(each.participant),) == rest[:1]), None)
    if one is None or one.person is not None:
        turn.say(NOT_ASKED)
        return None
    return one
