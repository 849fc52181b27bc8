"""The digest's own table: when a member was last reminded of a round."""

from sqlalchemy import Column, ForeignKey, Table

from dialogs.engine.records import Identity, Moment, metadata

reminder = Table(
    "assessment_reminder",
    metadata,
    Column("round_id", Identity, ForeignKey("assessment_round.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Identity, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("reminded_at", Moment, nullable=False),
)
