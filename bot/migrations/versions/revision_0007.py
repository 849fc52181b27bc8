"""Why something was struck, and the numbers under which a consultation stood before its kind was corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("meeting_change") as change:
        change.add_column(sa.Column("sealed_reason", sa.LargeBinary(), nullable=True))
    op.create_table(
        "meeting_number",
        sa.Column("organisation_id", IDENTITY, nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("clause", sa.String(length=16), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("consultation_id", IDENTITY, nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name="fk_meeting_number_consultation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "year", "clause", "serial", name=op.f("pk_meeting_number")),
    )
    op.create_index(op.f("ix_meeting_number_consultation_id"), "meeting_number", ["consultation_id"], unique=False)
