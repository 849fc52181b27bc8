"""What happens in the consultation: who takes part, what is on the agenda, what was said, voted and decided."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    text,
)

from dialogs.engine.records import Identity, Moment, metadata
from dialogs.meeting.records.parts import named, part

PRESENT_ROW = text("removed_at IS NULL")

participant = part(
    "meeting_participant",
    named("person_id", "person", index=True),
    named("chat_id", "chat", index=True),
    Column("kind", String(16), nullable=False),
    Column("also", String(16)),
    Column("sealed_name", LargeBinary, nullable=False),
    Column("sealed_organisation", LargeBinary),
    Column("attendance", String(16), nullable=False),
    Column("sealed_proxy", LargeBinary),
    Column("checked_in_at", Moment),
    Column("consent_version", SmallInteger),
    Column("consented_at", Moment),
    Column("reply", String(16)),
    Column("sealed_deputy", LargeBinary),
    Column("replied_at", Moment),
    Index(
        "uq_meeting_participant_person",
        *("consultation_id", "person_id"),
        unique=True,
        sqlite_where=PRESENT_ROW,
        postgresql_where=PRESENT_ROW,
    ),
    Index(
        "uq_meeting_participant_chat",
        *("consultation_id", "chat_id"),
        unique=True,
        sqlite_where=PRESENT_ROW,
        postgresql_where=PRESENT_ROW,
    ),
)
"""``consent_version``: the text that was agreed to at the check-in, at ``consented_at``; none for whoever did not come
by a link: they were entered by hand, or are members, whose consent is their organisation's.

``person_id``: a person of the installation; ``chat_id``: the chat of a guest who came by a link. ``reply``: what
they answered to the notice, which says nothing of whether they came; ``sealed_deputy``: whom they send."""

headcount = part(
    "meeting_headcount",
    Column("kind", String(16), nullable=False),
    Column("invited", Integer, nullable=False),
    Column("present", Integer, nullable=False),
    UniqueConstraint("consultation_id", "kind"),
)
"""How many of a kind were invited and came in all, as they were counted, named or not."""

agenda_item = part(
    "meeting_item",
    Column("position", Integer, nullable=False),
    Column("sealed_title", LargeBinary, nullable=False),
    Column("sealed_presenter", LargeBinary),
    Column("minutes", SmallInteger),
    Column("sealed_summary", LargeBinary),
    Column("state", String(16), nullable=False),
    Column("sealed_consensus", LargeBinary),
    Column("sealed_dissent", LargeBinary),
    named("carried_from_id", "consultation"),
    Column("started_at", Moment),
    Column("ended_at", Moment),
)
"""``position`` only orders: it is counted anew, from 1, when it is read."""

opinion = part(
    "meeting_opinion",
    named("item_id", "meeting_item", required=True, index=True),
    named("participant_id", "meeting_participant"),
    Column("kind", String(16), nullable=False),
    Column("stance", String(16), nullable=False),
    Column("sealed_text", LargeBinary, nullable=False),
    Column("anonymous", Boolean, nullable=False, default=False),
    Column("at", Moment, nullable=False),
)
"""An anonymous opinion names no participant."""

poll = part(
    "meeting_poll",
    named("item_id", "meeting_item", required=True, index=True),
    Column("sealed_question", LargeBinary, nullable=False),
    Column("threshold", String(16), nullable=False),
    Column("hidden", Boolean, nullable=False, default=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("carried", Boolean),
)
"""``threshold``: ``1/2``, ``2/3``, ``4/5`` or ``consensus-<n>``; ``hidden``: the tally is shown when it is closed."""

position = Table(
    "meeting_position",
    metadata,
    Column("poll_id", Identity, ForeignKey("meeting_poll.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "participant_id",
        Identity,
        ForeignKey("meeting_participant.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("kind", String(16), nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("at", Moment, nullable=False),
)
"""One voice a participant and poll, 5 (fully agree) to 1 (firmly against), changeable until the poll is closed."""

poll_count = Table(
    "meeting_poll_count",
    metadata,
    Column("poll_id", Identity, ForeignKey("meeting_poll.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("position", SmallInteger, primary_key=True),
    Column("voices", Integer, nullable=False),
)
"""Voices counted by hand (a show of hands, a past vote), added to those given here."""

decision = part(
    "meeting_decision",
    named("item_id", "meeting_item", required=True, index=True),
    named("poll_id", "meeting_poll"),
    Column("kind", String(16), nullable=False),
    Column("sealed_text", LargeBinary, nullable=False),
    Column("review_on", Date),
    Column("quorate", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)
"""``quorate``: whether enough were present when it was taken."""
