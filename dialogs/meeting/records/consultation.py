"""The consultation itself: its number, its stages, the series it stands in, its template, its history."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from dialogs.engine.records import Identity, Moment, metadata
from dialogs.meeting.records.parts import named, part

consultation = Table(
    "consultation",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("organisation_id", Identity, ForeignKey("organisation.id", ondelete="CASCADE"), nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("clause", String(16), nullable=False),
    Column("serial", Integer, nullable=False),
    Column("subkind", String(64)),
    Column("role", String(16), nullable=False),
    Column("tags", String(64), nullable=False, default=""),
    Column("sealed_topic", LargeBinary, nullable=False),
    Column("sealed_background", LargeBinary),
    Column("sealed_venue", LargeBinary),
    Column("sealed_chair", LargeBinary),
    Column("sealed_recorder", LargeBinary),
    Column("sealed_fields", LargeBinary),
    Column("starts_at", Moment),
    Column("ends_at", Moment),
    Column("held_at", Moment),
    Column("day_only", Boolean, nullable=False, default=False),
    Column("notice_days", SmallInteger),
    Column("materials_days", SmallInteger),
    Column("notice_sent_at", Moment),
    Column("materials_sent_at", Moment),
    Column("quorum", String(16)),
    Column("majority", String(16)),
    Column("supervisor_signs", Boolean, nullable=False, default=False),
    Column("called_off_at", Moment),
    Column("sealed_call_off", LargeBinary),
    named("created_by_id", "person"),
    Column("created_at", Moment, nullable=False),
    Column("removed_at", Moment),
    UniqueConstraint("organisation_id", "year", "clause", "serial"),
    UniqueConstraint("id", "organisation_id"),
    Index("ix_consultation_organisation_starts", "organisation_id", "starts_at"),
    sqlite_autoincrement=True,
)
"""``clause``: 5.1 to 5.4; ``tags``: ``advising``, ``emergency``, comma-separated; ``sealed_fields``: the template's
fields as they were filled in, as JSON. ``day_only``: nobody said at what hour; ``starts_at`` is noon there.
``notice_days`` to ``supervisor_signs`` are the template's rules of the day on
which it was begun: a template that changes later changes no former consultation. ``quorum`` and ``majority`` are
fractions (``2/3``). ``sealed_call_off``: why it was called off."""

serial = Table(
    "meeting_serial",
    metadata,
    Column("organisation_id", Identity, ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("clause", String(16), primary_key=True),
    Column("last", Integer, nullable=False),
)
"""The last serial number given out, counted up by one statement: two at once never get the same."""

number = Table(
    "meeting_number",
    metadata,
    Column("organisation_id", Identity, primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("clause", String(16), primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("consultation_id", Identity, nullable=False, index=True),
    ForeignKeyConstraint(
        ["consultation_id", "organisation_id"],
        ["consultation.id", "consultation.organisation_id"],
        ondelete="CASCADE",
        name="fk_meeting_number_consultation",
    ),
)
"""All numbers of the consultations whose kind was corrected: each leads to its consultation for good."""

succession = Table(
    "meeting_succession",
    metadata,
    Column("consultation_id", Identity, primary_key=True),
    Column("organisation_id", Identity, nullable=False),
    Column("former_id", Identity, nullable=False, index=True),
    ForeignKeyConstraint(
        ["consultation_id", "organisation_id"],
        ["consultation.id", "consultation.organisation_id"],
        ondelete="CASCADE",
        name="fk_meeting_succession_consultation",
    ),
    ForeignKeyConstraint(
        ["former_id", "organisation_id"],
        ["consultation.id", "consultation.organisation_id"],
        ondelete="CASCADE",
        name="fk_meeting_succession_former",
    ),
)
"""Which consultation continues which one of the same organisation."""

stage = part(
    "meeting_stage",
    Column("stage", String(16), nullable=False),
    Column("planned", Date),
    Column("reached_at", Moment),
    named("by_id", "person"),
    Column("sealed_skipped", LargeBinary),
    UniqueConstraint("consultation_id", "stage"),
)
"""``by_id``: who noted that it was reached or skipped; ``sealed_skipped``: why it was skipped."""

template = Table(
    "meeting_template",
    metadata,
    Column("organisation_id", Identity, ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True),
    Column("clause", String(16), primary_key=True),
    Column("notice_days", SmallInteger),
    Column("materials_days", SmallInteger),
    Column("quorum", String(16)),
    Column("majority", String(16)),
    Column("supervisor_signs", Boolean),
    Column("sealed_agenda", LargeBinary),
    named("changed_by_id", "person"),
    Column("changed_at", Moment, nullable=False),
)
"""What an organisation does otherwise than the template of the kind; an empty column leaves the template's."""

change = Table(
    "meeting_change",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("organisation_id", Identity, nullable=False),
    Column("consultation_id", Identity, nullable=False),
    Column("turn", String(32), nullable=False),
    Column("part", String(32), nullable=False),
    Column("part_id", Identity, nullable=False),
    Column("operation", String(16), nullable=False),
    Column("sealed_former", LargeBinary),
    Column("sealed_reason", LargeBinary),
    named("by_id", "person"),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    ForeignKeyConstraint(
        ["consultation_id", "organisation_id"],
        ["consultation.id", "consultation.organisation_id"],
        ondelete="CASCADE",
        name="fk_meeting_change_consultation",
    ),
    Index("ix_meeting_change_consultation", "consultation_id", "organisation_id"),
    sqlite_autoincrement=True,
)
"""``turn``: the turn in which it was done, maybe with others; ``part``: the table's name; ``operation``: ``added`` or
``corrected``; ``sealed_former``: what the changed fields held before, as JSON; ``sealed_reason``: why it was struck,
where it was."""
