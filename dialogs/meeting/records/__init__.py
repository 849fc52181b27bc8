"""The meeting's tables: one consultation under its number, and everything that hangs under it.

Every row names its organisation beside its consultation, and a foreign key holds the two together: no query needs a
join to stay within an organisation, and no row can be written under another's. What people said, names and bodies are
sealed; kinds, stances, states and dates are plain, for they are counted. Nothing is deleted: what is taken out bears
``removed_at``, and ``meeting_change`` keeps the former version of whatever was corrected.
"""

from dialogs.meeting.records.consultation import change, consultation, number, serial, stage, succession, template
from dialogs.meeting.records.following import action, conversion_step, outcome
from dialogs.meeting.records.minutes import amendment, minutes, response, signature
from dialogs.meeting.records.notice import delivery, dispatch, material, notice
from dialogs.meeting.records.room import board, claim, door, merge, room, speaker, step
from dialogs.meeting.records.sitting import (
    agenda_item,
    decision,
    headcount,
    opinion,
    participant,
    poll,
    poll_count,
    position,
)

__all__ = [
    "action",
    "agenda_item",
    "amendment",
    "board",
    "change",
    "claim",
    "consultation",
    "conversion_step",
    "decision",
    "delivery",
    "dispatch",
    "door",
    "headcount",
    "material",
    "merge",
    "minutes",
    "notice",
    "number",
    "opinion",
    "outcome",
    "participant",
    "poll",
    "poll_count",
    "position",
    "response",
    "room",
    "serial",
    "signature",
    "speaker",
    "stage",
    "step",
    "succession",
    "template",
]
