"""Beginning a meeting: a coming consultation, or one on the spot; in a group, a topic, or the web room alone."""

from datetime import timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue
from sqlalchemy import select

from dialogs.engine.cards import Block, Button, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.cipher import open_text
from dialogs.engine.errors import Refusal
from dialogs.engine.forms import Choice, Form, Option, Step, Words
from dialogs.engine.gathering import Place, place_of, put_here
from dialogs.engine.letters import Letter
from dialogs.engine.presses import ActionPress, packed
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.lines import lines_of
from dialogs.meeting.live import boards, panel, rooms, seats
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.procedure import CLOSED, SIGNED
from dialogs.meeting.reading_minutes import read_minutes
from dialogs.meeting.references import Reference, find, find_by_number, reference_of
from dialogs.meeting.templates import read_template
from dialogs.people.rights import roles_of
from standard.library import library

OPEN: Final = "meeting-open"
NEW: Final = "new"
OFFERED: Final = 8
BEFORE: Final = timedelta(days=1)
AHEAD: Final = timedelta(days=60)
LONGEST_TOPIC: Final = 200
LONGEST_AGENDA: Final = 4000
SEAL_LENGTH: Final = 12
"""Hexadecimal digits of the proof that a button was made for this person and this group."""


class RecordClosed(Refusal):
    """The minutes are signed: what they tell is told, and the record takes nothing more."""

    def __init__(self) -> None:
        super().__init__(CLOSED, "minutes are signed")


async def in_group(turn: Turn, words: str) -> None:
    """Answer ``/meeting`` in a group: show the board of its meeting anew, or ask privately which meeting to hold."""
    place = await place_of(turn, turn.incoming)
    room = await rooms.at_place(turn, place)
    _person, organisation = turn.member
    named = await find_by_number(turn, organisation, words) if words else None
    if named is not None:
        await hold(turn, named, place)
    elif room is not None:
        await boards.bind(turn, room, place)
    else:
        await choose(turn, place)
        told = _("Facilitators choose in our private chat which consultation is held here.")
        await put_here(turn, Card(blocks=(Notice(text=told),)))


async def choose(turn: Turn, place: Place | None) -> None:
    """Ask privately which consultation is to be held, in a group's place or in the web room alone."""
    _person, organisation = turn.member
    offered = await _coming(turn, organisation)
    rows = [
        (_open_button(turn, f"{reference.number} {topic}", str(reference.id), place),) for reference, topic in offered
    ]
    rows.append((_open_button(turn, _("Begin one on the spot"), NEW, place),))
    blocks: list[Block] = [Heading(text=_("Which consultation is held now?"))]
    if place is not None:
        blocks.append(Paragraph(text=_("Its board is put up in the group, for everybody there to see.")))
        blocks.append(
            Note(
                text=_(
                    "Let me pin messages there (group settings, administrators), so that the board stays at the top."
                )
            )
        )
    turn.show(Card(blocks=tuple(blocks), buttons=tuple(rows)), live=False)


