"""Whether whoever comes in is somebody who is here already, by another door: asked of them, confirmed by another.

What they answer gives them nothing yet (:mod:`.claims`): the chat by which that participant came is asked, and the
facilitators who lead are told, each with the same two buttons. Whoever is quicker decides.
"""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, JsonValue
from sqlalchemy import select

from dialogs.engine import records as engine
from dialogs.engine.cards import Button, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.forms import Choice, Form, Option, Step
from dialogs.engine.house import Addressee
from dialogs.engine.presses import ActionPress, packed, row_number
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting.live import boards, claims, rooms, seats
from dialogs.meeting.live.board import PART, PRESIDE, own_part
from dialogs.meeting.live.claims import Claim
from dialogs.meeting.live.opinions import RoomOver
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.participants import correct_participant, participant_of
from dialogs.meeting.terms import StakeholderKind
from dialogs.meeting.wording import STAKEHOLDER_NAMES
from dialogs.people import records as people
from dialogs.people.rights import roles_of

DECIDED: Final = _("That has been settled already.")


class Asked(BaseModel):
    """What the form was opened with: who is taken for whom, and how to seat them if they are not."""

    model_config = ConfigDict(extra="forbid")

    consultation: int
    twin: int
    name: str
    kind: StakeholderKind
    body: str | None = None
    consented: bool = True


class Answered(BaseModel):
    """The form's answer."""

    model_config = ConfigDict(extra="forbid")

    same: Literal["same", "other"]


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    asked = Asked.model_validate(arguments)
    who = _("{name} ({kind})", name=asked.name, kind=STAKEHOLDER_NAMES[asked.kind])
    return (
        Choice(
            name="same",
            label=_("The same person?"),
            prompt=(
                Heading(text=_("Is that you?")),
                Paragraph(text=_("{who} is in the meeting already, by another way in.", who=who)),
                Note(text=_("If it is you, you are counted once. It is confirmed there, or by a facilitator.")),
            ),
            options=(
                Option(value="same", label=_("Yes, that is me")),
                Option(value="other", label=_("No, I only have the same name")),
            ),
        ),
    )


FORM: Final[Form[Answered]] = Form(
    name="meeting-same",
    version=1,
    title=_("Check-in"),
    model=Answered,
    steps=_steps,
    roles=roles_of("form", "meeting-same"),
    submit=_("Go on"),
    review=False,
    example={"consultation": 1, "twin": 1, "name": "王芳", "kind": "public"},
)


async def seat(  # noqa: PLR0913 - who somebody is
    turn: Turn,
    room: Room,
    name: str,
    kind: StakeholderKind,
    body: str | None = None,
    *,
    consented: bool = True,
) -> bool:
    """Seat somebody, unless they may be somebody who is here: then ask, and give ``False``."""
    known = await participant_of(turn, room.reference, person=turn.who.person, chat=turn.who.chat)
    twin = None if known is not None else await claims.twin(turn, room, name, kind)
    if twin is None:
        await seats.add_seat(turn, room, name, kind, body, consented=consented)
        return True
    asked = Asked(consultation=room.number, twin=twin, name=name, kind=kind, body=body, consented=consented)
    turn.leave_card()
    await turn.open_form(FORM.name, str(room.number), asked.model_dump(mode="json"))
    return False


async def seat_member(turn: Turn, room: Room) -> bool | None:
    """Seat a member under their own name, as :func:`seat` does; none for those who are no members."""
    name = await seats.member_name(turn, room)
    if name is None:
        return None
    return await seat(turn, room, name, StakeholderKind.SOCIAL_ORGANISATION, consented=False)


async def answered(turn: Turn, arguments: JsonValue, answer: Answered) -> None:
    """Note whom somebody says to be, or seat them on their own."""
    asked = Asked.model_validate(arguments)
    room = await rooms.due(turn, asked.consultation)
    if room is None or room.ended_at is not None:
        raise RoomOver
    claim = await claims.make(turn, room, asked.twin) if answer.same == "same" else None
    if claim is None:
        await seats.add_seat(turn, room, asked.name, asked.kind, asked.body, consented=asked.consented)
    else:
        await _ask_others(turn, room, claim)
        turn.say(
            _(
                "Please confirm it where you came in first, or ask a facilitator to. Until then you can follow the "
                "meeting here, but not speak or vote."
            )
        )
    turn.leave_card()
    await boards.show_own(turn, room, await seats.reader_of(turn, room))


