"""The minutes: where they stand, who signed, confirmed or objected, and what was amended after approval."""

from sqlalchemy import Boolean, Column, LargeBinary, String, UniqueConstraint

from dialogs.engine.records import Moment
from dialogs.meeting.records.parts import named, part

minutes = part(
    "meeting_minutes",
    Column("state", String(16), nullable=False),
    Column("sealed_remarks", LargeBinary),
    Column("circulated_at", Moment),
    Column("confirm_by", Moment),
    Column("signed_at", Moment),
    Column("published_at", Moment),
    Column("sealed_approved", LargeBinary),
    named("file_id", "file"),
    UniqueConstraint("consultation_id"),
)
"""``sealed_approved``: the record as it was signed, as JSON; ``file_id``: the document that was signed."""

signature = part(
    "meeting_signature",
    Column("office", String(16), nullable=False),
    named("person_id", "person"),
    Column("sealed_name", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("consultation_id", "office"),
)

response = part(
    "meeting_response",
    named("participant_id", "meeting_participant", required=True, index=True),
    Column("confirmed", Boolean, nullable=False),
    Column("sealed_text", LargeBinary),
    Column("at", Moment, nullable=False),
    UniqueConstraint("consultation_id", "participant_id"),
)
"""Whether a participant confirmed the minutes; ``sealed_text``: what they had against them."""

amendment = part(
    "meeting_amendment",
    Column("sealed_text", LargeBinary, nullable=False),
    Column("sealed_by", LargeBinary, nullable=False),
    named("by_id", "person"),
    Column("at", Moment, nullable=False),
)
"""A change of minutes that were signed already; it is shown with them."""
