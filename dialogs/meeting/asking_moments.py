"""A step that asks when a consultation takes place, or took place; answered as a moment's code."""

from typing import Final, Unpack

from dialogs.engine.interpreted import Interpreted, Understood, Unsure
from dialogs.engine.text import Text, _
from dialogs.meeting.asking_days import Asked, Today
from dialogs.meeting.times import Moment, read_moment, said

TAKES: Final = _(
    "Type the day and, if you know it, the time, as you would write it: “3 Dec, 3 pm”, “tomorrow 15:00-17:00”."
)


def moment_asked(today: Today, **asked: Unpack[Asked]) -> Interpreted:
    """Ask for a day, with or without a time, that is to come or over; what can mean several is asked back for."""
    return Interpreted(**asked, read=lambda text: _read(today, text), say=moment_said, takes=TAKES)


def moment_said(value: str) -> Text:
    """Say a moment in full, with its weekday."""
    return said(Moment.from_code(value))


def is_over(moment: Moment, today: Today) -> bool:
    """Whether a moment lies before now; a day of which no hour is known is over when the next one begins."""
    begins = moment.starts_at(today.zone)
    return moment.day < today.day if begins is None else begins < today.now


def _read(today: Today, text: str) -> Understood | Unsure:
    found = read_moment(text, today.now, today.zone, past_allowed=True)
    if isinstance(found, Moment):
        return Understood(found.code)
    return Unsure(found.sentence, tuple(each.code for each in found.readings))
