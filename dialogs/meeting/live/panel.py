"""The facilitators' panel: how the room stands, and a button for each of their steps, in their private chat."""

from datetime import datetime, timedelta
from typing import Final

from dialogs.engine.cards import Block, Bullets, Button, Card, Code, Heading, Note, Notice, Paragraph, Quote
from dialogs.engine.presses import ActionPress, packed
from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.meeting.live import claims, doors, showing, unclaiming, unmerging
from dialogs.meeting.live.board import PRESIDE
from dialogs.meeting.live.rooms import Room, presided
from dialogs.meeting.live.standing import Standing, read
from dialogs.meeting.reading import read as read_record
from dialogs.meeting.record import AgendaItem, Consultation
from dialogs.meeting.terms import Stance
from dialogs.meeting.token_links import web_link
from dialogs.meeting.wording import STAKEHOLDER_NAMES, STANCE_NAMES

MOST_OPINIONS: Final = 10
"""Opinions quoted at a time, the latest."""

QUOTED: Final = 300
"""Characters of each."""

END_TAKEN_BACK_WITHIN: Final = timedelta(hours=1)
"""How long after it the end of a meeting can be taken back: those who were there may be called together again."""


async def panel(turn: Turn, room: Room, notice: Text | None = None) -> Card:
    """Show how the room stands and what can be done."""
    standing = await read(turn, room)
    said = (Notice(text=notice),) if notice is not None else ()
    twice = (step(room, _("The same person twice?"), "twins"),) if await _may_be_twice(turn, standing) else ()
    if room.ended_at is not None:
        return _ended(turn, standing, room.ended_at, said, twice)
    return Card(blocks=(*said, *showing.blocks_of(standing)), buttons=_buttons(standing, twice))


async def show(turn: Turn, room: Room, told: Text | None) -> None:
    """Show in a private chat what came of a step; in a group the board does."""
    if turn.incoming.private:
        now = await presided(turn, room.reference.organisation, room.number)
        turn.show(await panel(turn, now or room, told), live=False)


async def _may_be_twice(turn: Turn, standing: Standing) -> bool:
    """Whether two who are there may be one, or somebody's word that they are is to be decided or taken back."""
    if sum(standing.present.values()) > 1:
        return True
    room = standing.room
    settled = await unmerging.standing(turn, room) or await unclaiming.standing(turn, room)
    return bool(settled or await claims.pending(turn, room))


def _ended(
    turn: Turn, standing: Standing, ended_at: datetime, said: tuple[Notice, ...], twice: tuple[Button, ...]
) -> Card:
    over = Notice(text=_("The meeting is over. Thank you all."))
    blocks = (*said, *showing.blocks_of(standing), over)
    rows = (twice,) if twice else ()
    if turn.now - ended_at > END_TAKEN_BACK_WITHIN:
        return Card(blocks=blocks, buttons=rows)
    how = Note(text=_("If that was too early: for an hour, and until the minutes are signed, it can be taken back."))
    back_to_it = step(standing.room, _("Take the end back"), "undo")
    return Card(blocks=(*blocks, how), buttons=((back_to_it,), *rows))


def _buttons(standing: Standing, twice: tuple[Button, ...]) -> tuple[tuple[Button, ...], ...]:
    room, poll = standing.room, standing.poll
    seen = str(room.item or 0)
    going_on = step(room, _("Next item"), "next", seen), step(room, _("Next speaker"), "call")
    deciding = step(room, _("Record a decision"), "decide")
    if poll is not None and not poll.closed:
        first = ((step(room, _("Close the poll"), "close", str(poll.id)), deciding), going_on)
    else:
        first = (going_on, (step(room, _("Open a poll"), "poll"), deciding))
    return (
        *first,
        (step(room, _("Record an action"), "action"), step(room, _("Record an opinion"), "heard")),
        (step(room, _("Opinions"), "opinions"), step(room, _("Add items"), "items")),
        (step(room, _("QR code"), "qr"), *twice),
        (step(room, _("Refresh"), "panel"),),
        (step(room, _("Undo the last step"), "undo"), step(room, _("Close the meeting"), "end")),
    )


def step(room: Room, label: Text, *what: str) -> Button:
    """Make a button of the facilitators."""
    return Button(label=label, press=packed(ActionPress(PRESIDE, (str(room.number), *what))))


def back(room: Room) -> tuple[Button, ...]:
    """Make the row that leads back to the panel."""
    return (step(room, _("‹ For facilitators"), "panel"),)


def ending(room: Room) -> Card:
    """Ask before the meeting is closed."""
    return Card(
        blocks=(
            Heading(text=_("Close the meeting?")),
            Paragraph(
                text=_("Nobody can check in, speak or vote after that. What is recorded stays; the minutes follow.")
            ),
        ),
        buttons=((step(room, _("Yes, close it"), "end", "yes"), step(room, _("No, go on"), "panel")),),
    )


async def code(turn: Turn, room: Room) -> Card:
    """Show the link into the room, to be scanned from a screen or a sheet."""
    told, token = turn.house.installation, await doors.token_of(turn, room)
    web, telegram = web_link(told, token), told.telegram_link(token)
    link = web or telegram
    lines: list[Block] = [Heading(text=_("The way into the room"))]
    lines += [Paragraph(text=each) for each in (web, telegram) if each is not None]
    if link is None:
        return Card(blocks=(Paragraph(text=_("This installation has no address that others could open.")),))
    lines.append(
        Note(
            text=_(
                "Whoever opens it sees this meeting and nothing else. It leads in for two days, at most until the end."
            )
        )
    )
    picture = Code(link=link, alternative=_("A QR code of the link into the room"))
    return Card(blocks=tuple(lines), buttons=(back(room),), picture=picture)


async def opinions(turn: Turn, room: Room) -> Card:
    """Show what was said on the item that is on: how many of each stance, and the latest of them."""
    consultation = await read_record(turn, room.reference)
    item = next((item for item in consultation.agenda if item.id == room.item), None)
    if item is None or not item.opinions:
        return Card(blocks=(Paragraph(text=_("No opinion has been recorded on this item yet.")),))
    blocks: list[Block] = [
        Heading(text=item.title),
        Bullets(lines=tuple(_count(item, stance) for stance in Stance if _of(item, stance))),
    ]
    for opinion in item.opinions[-MOST_OPINIONS:]:
        blocks.append(Note(text=_whose(consultation, item, opinion.id)))
        text = opinion.text if len(opinion.text) <= QUOTED else f"{opinion.text[:QUOTED]}…"
        blocks.append(Quote(text=text))
    if (more := len(item.opinions) - MOST_OPINIONS) > 0:
        earlier = n_("{count} earlier opinion is on record, too.", "{count} earlier opinions are on record, too.", more)
        blocks.append(Note(text=earlier))
    return Card(blocks=tuple(blocks))


def _of(item: AgendaItem, stance: Stance) -> int:
    return sum(opinion.stance is stance for opinion in item.opinions)


def _count(item: AgendaItem, stance: Stance) -> Text:
    return showing.counted(STANCE_NAMES[stance], _of(item, stance))


def _whose(consultation: Consultation, item: AgendaItem, number: int) -> Text:
    opinion = next(each for each in item.opinions if each.id == number)
    kind, stance = STAKEHOLDER_NAMES[opinion.kind], STANCE_NAMES[opinion.stance]
    participant = next((each for each in consultation.participants if each.id == opinion.participant), None)
    if participant is None:
        return _("{kind}, {stance}", kind=kind, stance=stance)
    return _("{name} ({kind}), {stance}", name=participant.name, kind=kind, stance=stance)
