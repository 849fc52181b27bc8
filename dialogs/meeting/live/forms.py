"""What the panel's buttons ask for: a poll's question, a decision, an action, an opinion, items of the agenda."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Block, Heading, Note
from dialogs.engine.errors import NotAllowed
from dialogs.engine.forms import Choice, Form, Option, Step, Words
from dialogs.engine.registry import Registry
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.agenda import NewItem
from dialogs.meeting.lines import lines_of
from dialogs.meeting.live import entrusting, moving, panel, polling, recording, rooms
from dialogs.meeting.live.opinions import RoomOver
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.showing import threshold_text
from dialogs.meeting.polls import THRESHOLDS
from dialogs.people.rights import roles_of

LONGEST: Final = 1000
LONGEST_LIST: Final = 4000
LONGEST_SAID: Final = 4200
"""An opinion of 4,000 characters, and whose it is."""


class Typed(BaseModel):
    """The one thing that most of them ask for."""

    model_config = ConfigDict(extra="forbid")

    words: str


class PollAsked(BaseModel):
    """A poll's particulars; the question may be left to the item."""

    model_config = ConfigDict(extra="forbid")

    question: str | None = None
    threshold: str
    shown: Literal["live", "hidden"]


def _typed_form(name: str, title: Text, hint: Text, longest: int) -> Form[Typed]:
    prompt: tuple[Block, ...] = (Heading(text=title), Note(text=hint))

    def steps(arguments: JsonValue) -> tuple[Step, ...]:
        del arguments
        return (Words(name="words", label=title, prompt=prompt, longest=longest),)

    return Form(
        name=name,
        version=1,
        title=title,
        model=Typed,
        steps=steps,
        roles=roles_of("form", name),
        submit=_("Record"),
        review=False,
        example="1",
    )


DECISION: Final = _typed_form(
    "meeting-decision",
    _("Which decision was taken?"),
    _("It is recorded on the item that is on, as you write it."),
    LONGEST,
)
TASK: Final = _typed_form(
    "meeting-task",
    _("Who does what by when?"),
    _("One line, like: Li Xiulan draw the parking map 3 Dec. The day may be left out."),
    LONGEST,
)
HEARD: Final = _typed_form(
    "meeting-heard",
    _("Whose opinion, and what was said?"),
    _("One message, like: public against: too dear. First a participant's name or a kind, then the stance."),
    LONGEST_SAID,
)
ITEMS: Final = _typed_form(
    "meeting-items", _("Which items are added?"), _("One item a line, in their order."), LONGEST_LIST
)


def _poll_steps(arguments: JsonValue) -> tuple[Step, ...]:
    del arguments
    return (
        Words(
            name="question",
            label=_("Question"),
            prompt=(
                Heading(text=_("What is asked?")),
                Note(text=_("Left out, it is asked whether all agree to the item that is on.")),
            ),
            longest=LONGEST,
            optional=True,
        ),
        Choice(
            name="threshold",
            label=_("Threshold"),
            prompt=(Heading(text=_("When is it carried?")),),
            options=tuple(Option(value=each, label=threshold_text(each)) for each in THRESHOLDS),
        ),
        Choice(
            name="shown",
            label=_("Tally"),
            prompt=(Heading(text=_("When is the tally shown?")),),
            options=(
                Option(value="live", label=_("While it is open")),
                Option(value="hidden", label=_("When it is closed")),
            ),
        ),
    )


POLL: Final[Form[PollAsked]] = Form(
    name="meeting-poll",
    version=1,
    title=_("Poll"),
    model=PollAsked,
    steps=_poll_steps,
    roles=roles_of("form", "meeting-poll"),
    submit=_("Open the poll"),
    review=False,
    example="1",
)

FORMS: Final = {
    "poll": POLL.name,
    "decide": DECISION.name,
    "action": TASK.name,
    "heard": HEARD.name,
    "items": ITEMS.name,
}


async def open_form(turn: Turn, room: Room, what: str) -> None:
    """Ask for what a button needs."""
    if what in {"poll", "decide", "heard"}:
        moving.the_item(room)
    turn.leave_card()
    await turn.open_form(FORMS[what], str(room.number), str(room.number))


async def _presided(turn: Turn, arguments: JsonValue) -> Room:
    """Find the room again: its facilitator may have lost the role, or the meeting may be over."""
    _person, organisation = turn.member
    room = await rooms.presided(turn, organisation, str(arguments), held=True)
    if room is None:
        raise NotAllowed("another organisation's room")
    if room.ended_at is not None:
        raise RoomOver
    return room


async def _poll(turn: Turn, arguments: JsonValue, asked: PollAsked) -> None:
    room = await _presided(turn, arguments)
    question = asked.question or await polling.usual_question(turn, room)
    await moving.ask_all(turn, room, question, asked.threshold, hidden=asked.shown == "hidden")
    turn.show(await panel.panel(turn, room), live=False)


async def _decision(turn: Turn, arguments: JsonValue, typed: Typed) -> None:
    room = await _presided(turn, arguments)
    warning = await recording.decide(turn, room, typed.words)
    turn.show(await panel.panel(turn, room, warning), live=False)


async def _task(turn: Turn, arguments: JsonValue, typed: Typed) -> None:
    room = await _presided(turn, arguments)
    told = await entrusting.entrust(turn, room, typed.words)
    turn.show(await panel.panel(turn, room, told), live=False)


async def _heard(turn: Turn, arguments: JsonValue, typed: Typed) -> None:
    room = await _presided(turn, arguments)
    await recording.hear(turn, room, typed.words)
    turn.show(await panel.panel(turn, room), live=False)


async def _items(turn: Turn, arguments: JsonValue, typed: Typed) -> None:
    room = await _presided(turn, arguments)
    await moving.add(turn, room, [NewItem(title=line) for line in lines_of(typed.words)])
    turn.show(await panel.panel(turn, room), live=False)


def register(registry: Registry) -> None:
    """Add the forms."""
    registry.form(POLL, _poll)
    registry.form(DECISION, _decision)
    registry.form(TASK, _task)
    registry.form(HEARD, _heard)
    registry.form(ITEMS, _items)
