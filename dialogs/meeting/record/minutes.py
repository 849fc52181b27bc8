"""Where a consultation's minutes stand, and what belongs to them beside the record itself."""

from datetime import datetime

from dialogs.meeting.record.part import Part
from dialogs.meeting.terms import MinutesState, Signatory, StakeholderKind


class Signature(Part):
    """Who signed the minutes, in which office."""

    office: Signatory
    name: str
    at: datetime


class Objection(Part):
    """What a participant had against the minutes; attached to them."""

    name: str
    kind: StakeholderKind | None = None
    """None in minutes that were signed before it was kept."""
    text: str
    at: datetime


class Amendment(Part):
    """A change of approved minutes, shown with them."""

    text: str
    by: str
    at: datetime


class Minutes(Part):
    """Where the minutes stand, and what belongs to them beside the record."""

    state: MinutesState = MinutesState.DRAFT
    remarks: str | None = None
    """What the facilitator adds to the record."""
    confirm_by: datetime | None = None
    confirmed: int = 0
    """How many participants said that they are right."""
    objections: tuple[Objection, ...] = ()
    signatures: tuple[Signature, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    published_at: datetime | None = None
