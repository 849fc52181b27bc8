"""Organisations, persons, memberships, invitations, consents, passages and the audit trail."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from dialogs.engine.records import Identity, Moment, metadata

organisation = Table(
    "organisation",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("stage", String(16)),
    Column("affairs", String(64), nullable=False, default=""),
    Column("timezone", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
"""``stage``: 4.2; ``affairs``: the clauses of chapter 5 that it takes part in, comma-separated (``5.1,5.3``)."""

person = Table(
    "person",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("sealed_name", LargeBinary),
    Column("locale", String(16), nullable=False),
    Column("organisation_id", Identity, ForeignKey("organisation.id", ondelete="SET NULL")),
    Column("operator", Boolean, nullable=False, default=False),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
"""``organisation_id``: the organisation that the person is working in just now, one of their memberships."""

membership = Table(
    "membership",
    metadata,
    Column("person_id", Identity, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("organisation_id", Identity, ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("left_at", Moment),
    Index("ix_membership_organisation_id", "organisation_id"),
)

invitation = Table(
    "invitation",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("organisation_id", Identity, ForeignKey("organisation.id", ondelete="CASCADE"), index=True),
    Column("role", String(16), nullable=False),
    Column("token_fingerprint", LargeBinary(32), nullable=False, unique=True),
    Column("expires_at", Moment, nullable=False),
    Column("uses_left", Integer, nullable=False),
    Column("revoked_at", Moment),
    Column("created_by", Identity, ForeignKey("person.id", ondelete="SET NULL")),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
"""An invitation without an organisation makes an operator."""

consent = Table(
    "consent",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("person_id", Identity, ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("given_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

passage = Table(
    "passage",
    metadata,
    Column("token_fingerprint", LargeBinary(32), primary_key=True),
    Column("person_id", Identity, ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("expires_at", Moment, nullable=False),
)
"""A ten-minute link by which a person opens the same conversations in the other channel."""

audit = Table(
    "audit",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("organisation_id", Identity, ForeignKey("organisation.id", ondelete="CASCADE"), index=True),
    Column("person_id", Identity, ForeignKey("person.id", ondelete="SET NULL")),
    Column("action", String(64), nullable=False),
    Column("sealed_detail", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
