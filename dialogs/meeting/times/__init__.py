"""Days and times as people write them: read exactly, or asked back, never guessed.

:func:`read_moment` gives a :class:`Moment`, or an :class:`Unclear` that says in a sentence what is unclear, with the
readings to choose from where there are several. :func:`read_deadline` also takes what is said of the day until which
something is to be done.
"""

from dialogs.meeting.times.deadlines import read_deadline
from dialogs.meeting.times.moments import Moment, said
from dialogs.meeting.times.reading import read_moment
from dialogs.meeting.times.unclear import (
    Ambiguous,
    Contradictory,
    DayMissing,
    EndsBeforeItBegins,
    HourMissing,
    Impossible,
    Lunar,
    NotUnderstood,
    Past,
    Unclear,
)

__all__ = [
    "Ambiguous",
    "Contradictory",
    "DayMissing",
    "EndsBeforeItBegins",
    "HourMissing",
    "Impossible",
    "Lunar",
    "Moment",
    "NotUnderstood",
    "Past",
    "Unclear",
    "read_deadline",
    "read_moment",
    "said",
]
