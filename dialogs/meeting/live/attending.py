"""Checking in: one press for those who are known, else who one is and for whom one comes, and what is kept of it."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Block, Bullets, Heading, Note, Paragraph
from dialogs.engine.forms import Answers, Choice, Form, Option, Step, Words
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting.live import boards, claims, doors, rooms, seats, twins
from dialogs.meeting.live.opinions import RoomOver
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.terms import StakeholderKind
from dialogs.meeting.wording import STAKEHOLDER_NAMES
from dialogs.people.rights import roles_of

LONGEST_NAME: Final = 40
LONGEST_BODY: Final = 100

KEPT: Final = (
    _("Your name, the kind of participant that you are, and when you checked in."),
    _("The opinions that you give here with your name, and the positions that you take in polls."),
    _("Without your name: opinions that you give without it; nothing tells that they are yours."),
    _("What you answer to the minutes; and this browser or chat, for 90 days after you were last here, to check them."),
)
"""What is recorded of somebody who takes part, as it is put to them before."""


class CheckIn(BaseModel):
    """The form's answers."""

    model_config = ConfigDict(extra="ignore")

    consent: Literal["agree", "decline"] = "agree"
    kind: StakeholderKind | None = None
    name: str | None = None
    body: str | None = None


class Asked(BaseModel):
    """What the form was opened with: the consultation's row and topic, the organisation that holds it."""

    model_config = ConfigDict(extra="forbid")

    consultation: int
    topic: str
    organisation: str
    telegram: bool


def consent_blocks(topic: str, organisation: str, *, telegram: bool) -> tuple[Block, ...]:
    """Say what is recorded of whoever takes part, by whom and for what."""
    kept: list[Message] = [*KEPT]
    if telegram:
        kept.append(
            _(
                "In Telegram, messages pass through servers outside mainland China. If you do not agree to that, use "
                "the web room instead."
            )
        )
    return (
        Heading(text=topic),
        Paragraph(
            text=_("{organisation} holds this consultation. If you check in, this is kept:", organisation=organisation)
        ),
        Bullets(lines=tuple(kept)),
        Note(text=_("It is kept encrypted, for the minutes and what follows from them. Please say no state secrets.")),
    )


def _goes_on(answers: Answers) -> bool:
    return answers.get("consent") != "decline"


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    asked = Asked.model_validate(arguments)
    return (
        Choice(
            name="consent",
            label=_("Consent"),
            prompt=consent_blocks(asked.topic, asked.organisation, telegram=asked.telegram),
            options=(
                Option(value="agree", label=_("I agree and check in")),
                Option(value="decline", label=_("No, thank you")),
            ),
        ),
        Choice(
            name="kind",
            label=_("I come for"),
            prompt=(Heading(text=_("Whom do you represent?")),),
            options=tuple(Option(value=kind.value, label=STAKEHOLDER_NAMES[kind]) for kind in StakeholderKind),
            condition=_goes_on,
        ),
        *_who(),
    )


def _who() -> tuple[Step, ...]:
    return (
        Words(
            name="name",
            label=_("Name"),
            prompt=(
                Heading(text=_("Under which name?")),
                Paragraph(text=_("Everybody in the meeting sees it, and it stands in the minutes.")),
            ),
            longest=LONGEST_NAME,
            condition=_goes_on,
        ),
        Words(
            name="body",
            label=_("Organisation or body"),
            prompt=(Heading(text=_("From which organisation or body?")),),
            longest=LONGEST_BODY,
            optional=True,
            condition=_goes_on,
        ),
    )


async def checked_in(turn: Turn, arguments: JsonValue, answers: CheckIn) -> None:
    """Take the seat that was asked for."""
    asked = Asked.model_validate(arguments)
    if answers.consent == "decline" or answers.kind is None or answers.name is None:
        turn.say(_("All right: nothing about you has been kept."))
        return
    room = await rooms.due(turn, asked.consultation)
    if room is None or room.ended_at is not None:
        raise RoomOver
    if not await twins.seat(turn, room, answers.name, answers.kind, answers.body):
        return
    turn.say(_("You are checked in."))
    turn.leave_card()
    await boards.show_own(turn, room, await seats.reader_of(turn, room))


FORM: Final[Form[CheckIn]] = Form(
    name="meeting-checkin",
    version=1,
    title=_("Check-in"),
    model=CheckIn,
    steps=_steps,
    roles=roles_of("form", "meeting-checkin"),
    submit=_("Check in"),
    review=False,
    example={
        "consultation": 1,
        "topic": "小区停车",
        "organisation": "深圳市海滨社工服务中心（示例）",
        "telegram": True,
    },
)


async def check_in(turn: Turn, room: Room) -> None:
    """Check somebody in who presses the button: at once where they are known, else by asking who they are."""
    seat = await seats.seat_of(turn, room)
    if seat is not None and seat.present:
        told = _("You are checked in already.")
    elif seat is not None:
        await seats.take_seat(turn, room, seat)
        told = _("You are checked in, {name}.", name=seat.name)
    elif not turn.incoming.private and await seats.add_member(turn, room):
        told = _("You are checked in.")
    elif not turn.incoming.private:
        await _point(turn, room)
        return
    else:
        await _check_in_privately(turn, room)
        return
    if turn.incoming.private:
        await boards.show_own(turn, room, await seats.reader_of(turn, room))
    else:
        turn.notify(told)


async def _check_in_privately(turn: Turn, room: Room) -> None:
    if await claims.is_pending(turn, room):
        turn.leave_card()
        turn.show(twins.waiting_card(room), live=False)
        return
    seated = await twins.seat_member(turn, room)
    if seated is None:
        await ask(turn, room)
    elif seated:
        await boards.show_own(turn, room, await seats.reader_of(turn, room))


async def ask(turn: Turn, room: Room) -> None:
    """Ask in this chat who somebody is, and as what they come."""
    topic, organisation = await rooms.titles(turn, room.reference)
    asked = Asked(
        consultation=room.number, topic=topic, organisation=organisation, telegram=turn.who.channel == "telegram"
    )
    turn.leave_card()
    await turn.open_form(FORM.name, str(room.number), asked.model_dump(mode="json"))


async def _point(turn: Turn, room: Room) -> None:
    link = turn.house.installation.telegram_link(await doors.token_of(turn, room))
    turn.notify(
        _("I do not know you yet: please tell me in our private chat who you are and for whom you come."), link=link
    )
