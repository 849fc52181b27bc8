"""What was answered about a consultation, typed: from the form's answers to what is written."""

from datetime import UTC, date, datetime, time
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from dialogs.meeting.asking_days import Today
from dialogs.meeting.asking_moments import is_over
from dialogs.meeting.consultations import NewConsultation
from dialogs.meeting.headcounts import counts_of
from dialogs.meeting.lines import lines_of
from dialogs.meeting.participants import NewParticipant
from dialogs.meeting.preparing.basics import SUBKIND
from dialogs.meeting.preparing.details import FIELD
from dialogs.meeting.record import FilledField, Rules
from dialogs.meeting.stakeholders import people_listed
from dialogs.meeting.templates import Template
from dialogs.meeting.terms import Attendance, ItemState, Role, StakeholderKind
from dialogs.meeting.times import Moment

NOON: Final = time(12)
"""Stands for the hour where none is known, so that the day is right in whatever time zone it is read."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class FilledItem(_Part):
    """An agenda item and what came of it."""

    title: str
    state: ItemState = ItemState.OPEN
    consensus: str | None = None
    dissent: str | None = None
    decision: str | None = None


class FilledAction(_Part):
    """Something to be done."""

    what: str
    owner: str
    due: date | None = None


class FilledOutcome(_Part):
    """Something to be handed on."""

    text: str
    due: date | None = None


class Filled(_Part):
    """All answers; what was skipped or never asked is empty."""

    kind: str
    role: Role
    topic: str
    when: str
    tags: tuple[str, ...] | None = None
    background: str | None = None
    venue: str | None = None
    chair: str | None = None
    recorder: str | None = None
    agenda: str | None = None
    people: str | None = None
    people_kind: StakeholderKind | None = Field(default=None, alias="people-kind")
    counts: str | None = None
    items: tuple[FilledItem, ...] | None = None
    actions: tuple[FilledAction, ...] | None = None
    outcomes: tuple[FilledOutcome, ...] | None = None

    @property
    def moment(self) -> Moment:
        """When it takes place, or took place."""
        return Moment.from_code(self.when)

    @property
    def agenda_lines(self) -> tuple[str, ...]:
        """The agenda as it was typed."""
        return lines_of(self.agenda or "")

    @property
    def headcounts(self) -> dict[StakeholderKind, tuple[int, int]]:
        """How many of each kind were invited and came."""
        return {} if self.counts is None else counts_of(self.counts)

    def participants(self, *, held: bool) -> tuple[NewParticipant, ...]:
        """Give those who were listed: invited, or where it was held present."""
        return listed_participants(self.people or "", self.people_kind, held=held)

    def consultation(
        self, today: Today, rules: Rules, fields: tuple[FilledField, ...], answers: dict[str, JsonValue]
    ) -> NewConsultation:
        """Give the consultation itself."""
        starts, subkind = instant(self.moment, today), answers.get(f"{SUBKIND}{self.kind}")
        return NewConsultation(
            clause=self.kind,
            subkind=subkind if isinstance(subkind, str) else None,
            role=self.role,
            topic=self.topic,
            tags=self.tags or (),
            background=self.background,
            starts_at=starts,
            ends_at=self.moment.ends_at(today.zone),
            held_at=starts if is_over(self.moment, today) else None,
            day_only=self.moment.begins is None,
            venue=self.venue,
            chair=self.chair,
            recorder=self.recorder,
            fields=fields,
            rules=rules,
        )


def listed_participants(text: str, others: StakeholderKind | None, *, held: bool) -> tuple[NewParticipant, ...]:
    """Give typed people as participants; ``others`` is the kind of those whose line names none."""
    attendance = Attendance.PRESENT if held else Attendance.INVITED
    return tuple(
        NewParticipant(
            name=person.name,
            organisation=person.organisation,
            kind=person.kind or others or StakeholderKind.EXPERT,
            also=person.also,
            attendance=attendance,
        )
        for person in people_listed(text)
    )


def instant(moment: Moment, today: Today) -> datetime:
    """Give when it begins; noon of the day where no hour is known."""
    return moment.starts_at(today.zone) or datetime.combine(moment.day, NOON, tzinfo=today.zone).astimezone(UTC)


def filled_fields(template: Template, answers: dict[str, JsonValue]) -> tuple[FilledField, ...]:
    """Give the template's fields that were filled in, with their labels of today."""
    given = [(asked, answers.get(f"{FIELD}{asked.key}")) for asked in template.fields]
    return tuple(
        FilledField(key=asked.key, zh=asked.label.zh, en=asked.label.en, text=text)
        for asked, text in given
        if isinstance(text, str)
    )
