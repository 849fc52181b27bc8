"""What is on record of one consultation, read as a whole: what minutes, exports and figures are made from.

Everything is immutable and plain; times are aware, in UTC; texts are people's own words. Numbers named ``id`` are the
rows' own (:mod:`dialogs.meeting.records`).
"""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from dialogs.meeting.record_minutes import Amendment, Minutes, Objection, Signature
from dialogs.meeting.terms import (
    ActionState,
    Attendance,
    ConversionState,
    DecisionKind,
    ItemState,
    Position,
    Reply,
    Role,
    Stage,
    StakeholderKind,
    Stance,
)

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


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class StageReached(_Part):
    """A stage of the way: when it was planned and reached, who did it, or why it was skipped."""

    stage: Stage
    planned: date | None = None
    reached_at: datetime | None = None
    by: str | None = None
    skipped: str | None = None
    """The reason, where the stage was skipped."""


class Participant(_Part):
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


class Headcount(_Part):
    """How many of a kind were invited and came in all, as they were counted on the spot, named or not."""

    id: int
    kind: StakeholderKind
    invited: int = 0
    present: int = 0


class Rules(_Part):
    """What the kind's template asked for when the consultation was begun; none: it asks for nothing.

    Lead times are in days before the consultation; ``quorum`` and ``majority`` are fractions (``2/3``).
    """

    notice_days: int | None = None
    materials_days: int | None = None
    quorum: str | None = None
    majority: str | None = None
    supervisor_signs: bool = False


class Opinion(_Part):
    """What somebody said on an agenda item; an anonymous one has a kind and no participant."""

    id: int
    kind: StakeholderKind
    stance: Stance
    text: str
    participant: int | None = None
    anonymous: bool = False
    at: datetime


class Poll(_Part):
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


class Decision(_Part):
    """What was decided on an agenda item."""

    id: int
    kind: DecisionKind
    text: str
    review_on: date | None = None
    quorate: bool = True
    """Whether enough were present when it was taken."""
    poll: int | None = None


class AgendaItem(_Part):
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


class ActionItem(_Part):
    """Something to be done: by a person of the organisation, or by an outside body (a name alone)."""

    id: int
    what: str
    owner: str
    person: int | None = None
    due_on: date | None = None
    state: ActionState = ActionState.OPEN
    done_at: datetime | None = None
    reason: str | None = None
    """Why it was dropped."""
    proof: str | None = None
    item: int | None = None


class ConversionStep(_Part):
    """One step of an outcome's conversion: to or by which body, when, by which document, and why."""

    state: ConversionState
    on: date
    body: str | None = None
    document: str | None = None
    reason: str | None = None
    proof: str | None = None


class Outcome(_Part):
    """An agreed outcome, and what became of it."""

    id: int
    text: str
    state: ConversionState = ConversionState.AGREED
    due_on: date | None = None
    steps: tuple[ConversionStep, ...] = ()
    published_at: datetime | None = None
    publication: str | None = None
    """What participants were told of what became of what they said."""


class FilledField(_Part):
    """A field of the kind's template, as it was filled in: its label in both languages, and the words."""

    key: str
    zh: str
    en: str
    text: str


class Consultation(_Part):
    """One consultation under its number (``2026-行-014``)."""

    id: int
    number: str
    organisation: int
    organisation_name: str
    clause: str
    """The kind: 5.1 to 5.4."""
    subkind: str | None = None
    role: Role = Role.ORGANISED
    tags: tuple[str, ...] = ()
    topic: str
    background: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    held_at: datetime | None = None
    """When it really began; none before."""
    day_only: bool = False
    """Whether only the day of ``starts_at`` and ``held_at`` is known: their hour is noon and means nothing."""
    venue: str | None = None
    chair: str | None = None
    recorder: str | None = None
    fields: tuple[FilledField, ...] = ()
    stages: tuple[StageReached, ...] = ()
    participants: tuple[Participant, ...] = ()
    headcounts: tuple[Headcount, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    minutes: Minutes = Field(default_factory=Minutes)
    follows: str | None = None
    """The number of the consultation that it continues."""
    rules: Rules = Field(default_factory=Rules)
    notice_sent_at: datetime | None = None
    materials_sent_at: datetime | None = None
    called_off_at: datetime | None = None
    call_off: str | None = None
    """Why it was called off."""

    @property
    def is_called_off(self) -> bool:
        """Whether it is called off, and was not held after all."""
        return self.called_off_at is not None and self.held_at is None

    @property
    def is_to_come(self) -> bool:
        """Whether it is still to be held."""
        return self.held_at is None and self.called_off_at is None
