"""The live meeting: a board's trouble, what its reader was told, a guest's consent, one guest at two doors."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    identity = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    with op.batch_alter_table("meeting_participant") as participant:
        participant.add_column(sa.Column("consent_version", sa.SmallInteger(), nullable=True))
        participant.add_column(sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("meeting_board") as board:
        board.add_column(sa.Column("own", sa.Boolean(), nullable=False, server_default=sa.false()))
        board.add_column(sa.Column("told_end", sa.Boolean(), nullable=False, server_default=sa.false()))
        board.add_column(sa.Column("trouble", sa.String(length=16), nullable=True))
        board.add_column(sa.Column("told_item_id", identity, nullable=True))
        board.create_foreign_key(
            op.f("fk_meeting_board_told_item_id_meeting_item"),
            "meeting_item",
            ["told_item_id"],
            ["id"],
            ondelete="SET NULL",
        )
    # Until now whatever hung in Telegram hung in a group.
    op.execute(
        "UPDATE meeting_board SET own = (SELECT channel = 'web' FROM chat WHERE chat.id = meeting_board.chat_id)"
    )
    with op.batch_alter_table("meeting_board") as board:
        board.alter_column("own", server_default=None)
        board.alter_column("told_end", server_default=None)
    op.create_table(
        "meeting_claim",
        sa.Column("id", identity, nullable=False),
        sa.Column("organisation_id", identity, nullable=False),
        sa.Column("consultation_id", identity, nullable=False),
        sa.Column("participant_id", identity, nullable=False),
        sa.Column("chat_id", identity, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("by_id", identity, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_claim_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meeting_participant.id"],
            name=op.f("fk_meeting_claim_participant_id_meeting_participant"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name=op.f("fk_meeting_claim_chat_id_chat"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_meeting_claim_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_claim")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_claim_consultation", "meeting_claim", ["consultation_id", "organisation_id"])
    op.create_index(op.f("ix_meeting_claim_participant_id"), "meeting_claim", ["participant_id"])
    op.create_index(op.f("ix_meeting_claim_chat_id"), "meeting_claim", ["chat_id"])
    op.create_index(
        "uq_meeting_claim_chat",
        "meeting_claim",
        ["consultation_id", "chat_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