async def open_(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the room that a button names, where it is to be held."""
    which, chat, thread, proof = (*arguments, "", "", "", "")[:4]
    place = Place(chat=int(chat), thread=thread) if chat.isascii() and chat.isdecimal() else None
    if place is not None and proof != _proof(turn, place):
        place = None
    _person, organisation = turn.member
    if which == NEW:
        where: JsonValue = None if place is None else [place.chat, place.thread]
        turn.leave_card()
        await turn.open_form(FORM.name, "", where)
        return
    reference = await find(turn, organisation, which)
    if reference is None:
        turn.say(_("There is no such meeting."))
    else:
        await hold(turn, reference, place)


async def hold(turn: Turn, reference: Reference, place: Place | None) -> None:
    """Open a consultation's room, put its board up in a group where one is meant, and show the panel privately.

    Raises :class:`RecordClosed` where its minutes are signed.
    """
    if (await read_minutes(turn, reference)).state in SIGNED:
        raise RecordClosed
    room = await rooms.enter(turn, reference, by=turn.who.person)
    await _give_an_agenda(turn, room)
    if place is not None:
        await seats.speak_language(turn, place.chat, turn.who.locale)
        await boards.bind(turn, room, place)
        _set_group_menu(turn, place)
    else:
        await rooms.touch(turn, room)
    turn.show(await panel.panel(turn, room), live=False)
    if turn.who.channel == "web":
        await boards.show_own(turn, room, await seats.reader_of(turn, room))


async def _give_an_agenda(turn: Turn, room: Room) -> None:
    """Let a consultation without an agenda have one item: its topic."""
    table = records.agenda_item
    known = await turn.transaction.scalar(
        select(table.c.id).where(table.c.consultation_id == room.number, table.c.removed_at.is_(None)).limit(1)
    )
    if known is None:
        topic, _organisation = await rooms.titles(turn, room)
        await add_items(turn, room.reference, [NewItem(title=topic)], by=turn.who.person)


def _set_group_menu(turn: Turn, place: Place) -> None:
    reader = turn.house.reader(turn.who.locale, turn.who.timezone)
    commands = turn.house.registry.group_commands.values()
    menu = tuple((command.name, reader.say(command.description)) for command in commands)
    turn.send(place.chat, Letter(commands=menu, locale=turn.who.locale, correlation=turn.correlation))


async def _coming(turn: Turn, organisation: int) -> list[tuple[Reference, str]]:
    """Give the consultations that may be held now: those of these days, and those whose room is open."""
    table, room = records.consultation, records.room
    found = await turn.transaction.execute(
        select(table.c.id, table.c.organisation_id, table.c.year, table.c.clause, table.c.serial, table.c.sealed_topic)
        .outerjoin(room, room.c.consultation_id == table.c.id)
        .where(
            table.c.organisation_id == organisation,
            table.c.removed_at.is_(None),
            (room.c.id.is_not(None) & room.c.ended_at.is_(None))
            | (table.c.held_at.is_(None) & table.c.starts_at.between(turn.now - BEFORE, turn.now + AHEAD)),
        )
        .order_by(table.c.starts_at, table.c.id)
        .limit(OFFERED)
    )
    return [(reference_of(row), open_text(turn.cipher, row["sealed_topic"])) for row in found.mappings()]


def _open_button(turn: Turn, label: Text, which: str, place: Place | None) -> Button:
    where = () if place is None else (str(place.chat), place.thread, _proof(turn, place))
    return Button(label=label, press=packed(ActionPress(OPEN, (which, *where))))


def _proof(turn: Turn, place: Place) -> str:
    """Prove that this person was given this button from that group: nobody can name another."""
    return turn.cipher.fingerprint(f"hold:{turn.person}:{place.chat}:{place.thread}").hex()[:SEAL_LENGTH]


class OnTheSpot(BaseModel):
    """The form's answers."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    topic: str
    agenda: str | None = None


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    del arguments
    affairs = library().affairs.values()
    return (
        Choice(
            name="kind",
            label=_("Kind"),
            prompt=(Heading(text=_("Which kind of affairs is it about?")),),
            options=tuple(Option(value=affair.clause, label=affair.short) for affair in affairs),
        ),
        Words(
            name="topic",
            label=_("Topic"),
            prompt=(
                Heading(text=_("What is it about?")),
                Note(text=_("One sentence: what is to be discussed or settled. Nothing classified, please.")),
            ),
            longest=LONGEST_TOPIC,
        ),
        Words(
            name="agenda",
            label=_("Agenda"),
            prompt=(
                Heading(text=_("What is on the agenda?")),
                Note(text=_("One item a line. Left out, the topic is the only item.")),
            ),
            longest=LONGEST_AGENDA,
            optional=True,
        ),
    )


FORM: Final[Form[OnTheSpot]] = Form(
    name="meeting-now",
    version=1,
    title=_("A consultation on the spot"),
    model=OnTheSpot,
    steps=_steps,
    roles=roles_of("form", "meeting-now"),
    submit=_("Begin"),
    review=False,
)


async def begin(turn: Turn, arguments: JsonValue, answers: OnTheSpot) -> None:
    """Begin a consultation now, and hold it where it was asked for."""
    person, organisation = turn.member
    rules = (await read_template(turn, organisation, answers.kind)).rules
    new = NewConsultation(clause=answers.kind, topic=answers.topic, starts_at=turn.now, rules=rules)
    reference = await create_consultation(turn, organisation, new, by=person)
    titles = lines_of(answers.agenda or "")
    if titles:
        await add_items(turn, reference, [NewItem(title=title) for title in titles], by=person)
    place = None
    match arguments:
        case [int(chat), str(thread)]:
            place = Place(chat=chat, thread=thread)
    await hold(turn, reference, place)
