"""Opinions said in the room: typed to its board, by command, or privately, with a name or without."""

import re
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Heading, Note, Paragraph
from dialogs.engine.errors import Refusal
from dialogs.engine.forms import Answers, Choice, Form, Option, Step, Words
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting.live import boards, changing, rooms, seats
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.seats import Seat
from dialogs.meeting.opinions import LONGEST_OPINION, NewOpinion, add_opinions
from dialogs.meeting.terms import Stance
from dialogs.meeting.wording import STANCE_NAMES
from dialogs.people.rights import roles_of

STANCES: Final[dict[str, Stance]] = {
    **dict.fromkeys(("支持", "赞成", "同意", "support"), Stance.SUPPORT),
    **dict.fromkeys(("保留", "reservation"), Stance.RESERVATION),
    **dict.fromkeys(("反对", "不同意", "against", "opposition"), Stance.OPPOSITION),
    **dict.fromkeys(("建议", "suggestion"), Stance.SUGGESTION),
}
"""How a stance begins typed words."""

_BEGUN: Final = re.compile(r"(?P<stance>\w+)[\s:：,，。]+(?P<words>.+)", re.DOTALL)


class TooLong(Refusal):
    """An opinion is longer than may be."""

    def __init__(self, length: int) -> None:
        super().__init__(
            _(
                "That opinion has {length} characters; at most {most} are recorded at a time. Nothing was recorded: "
                "please shorten it, or say it in two parts.",
                length=length,
                most=LONGEST_OPINION,
            ),
            "too long an opinion",
        )


class NothingOn(Refusal):
    """No agenda item is on, so there is nothing to speak to."""

    def __init__(self) -> None:
        super().__init__(_("No agenda item is on just now. Please wait until the next one begins."), "no item is on")


class CheckInFirst(Refusal):
    """Somebody speaks who has not checked in."""

    def __init__(self) -> None:
        super().__init__(_("Please check in first: there is a button for it under the board."), "not checked in")


class RoomOver(Refusal):
    """The meeting is over, or there is none."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no meeting under way that you take part in. Its link or QR code leads into it."), "no open room"
        )


def stance_of(words: str) -> tuple[Stance, str]:
    """Take the stance from the beginning of typed words (``反对：…``); without one they are a suggestion."""
    found = _BEGUN.fullmatch(words)
    stance = STANCES.get(found["stance"].lower()) if found else None
    return (Stance.SUGGESTION, words) if found is None or stance is None else (stance, found["words"].strip())


async def say_in(turn: Turn, room: Room, words: str) -> None:
    """Record what somebody says in the room under their own name."""
    seat = await seats.seat_of(turn, room)
    if seat is None or not seat.present:
        raise CheckInFirst
    stance, text = stance_of(words)
    await record(turn, room, seat, stance, text, anonymous=False)


async def record(  # noqa: PLR0913 - an opinion's particulars
    turn: Turn, room: Room, seat: Seat, stance: Stance, text: str, *, anonymous: bool
) -> None:
    """Record an opinion on the item that is on; an anonymous one names nobody, not even who wrote it down."""
    if room.item is None:
        raise NothingOn
    if len(text) > LONGEST_OPINION:
        raise TooLong(len(text))
    opinion = NewOpinion(
        item=room.item,
        kind=seat.kind,
        stance=stance,
        text=text,
        participant=None if anonymous else seat.id,
        anonymous=anonymous,
    )
    await add_opinions(turn, room.reference, [opinion], by=None if anonymous else turn.who.person)
    await changing.touch(turn, room)


class Opinion(BaseModel):
    """The form's answers."""

    model_config = ConfigDict(extra="forbid")

    named: str
    stance: Stance
    text: str


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    del arguments
    return (
        Choice(
            name="named",
            label=_("With your name?"),
            prompt=(
                Heading(text=_("Would you like your name with it?")),
                Paragraph(
                    text=_(
                        "Without your name, only the kind of participant that you belong to is recorded with your "
                        "opinion; who said it is stored nowhere, and nobody can find it out or take it back later."
                    )
                ),
            ),
            options=(
                Option(value="named", label=_("With my name")),
                Option(value="anonymous", label=_("Without my name"), words=("匿名", "anonymous")),
            ),
        ),
        Choice(
            name="stance",
            label=_("Stance"),
            prompt=(Heading(text=_("Where do you stand on the item that is on?")),),
            options=tuple(Option(value=stance.value, label=STANCE_NAMES[stance]) for stance in Stance),
        ),
        Words(
            name="text",
            label=_("Opinion"),
            prompt=_words_prompt,
            longest=LONGEST_OPINION,
        ),
    )


def _words_prompt(answers: Answers) -> tuple[Heading | Note, ...]:
    hint: Message = _("It is recorded as you write it, without your name.")
    if answers.get("named") != "anonymous":
        hint = _("It is recorded as you write it, with your name.")
    return Heading(text=_("What would you like to say?")), Note(text=hint)


async def said(turn: Turn, arguments: JsonValue, opinion: Opinion) -> None:
    """Record the opinion that was asked for, and show the board again."""
    room = await rooms.joined(turn, int(str(arguments)), turn.who.person, turn.who.chat)
    seat = None if room is None else await seats.seat_of(turn, room)
    if room is None or seat is None or room.ended_at is not None:
        raise RoomOver
    await record(turn, room, seat, opinion.stance, opinion.text, anonymous=opinion.named == "anonymous")
    turn.say(_("Recorded. Thank you."))
    turn.leave_card()
    await boards.show_own(turn, room, await seats.reader_of(turn, room))


FORM: Final[Form[Opinion]] = Form(
    name="meeting-opinion",
    version=1,
    title=_("Your opinion"),
    model=Opinion,
    steps=_steps,
    roles=roles_of("form", "meeting-opinion"),
    submit=_("Give this opinion"),
    review=False,
    example="1",
)


async def open_opinion(turn: Turn, room: Room) -> None:
    """Ask for an opinion in this chat."""
    if room.ended_at is not None:
        raise RoomOver
    if room.item is None:
        raise NothingOn
    turn.leave_card()
    await turn.open_form(FORM.name, str(room.number), str(room.number))


async def opinion_command(turn: Turn, argument: str) -> None:
    """Answer ``/opinion`` and ``/say`` in a private chat: ask for an opinion, or record the words that came along."""
    room = await rooms.joined_last(turn, turn.who.person, turn.who.chat)
    if room is None:
        raise RoomOver
    if argument:
        await say_in(turn, room, argument)
        turn.say(_("Recorded with your name. Thank you."))
    else:
        await open_opinion(turn, room)
