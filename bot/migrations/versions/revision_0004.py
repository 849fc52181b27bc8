"""The live meeting: when a board was last shown, the link that it shows, the facilitators' steps."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    identity = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    with op.batch_alter_table("meeting_board") as board:
        board.add_column(sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("meeting_door") as door:
        door.add_column(sa.Column("sealed_token", sa.LargeBinary(), nullable=True))
    op.create_table(
        "meeting_step",
        sa.Column("id", identity, nullable=False),
        sa.Column("organisation_id", identity, nullable=False),
        sa.Column("consultation_id", identity, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("turn", sa.String(length=32), nullable=False),
        sa.Column("item_id", identity, nullable=True),
        sa.Column("item_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", identity, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_step_consultation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_step_item_id_meeting_item"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_meeting_step_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_step_consultation", "meeting_step", ["consultation_id", "organisation_id"], unique=False
    )
