"""What is on record of one consultation, read as a whole: what minutes, exports and figures are made from.

Everything is immutable and plain; times are aware, in UTC; texts are people's own words. Numbers named ``id`` are the
rows' own (:mod:`dialogs.meeting.records`).
"""

from dialogs.meeting.record.consultation import Consultation, FilledField, Rules, StageReached
from dialogs.meeting.record.following import ActionItem, ConversionStep, Outcome
from dialogs.meeting.record.minutes import Amendment, Minutes, Objection, Signature
from dialogs.meeting.record.people import Headcount, Participant
from dialogs.meeting.record.sitting import AgendaItem, Decision, Opinion, Poll

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Amendment",
    "Consultation",
    "ConversionStep",
    "Decision",
    "FilledField",
    "Headcount",
    "Minutes",
    "Objection",
    "Opinion",
    "Outcome",
    "Participant",
    "Poll",
    "Rules",
    "Signature",
    "StageReached",
]
