"""What a poll asks: typed after its command, or asked for in a form."""

from typing import Final

from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.live.moving import the_item
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.standing import items_of
from dialogs.meeting.polls import THRESHOLDS
from dialogs.meeting.reading import read as read_record

SHARES: Final = {
    **{threshold: threshold for threshold in THRESHOLDS},
    **dict.fromkeys(("过半", "过半数", "半数", "majority"), "1/2"),
    **dict.fromkeys(("三分之二", "⅔"), "2/3"),
    **dict.fromkeys(("五分之四", "⅘"), "4/5"),
    **dict.fromkeys(("全体一致", "一致", "consensus"), "consensus-0"),
}
"""How people type what a poll needs."""

HIDDEN: Final = frozenset({"隐藏", "不公开", "暗投", "hidden", "secret"})
DEFAULT: Final = "1/2"


async def asked_in_words(turn: Turn, room: Room, words: str) -> tuple[str, str, bool]:
    """Read ``问题 [2/3] [隐藏]``: the question, what it needs, whether the tally is hidden until it is closed."""
    parts, threshold, hidden = words.split(), None, False
    while parts and (parts[-1].lower() in SHARES or parts[-1].lower() in HIDDEN):
        last = parts.pop().lower()
        hidden = hidden or last in HIDDEN
        threshold = SHARES.get(last, threshold)
    question = " ".join(parts) or await usual_question(turn, room)
    return question, threshold or await usual_threshold(turn, room), hidden


async def usual_question(turn: Turn, room: Room) -> str:
    """Give what is asked where nothing else is: whether one agrees to the item that is on."""
    number = the_item(room)
    title = next((item.title for item in await items_of(turn, room) if item.id == number), "")
    reader = turn.house.reader(turn.who.locale, turn.who.timezone)
    return reader.say(_("Do you agree: {title}?", title=title))


async def usual_threshold(turn: Turn, room: Room) -> str:
    """Give the consultation's own majority, else more than half."""
    majority = (await read_record(turn, room.reference)).rules.majority
    return DEFAULT if majority is None else majority
