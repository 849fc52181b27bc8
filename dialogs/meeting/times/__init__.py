"""Days and times as people write them: read exactly, or asked back, never guessed.

:func:`read_moment` gives a :class:`Moment`, or an :class:`Unclear` that says in a sentence what is unclear, with the
readings to choose from where there are several.
"""

from dialogs.meeting.times.moments import Moment, said
from dialogs.meeting.times.reading import read_moment
from dialogs.meeting.times.unclear import (
    Ambiguous,
    Contradictory,
    DayMissing,
    EndsBeforeItBegins,
    HourMissing,
    Impossible,
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
    "Moment",
    "NotUnderstood",
    "Past",
    "Unclear",
    "read_moment",
    "said",
]
