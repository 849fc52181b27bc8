"""The assessment's tables: rounds, responses, their answers with evidence, and the patterns that figures need.

A named response is one row a person and perspective; submitting again raises its ``revision`` and writes all its
answers anew, so former revisions stay. An anonymous round leaves ``person_id`` empty, gives its responses random ids
and keeps the day only, and notes apart who has answered; the columns are made for that.
"""

from sqlalchemy import (
    Column,
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

assessment_round = Table(
    "assessment_round",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("organisation_id", Identity, ForeignKey("organisation.id", ondelete="CASCADE"), nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("number", SmallInteger, nullable=False),
    Column("title", String(100)),
    Column("kind", String(16), nullable=False),
    Column("standard_version", String(32), nullable=False),
    Column("min_group", SmallInteger),
    Column("opened_at", Moment, nullable=False),
    Column("closes_at", Moment),
    Column("closed_at", Moment),
    UniqueConstraint("organisation_id", "year", "number"),
    sqlite_autoincrement=True,
)
"""``kind``: ``named`` or ``anonymous``; without a ``title`` a round is called by its year and number in that year."""

response = Table(
    "assessment_response",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("round_id", Identity, ForeignKey("assessment_round.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", Identity, ForeignKey("person.id", ondelete="CASCADE"), index=True),
    Column("perspective", String(16), nullable=False),
    Column("form", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("standard_version", String(32), nullable=False),
    Column("submitted_at", Moment, nullable=False),
    UniqueConstraint("round_id", "person_id", "perspective"),
    sqlite_autoincrement=True,
)
"""``form``: ``pulse``, ``full`` or ``targeted``, of the latest revision."""

answer = Table(
    "assessment_answer",
    metadata,
    Column("response_id", Identity, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("item", String(16), primary_key=True),
    Column("code", SmallInteger, nullable=False),
    Column("sealed_comment", LargeBinary),
    ForeignKeyConstraint(["response_id"], ["assessment_response.id"], ondelete="CASCADE"),
)
"""``code``: a cell of :mod:`standard.answers`: level + 1, not applicable 6, don't know 7, skipped 8."""

evidence = Table(
    "assessment_evidence",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("response_id", Identity, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("item", String(16), nullable=False),
    Column("file_id", Identity, ForeignKey("file.id", ondelete="CASCADE"), index=True),
    Column("sealed_kept", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["response_id", "revision", "item"],
        ["assessment_answer.response_id", "assessment_answer.revision", "assessment_answer.item"],
        ondelete="CASCADE",
        name="fk_assessment_evidence_answer",
    ),
    Index("ix_assessment_evidence_answer", "response_id", "revision", "item"),
    sqlite_autoincrement=True,
)
"""``sealed_kept``: the :class:`~dialogs.engine.forms.Kept` piece; ``file_id`` its file, none for a link."""

pattern = Table(
    "assessment_pattern",
    metadata,
    Column("response_id", Identity, primary_key=True),
    Column("capability", String(16), primary_key=True),
    Column("round_id", Identity, nullable=False),
    Column("perspective", String(16), nullable=False),
    Column("pattern", String(255), nullable=False),
    ForeignKeyConstraint(["response_id"], ["assessment_response.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["round_id"], ["assessment_round.id"], ondelete="CASCADE"),
    Index("ix_assessment_pattern_round", "round_id", "perspective", "capability", "pattern"),
)
"""What a response's latest revision says on one capability, so that a round's figures come from one index.

``pattern`` holds ``<item's number>:<code>`` for every item that was asked, comma-separated.
"""
