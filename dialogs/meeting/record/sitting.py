"""What was said, put to the vote and decided on the items of a consultation's agenda."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from dialogs.meeting.record.part import Part
from dialogs.meeting.terms import DecisionKind, ItemState, Position, StakeholderKind, Stance


class Opinion(Part):
    """What somebody said on an agenda item; an anonymous one has a kind and no participant."""

    id: int
    kind: StakeholderKind
    stance: Stance
    text: str
    participant: int | None = None
    anonymous: bool = False
    at: datetime


class Poll(Part):
    """A gradient of agreement: how many of each kind took each position.

    ``threshold`` is ``2/3``, ``4/5``, ``1/2`` or ``consensus-<n>`` (all but n); ``tally`` has only what was taken.
    """

    id: int
    question: str
    threshold: str
    tally: Mapping[StakeholderKind, Mapping[Position, int]] = MappingProxyType({})
    opened_at: datetime
    closed_at: datetime | None = None
    carried: bool | None = None
    """Whether the threshold was reached; none while the poll is open."""


class Decision(Part):
    """What was decided on an agenda item."""

    id: int
    kind: DecisionKind
    text: str
    review_on: date | None = None
    quorate: bool = True
    """Whether enough were present when it was taken."""
    poll: int | None = None


class AgendaItem(Part):
    """One item, in the order of ``position`` (from 1)."""

    id: int
    position: int
    title: str
    presenter: str | None = None
    minutes: int | None = None
    """Its time box."""
    summary: str | None = None
    state: ItemState = ItemState.OPEN
    consensus: str | None = None
    dissent: str | None = None
    opinions: tuple[Opinion, ...] = ()
    polls: tuple[Poll, ...] = ()
    decisions: tuple[Decision, ...] = ()
    carried_from: str | None = None
    """The number of the consultation that left it over."""
