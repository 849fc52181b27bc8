"""Consultations, and everything that hangs under them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:  # noqa: PLR0915 - a statement a table and index
    op.create_table(
        "meeting_serial",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("clause", sa.String(length=16), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_serial_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "year", "clause", name=op.f("pk_meeting_serial")),
    )
    op.create_table(
        "consultation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("clause", sa.String(length=16), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("subkind", sa.String(length=64), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("tags", sa.String(length=64), nullable=False),
        sa.Column("sealed_topic", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_background", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_venue", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_chair", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_recorder", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_fields", sa.LargeBinary(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("day_only", sa.Boolean(), nullable=False),
        sa.Column("notice_days", sa.SmallInteger(), nullable=True),
        sa.Column("materials_days", sa.SmallInteger(), nullable=True),
        sa.Column("notice_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("materials_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("quorum", sa.String(length=16), nullable=True),
        sa.Column("majority", sa.String(length=16), nullable=True),
        sa.Column("supervisor_signs", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_consultation_created_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_consultation_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_consultation_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id",
            "year",
            "clause",
            "serial",
            name=op.f("uq_consultation_organisation_id_year_clause_serial"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_consultation_organisation_starts", "consultation", ["organisation_id", "starts_at"], unique=False
    )
    op.create_table(
        "meeting_template",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("clause", sa.String(length=16), nullable=False),
        sa.Column("notice_days", sa.SmallInteger(), nullable=True),
        sa.Column("materials_days", sa.SmallInteger(), nullable=True),
        sa.Column("quorum", sa.String(length=16), nullable=True),
        sa.Column("majority", sa.String(length=16), nullable=True),
        sa.Column("supervisor_signs", sa.Boolean(), nullable=True),
        sa.Column("sealed_agenda", sa.LargeBinary(), nullable=True),
        sa.Column("changed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_meeting_template_changed_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_template_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "clause", name=op.f("pk_meeting_template")),
    )
    op.create_table(
        "meeting_amendment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_by", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_meeting_amendment_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_amendment_consultation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_amendment")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_amendment_consultation", "meeting_amendment", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_table(
        "meeting_board",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("thread", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=True),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name=op.f("fk_meeting_board_chat_id_chat"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_board_consultation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_board")),
        sa.UniqueConstraint(
            "chat_id", "thread", "consultation_id", name=op.f("uq_meeting_board_chat_id_thread_consultation_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_board_chat_id"), "meeting_board", ["chat_id"], unique=False)
    op.create_index(
        "ix_meeting_board_consultation", "meeting_board", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_table(
        "meeting_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("turn", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.Column("part_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("operation", sa.String(length=16), nullable=False),
        sa.Column("sealed_former", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_meeting_change_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_change_consultation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_change_consultation", "meeting_change", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_table(
        "meeting_headcount",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_headcount_consultation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_headcount")),
        sa.UniqueConstraint("consultation_id", "kind", name=op.f("uq_meeting_headcount_consultation_id_kind")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_headcount_consultation", "meeting_headcount", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_table(
        "meeting_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sealed_title", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_presenter", sa.LargeBinary(), nullable=True),
        sa.Column("minutes", sa.SmallInteger(), nullable=True),
        sa.Column("sealed_summary", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sealed_consensus", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_dissent", sa.LargeBinary(), nullable=True),
        sa.Column("carried_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["carried_from_id"],
            ["consultation.id"],
            name=op.f("fk_meeting_item_carried_from_id_consultation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_item_consultation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_item_consultation", "meeting_item", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_table(
        "meeting_minutes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sealed_remarks", sa.LargeBinary(), nullable=True),
        sa.Column("circulated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirm_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_approved", sa.LargeBinary(), nullable=True),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_minutes_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["file.id"], name=op.f("fk_meeting_minutes_file_id_file"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_minutes")),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_meeting_minutes_consultation_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_minutes_consultation", "meeting_minutes", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_table(
        "meeting_participant",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("also", sa.String(length=16), nullable=True),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_organisation", sa.LargeBinary(), nullable=True),
        sa.Column("attendance", sa.String(length=16), nullable=False),
        sa.Column("sealed_proxy", sa.LargeBinary(), nullable=True),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name=op.f("fk_meeting_participant_chat_id_chat"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_participant_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_participant_person_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_participant")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_participant_chat_id"), "meeting_participant", ["chat_id"], unique=False)
    op.create_index(
        "ix_meeting_participant_consultation",
        "meeting_participant",
        ["consultation_id", "organisation_id"],
        unique=False,
    )
    op.create_index(op.f("ix_meeting_participant_person_id"), "meeting_participant", ["person_id"], unique=False)
    op.create_index(
        "uq_meeting_participant_chat",
        "meeting_participant",
        ["consultation_id", "chat_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "uq_meeting_participant_person",
        "meeting_participant",
        ["consultation_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "meeting_signature",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("office", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_signature_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_signature_person_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_signature")),
        sa.UniqueConstraint("consultation_id", "office", name=op.f("uq_meeting_signature_consultation_id_office")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_signature_consultation", "meeting_signature", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_table(
        "meeting_stage",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("planned", sa.Date(), nullable=True),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sealed_skipped", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_meeting_stage_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_stage_consultation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_stage")),
        sa.UniqueConstraint("consultation_id", "stage", name=op.f("uq_meeting_stage_consultation_id_stage")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_stage_consultation", "meeting_stage", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_table(
        "meeting_succession",
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("former_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_succession_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["former_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_succession_former",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_meeting_succession")),
    )
    op.create_index(op.f("ix_meeting_succession_former_id"), "meeting_succession", ["former_id"], unique=False)
    op.create_table(
        "meeting_action",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sealed_what", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_owner", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_reason", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_proof", sa.LargeBinary(), nullable=True),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_action_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["file.id"], name=op.f("fk_meeting_action_file_id_file"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_action_item_id_meeting_item"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_action_person_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_action")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_action_consultation", "meeting_action", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_index("ix_meeting_action_due", "meeting_action", ["organisation_id", "state", "due_on"], unique=False)
    op.create_index(op.f("ix_meeting_action_person_id"), "meeting_action", ["person_id"], unique=False)
    op.create_table(
        "meeting_door",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_door_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meeting_participant.id"],
            name=op.f("fk_meeting_door_participant_id_meeting_participant"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_door")),
        sa.UniqueConstraint("token_fingerprint", name=op.f("uq_meeting_door_token_fingerprint")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_door_consultation", "meeting_door", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_index(op.f("ix_meeting_door_participant_id"), "meeting_door", ["participant_id"], unique=False)
    op.create_table(
        "meeting_opinion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("stance", sa.String(length=16), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_opinion_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_opinion_item_id_meeting_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meeting_participant.id"],
            name=op.f("fk_meeting_opinion_participant_id_meeting_participant"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_opinion")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_opinion_consultation", "meeting_opinion", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_index(op.f("ix_meeting_opinion_item_id"), "meeting_opinion", ["item_id"], unique=False)
    op.create_table(
        "meeting_outcome",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_publication", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_outcome_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_outcome_item_id_meeting_item"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_outcome")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_outcome_consultation", "meeting_outcome", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_index("ix_meeting_outcome_due", "meeting_outcome", ["organisation_id", "state", "due_on"], unique=False)
    op.create_table(
        "meeting_poll",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sealed_question", sa.LargeBinary(), nullable=False),
        sa.Column("threshold", sa.String(length=16), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carried", sa.Boolean(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_poll_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_poll_item_id_meeting_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_poll")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_poll_consultation", "meeting_poll", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_index(op.f("ix_meeting_poll_item_id"), "meeting_poll", ["item_id"], unique=False)
    op.create_table(
        "meeting_response",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_response_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meeting_participant.id"],
            name=op.f("fk_meeting_response_participant_id_meeting_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_response")),
        sa.UniqueConstraint(
            "consultation_id", "participant_id", name=op.f("uq_meeting_response_consultation_id_participant_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_response_consultation", "meeting_response", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_index(op.f("ix_meeting_response_participant_id"), "meeting_response", ["participant_id"], unique=False)
    op.create_table(
        "meeting_room",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("item_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_room_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_room_item_id_meeting_item"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_room")),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_meeting_room_consultation_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_room_consultation", "meeting_room", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_table(
        "meeting_speaker",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_speaker_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_speaker_item_id_meeting_item"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meeting_participant.id"],
            name=op.f("fk_meeting_speaker_participant_id_meeting_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_speaker")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_speaker_consultation", "meeting_speaker", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_index(op.f("ix_meeting_speaker_participant_id"), "meeting_speaker", ["participant_id"], unique=False)
    op.create_index(
        "uq_meeting_speaker_waiting",
        "meeting_speaker",
        ["consultation_id", "participant_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL AND removed_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL AND removed_at IS NULL"),
    )
    op.create_table(
        "meeting_conversion_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outcome_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("sealed_body", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_document", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_reason", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_proof", sa.LargeBinary(), nullable=True),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_meeting_conversion_step_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_conversion_step_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["file.id"], name=op.f("fk_meeting_conversion_step_file_id_file"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"],
            ["meeting_outcome.id"],
            name=op.f("fk_meeting_conversion_step_outcome_id_meeting_outcome"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_conversion_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_conversion_step_consultation",
        "meeting_conversion_step",
        ["consultation_id", "organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_meeting_conversion_step_outcome_id"), "meeting_conversion_step", ["outcome_id"], unique=False
    )
    op.create_table(
        "meeting_decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("poll_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("quorate", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_decision_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_decision_item_id_meeting_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["meeting_poll.id"], name=op.f("fk_meeting_decision_poll_id_meeting_poll"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_decision_consultation", "meeting_decision", ["consultation_id", "organisation_id"], unique=False
    )
    op.create_index(op.f("ix_meeting_decision_item_id"), "meeting_decision", ["item_id"], unique=False)
    op.create_table(
        "meeting_poll_count",
        sa.Column("poll_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"],
            ["meeting_poll.id"],
            name=op.f("fk_meeting_poll_count_poll_id_meeting_poll"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("poll_id", "kind", "position", name=op.f("pk_meeting_poll_count")),
    )
    op.create_table(
        "meeting_position",
        sa.Column("poll_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meeting_participant.id"],
            name=op.f("fk_meeting_position_participant_id_meeting_participant"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["meeting_poll.id"], name=op.f("fk_meeting_position_poll_id_meeting_poll"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("poll_id", "participant_id", name=op.f("pk_meeting_position")),
    )
    op.create_index(op.f("ix_meeting_position_participant_id"), "meeting_position", ["participant_id"], unique=False)
