"""Who was invited to a consultation, who came, and how many."""

from datetime import datetime

from dialogs.meeting.record.part import Part
from dialogs.meeting.terms import Attendance, Reply, StakeholderKind


class Participant(Part):
    """Somebody who was invited or came. Whoever belongs to two kinds is counted in the one they came for."""

    id: int
    name: str
    kind: StakeholderKind
    also: StakeholderKind | None = None
    organisation: str | None = None
    attendance: Attendance = Attendance.INVITED
    proxy: str | None = None
    """Who came in their place."""
    person: int | None = None
    checked_in_at: datetime | None = None
    reply: Reply | None = None
    """What they answered to the notice: who is invited and says to come, is not there yet."""
    deputy: str | None = None
    """Whom they said to send in their place."""
    replied_at: datetime | None = None


class Headcount(Part):
    """How many of a kind were invited and came in all, as they were counted on the spot, named or not."""

    id: int
    kind: StakeholderKind
    invited: int = 0
    present: int = 0
