"""The web channel's tables: browser sessions, and what each of their pages shows.

``edition`` counts every change to a session's transcript: a new message takes the next figure, and so does an edit.
What a page has not seen yet is therefore "every message whose edition is above the last one it got", and the row
lock on the session's counter makes the order of editions the order of commits.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from dialogs.engine.records import Identity, Moment, metadata

web_session = Table(
    "web_session",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("address", String(32), nullable=False, unique=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("locale", String(16), nullable=False),
    Column("number", Integer, nullable=False, default=0),
    Column("edition", Integer, nullable=False, default=0),
    Column("sealed_menu", LargeBinary),
    Column("menu_edition", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False, index=True),
    Column("ended_at", Moment, index=True),
    sqlite_autoincrement=True,
)
"""A browser. ``address`` is its chat; the cookie's token is kept only as its SHA-256 (it has 256 random bits)."""

web_message = Table(
    "web_message",
    metadata,
    Column("id", Identity, primary_key=True),
    Column(
        "address",
        String(32),
        ForeignKey("web_session.address", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("number", Integer, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("update_id", String(64)),
    Column("sealed_payload", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("address", "number"),
    UniqueConstraint("address", "update_id", name="uq_web_message_address_update_id"),
    Index("ix_web_message_address_edition", "address", "edition", unique=True),
    sqlite_autoincrement=True,
)
"""One message on a page: a card of ours, or the person's own words or file (those with an ``update_id``)."""
