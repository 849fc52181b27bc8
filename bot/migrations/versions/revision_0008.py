"""Minutes for those without an account: who shows them, who was told by hand; and how two participants were one."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("meeting_board") as board:
        board.add_column(sa.Column("minutes", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("meeting_board") as board:
        board.alter_column("minutes", server_default=None)
    with op.batch_alter_table("meeting_door") as door:
        door.add_column(sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
        door.add_column(sa.Column("told_by_id", IDENTITY, nullable=True))
        door.create_foreign_key(
            op.f("fk_meeting_door_told_by_id_person"), "person", ["told_by_id"], ["id"], ondelete="SET NULL"
        )
    op.create_table(
        "meeting_merge",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("organisation_id", IDENTITY, nullable=False),
        sa.Column("consultation_id", IDENTITY, nullable=False),
        sa.Column("kept_id", IDENTITY, nullable=False),
        sa.Column("other_id", IDENTITY, nullable=False),
        sa.Column("turn", sa.String(length=32), nullable=False),
        sa.Column("sealed_former", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", IDENTITY, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_meeting_merge_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_merge_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"],
            ["meeting_participant.id"],
            name=op.f("fk_meeting_merge_kept_id_meeting_participant"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["meeting_participant.id"],
            name=op.f("fk_meeting_merge_other_id_meeting_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_merge")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_merge_consultation", "meeting_merge", ["consultation_id", "organisation_id"], unique=False
    )
