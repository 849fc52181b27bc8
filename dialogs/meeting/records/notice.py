"""The notice: what it adds to the record, what was sent to whom, and the materials."""

from sqlalchemy import Boolean, Column, LargeBinary, String, UniqueConstraint

from dialogs.engine.records import Moment
from dialogs.meeting.records.parts import named, part

notice = part(
    "meeting_notice",
    Column("sealed_contact", LargeBinary),
    Column("sealed_words", LargeBinary),
    UniqueConstraint("consultation_id"),
)
"""``sealed_contact``: who can be asked, and how; ``sealed_words``: what else those invited should know."""

dispatch = part(
    "meeting_dispatch",
    Column("what", String(16), nullable=False),
    Column("sent_at", Moment, nullable=False),
    named("by_id", "person"),
    Column("asks", Boolean, nullable=False, default=False),
    Column("starts_at", Moment),
    Column("ends_at", Moment),
    Column("day_only", Boolean, nullable=False, default=False),
    Column("sealed_venue", LargeBinary),
)
"""Something that was sent to those invited: ``what`` it was, when and where the consultation was to be by it;
``asks``: whether they were asked (anew) if they come."""

delivery = part(
    "meeting_delivery",
    named("dispatch_id", "meeting_dispatch", required=True, index=True),
    named("participant_id", "meeting_participant", required=True, index=True),
    Column("way", String(8), nullable=False),
    Column("told_at", Moment),
    named("by_id", "person"),
    UniqueConstraint("dispatch_id", "participant_id"),
)
"""To whom: ``way`` is ``bot`` or ``hand``; ``told_at``: when it was written to them, or when ``by_id`` noted that they
had been told; none while they are still to be told by hand."""

material = part(
    "meeting_material",
    Column("sealed_label", LargeBinary, nullable=False),
    named("file_id", "file"),
    Column("file_at", Moment, nullable=False),
    Column("sent_at", Moment),
)
"""A file to be read before the consultation, and what it is called; ``file_at``: since when it is this file,
``sent_at``: when those invited were last sent it. Before, they do not see it."""