def waiting_card(room: Room) -> Card:
    """Say to somebody who would check in that their claim waits, and how to come in on their own."""
    return Card(
        blocks=(
            Notice(text=_("It has not been confirmed yet that you are here by another way in.")),
            Note(text=_("Please press the button there, or ask a facilitator. If that is not you after all:")),
        ),
        buttons=(apart_row(room),),
    )


def apart_row(room: Room) -> tuple[Button, ...]:
    """Offer to come in on one's own."""
    return (own_part(room, _("Check in on my own"), "self"),)


async def _ask_others(turn: Turn, room: Room, claim: Claim) -> None:
    who = _("{name} ({kind})", name=claim.name, kind=STAKEHOLDER_NAMES[claim.kind])
    if claim.first is not None:
        told = _("Somebody has come in by another way under your name, {who}, and says to be you.", who=who)
        await _write(turn, claim.first, _question(room, claim, PART, told, _("Is that you?")))
    told = _(
        "{number}: somebody has come in a second time and says to be {who}.", number=room.reference.number, who=who
    )
    check = _("Please make sure before you confirm it; {name} is asked, too.", name=claim.name)
    for person in sorted(await seats.leading_persons(turn, room)):
        await turn.write_to(person, _question(room, claim, PRESIDE, told, check))


def _question(room: Room, claim: Claim, action: str, told: Text, check: Text) -> Card:
    labels = (_("It is me"), _("It is not me")) if action == PART else (_("The same person"), _("Somebody else"))
    return Card(
        blocks=(Paragraph(text=told), Note(text=check)),
        buttons=(tuple(answer_button(room, claim, action, label, yes=not at) for at, label in enumerate(labels)),),
    )


def answer_button(room: Room, claim: Claim, action: str, label: Text, *, yes: bool) -> Button:
    """Make a button that decides a claim."""
    arguments = (str(room.number), "same", str(claim.id), "yes" if yes else "no")
    return Button(label=label, press=packed(ActionPress(action, arguments)))


async def decide(turn: Turn, room: Room, number: str, *, yes: bool, by: int | None) -> Text:
    """Decide a claim, and tell whoever made it; gives what is said of it.

    ``by`` is the facilitator; where it is none, only the participant's first chat decides.
    """
    claim = await claims.find(turn, room, row_number(number))
    if claim is None or not claim.pending or (by is None and claim.first != turn.who.chat):
        return DECIDED
    await claims.decide(turn, room, claim, confirmed=yes, by=by)
    if not yes:
        declined = _("It was not confirmed that you are here already. Please check in on your own if you are another.")
        await tell(turn, claim.chat, declined, apart_row(room))
        return _("Noted: that is somebody else.")
    await _take_person(turn, room, claim)
    confirmed = _("Confirmed: you are {name} here, too, and counted once.", name=claim.name)
    await tell(turn, claim.chat, confirmed)
    return _("Confirmed: {name} is here by two ways, and counted once.", name=claim.name)


async def _take_person(turn: Turn, room: Room, claim: Claim) -> None:
    """Where whoever came in has joined, the participant is that person from now on."""
    person = await person_of(turn, claim.chat)
    if person is not None:
        await correct_participant(turn, room.reference, claim.participant, by=turn.who.person, person=person)


async def person_of(work: Work, chat: int | None) -> int | None:
    """Give whose chat it is, where they have joined."""
    return await work.transaction.scalar(select(engine.chat.c.person_id).where(engine.chat.c.id == chat))


async def tell(turn: Turn, chat: int, told: Text, row: tuple[Button, ...] = ()) -> None:
    """Write a sentence to a chat, with what can be done about it."""
    await _write(turn, chat, Card(blocks=(Notice(text=told),), buttons=(row,) if row else ()))


async def _write(turn: Turn, chat: int, card: Card) -> None:
    table, person = engine.chat, people.person
    found = await turn.transaction.execute(
        select(table.c.locale, person.c.locale.label("chosen"))
        .outerjoin(person, person.c.id == table.c.person_id)
        .where(table.c.id == chat, table.c.unreachable_at.is_(None))
    )
    row = found.one_or_none()
    if row is not None:
        locale = row.chosen or row.locale or turn.house.installation.locale
        turn.post(Addressee(chat=chat, locale=locale, timezone=turn.who.timezone), card)
