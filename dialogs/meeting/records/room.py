"""The live meeting: its state, the boards that show it, the links that lead to it, who waits to speak."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, UniqueConstraint, text

from dialogs.engine.records import Moment
from dialogs.meeting.records.parts import named, part

WAITING = text("ended_at IS NULL AND removed_at IS NULL")
STANDING = text("removed_at IS NULL")

room = part(
    "meeting_room",
    Column("opened_at", Moment, nullable=False),
    Column("ended_at", Moment),
    named("item_id", "meeting_item"),
    Column("item_since", Moment),
    Column("revision", Integer, nullable=False, default=0),
    UniqueConstraint("consultation_id"),
)
"""``item_id``: the agenda item that is on; ``revision``: raised by every change, so that boards know what they show."""

board = part(
    "meeting_board",
    named("chat_id", "chat", required=True, index=True),
    Column("thread", String(64), nullable=False, default=""),
    Column("message", String(64)),
    Column("shown", Integer, nullable=False, default=-1),
    Column("shown_at", Moment),
    Column("own", Boolean, nullable=False, default=False),
    Column("trouble", String(16)),
    named("told_item_id", "meeting_item"),
    Column("told_end", Boolean, nullable=False, default=False),
    Column("minutes", Boolean, nullable=False, default=False),
    UniqueConstraint("chat_id", "thread", "consultation_id"),
)
"""A live board: the chat (and forum topic) and the message that shows it; ``shown``: the room's revision that was last
on its way to it, at ``shown_at``; ``trouble``: why it is not as it should be, of which the facilitators were told.

``own``: it is one person's, in a private chat or on a page; ``told_item_id`` is the agenda item of which they were told
last, ``told_end`` whether they were told that the meeting is over. ``minutes``: it shows a guest how the minutes stand,
in place of the meeting that is over."""

door = part(
    "meeting_door",
    Column("token_fingerprint", LargeBinary(32), nullable=False, unique=True),
    Column("sealed_token", LargeBinary),
    Column("purpose", String(16), nullable=False),
    named("participant_id", "meeting_participant", index=True),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("told_at", Moment),
    named("told_by_id", "person"),
)
"""A link into the consultation by its token's fingerprint, for one participant or for whoever holds it;
``sealed_token`` where the link is shown again and again; ``told_at``: when that participant was told by hand."""

merge = part(
    "meeting_merge",
    named("kept_id", "meeting_participant", required=True),
    named("other_id", "meeting_participant", required=True),
    Column("turn", String(32), nullable=False),
    Column("sealed_former", LargeBinary, nullable=False),
    named("by_id", "person"),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
)
"""Two participants who were found to be one. ``sealed_former``: voices, places in the queue and chats as they were, by
which it is taken back; the rest is in the history of that ``turn``."""

claim = part(
    "meeting_claim",
    named("participant_id", "meeting_participant", required=True, index=True),
    named("chat_id", "chat", required=True, index=True),
    Column("decided_at", Moment),
    Column("confirmed", Boolean, nullable=False, default=False),
    named("by_id", "person"),
    Index(
        "uq_meeting_claim_chat",
        *("consultation_id", "chat_id"),
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    ),
)
"""Another chat whose holder says to be a participant who has come by a link already.

Only where it was ``confirmed`` it is theirs: from the participant's first chat, or by a facilitator (``by_id``)."""

speaker = part(
    "meeting_speaker",
    named("item_id", "meeting_item"),
    named("participant_id", "meeting_participant", required=True, index=True),
    Column("raised_at", Moment, nullable=False),
    Column("called_at", Moment),
    Column("ended_at", Moment),
    Index(
        "uq_meeting_speaker_waiting",
        *("consultation_id", "participant_id"),
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    ),
)
"""The speaking queue: who raised a hand, when they were called, and when they had spoken or lowered it."""

step = part(
    "meeting_step",
    Column("kind", String(16), nullable=False),
    Column("turn", String(32), nullable=False),
    named("item_id", "meeting_item"),
    Column("item_since", Moment),
    named("by_id", "person"),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
)
"""A facilitator's step in the room, to be taken back: ``turn`` is what it was done in (see ``meeting_change``),
``item_id`` and ``item_since`` what was on before it."""
