"""What follows from a consultation: what is to be done, and what becomes of its outcomes."""

from sqlalchemy import Column, Date, Index, LargeBinary, String

from dialogs.engine.records import Moment
from dialogs.meeting.records.parts import named, part

action = part(
    "meeting_action",
    named("item_id", "meeting_item"),
    Column("sealed_what", LargeBinary, nullable=False),
    Column("sealed_owner", LargeBinary, nullable=False),
    named("person_id", "person", index=True),
    Column("due_on", Date),
    Column("state", String(16), nullable=False),
    Column("done_at", Moment),
    Column("sealed_reason", LargeBinary),
    Column("sealed_proof", LargeBinary),
    named("file_id", "file"),
    Index("ix_meeting_action_due", "organisation_id", "state", "due_on"),
)
"""``person_id``: the owner where they are a person of the organisation; an outside body has a name alone.
``sealed_reason``: why it was dropped."""

outcome = part(
    "meeting_outcome",
    named("item_id", "meeting_item"),
    Column("sealed_text", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False),
    Column("due_on", Date),
    Column("published_at", Moment),
    Column("sealed_publication", LargeBinary),
    Index("ix_meeting_outcome_due", "organisation_id", "state", "due_on"),
)
"""``state``: the state of its latest step; ``due_on``: when the next step is due."""

conversion_step = part(
    "meeting_conversion_step",
    named("outcome_id", "meeting_outcome", required=True, index=True),
    Column("state", String(16), nullable=False),
    Column("taken_on", Date, nullable=False),
    Column("sealed_body", LargeBinary),
    Column("sealed_document", LargeBinary),
    Column("sealed_reason", LargeBinary),
    Column("sealed_proof", LargeBinary),
    named("file_id", "file"),
    named("by_id", "person"),
)
"""One entry of the conversion ledger (成果转化): to or by which body, by which document, and why."""
