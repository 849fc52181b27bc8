"""One consultation as a whole: its kind, its rules, its way, and all parts of its record."""

from datetime import date, datetime

from pydantic import Field

from dialogs.meeting.record.following import ActionItem, Outcome
from dialogs.meeting.record.minutes import Minutes
from dialogs.meeting.record.part import Part
from dialogs.meeting.record.people import Headcount, Participant
from dialogs.meeting.record.sitting import AgendaItem
from dialogs.meeting.terms import Role, Stage


class StageReached(Part):
    """A stage of the way: when it was planned and reached, who did it, or why it was skipped."""

    stage: Stage
    planned: date | None = None
    reached_at: datetime | None = None
    by: str | None = None
    skipped: str | None = None
    """The reason, where the stage was skipped."""


class Rules(Part):
    """What the kind's template asked for when the consultation was begun; none: it asks for nothing.

    Lead times are in days before the consultation; ``quorum`` and ``majority`` are fractions (``2/3``).
    """

    notice_days: int | None = None
    materials_days: int | None = None
    quorum: str | None = None
    majority: str | None = None
    supervisor_signs: bool = False


class FilledField(Part):
    """A field of the kind's template, as it was filled in: its label in both languages, and the words."""

    key: str
    zh: str
    en: str
    text: str


class Consultation(Part):
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
