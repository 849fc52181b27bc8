"""The notice: what was sent to whom, the materials, the replies, and consultations that were called off."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("consultation") as consultation:
        consultation.add_column(sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True))
        consultation.add_column(sa.Column("sealed_call_off", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("meeting_participant") as participant:
        participant.add_column(sa.Column("reply", sa.String(length=16), nullable=True))
        participant.add_column(sa.Column("sealed_deputy", sa.LargeBinary(), nullable=True))
        participant.add_column(sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True))
    _part(
        "meeting_notice",
        sa.Column("sealed_contact", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=True),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_meeting_notice_consultation_id")),
    )
    _part(
        "meeting_dispatch",
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", IDENTITY, nullable=True),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("day_only", sa.Boolean(), nullable=False),
        sa.Column("sealed_venue", sa.LargeBinary(), nullable=True),
        _key("meeting_dispatch", "by_id", "person"),
    )
    _part(
        "meeting_delivery",
        sa.Column("dispatch_id", IDENTITY, nullable=False),
        sa.Column("participant_id", IDENTITY, nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", IDENTITY, nullable=True),
        _key("meeting_delivery", "dispatch_id", "meeting_dispatch", ondelete="CASCADE"),
        _key("meeting_delivery", "participant_id", "meeting_participant", ondelete="CASCADE"),
        _key("meeting_delivery", "by_id", "person"),
        sa.UniqueConstraint(
            "dispatch_id", "participant_id", name=op.f("uq_meeting_delivery_dispatch_id_participant_id")
        ),
    )
    for column in ("dispatch_id", "participant_id"):
        op.create_index(op.f(f"ix_meeting_delivery_{column}"), "meeting_delivery", [column], unique=False)
    _part(
        "meeting_material",
        sa.Column("sealed_label", sa.LargeBinary(), nullable=False),
        sa.Column("file_id", IDENTITY, nullable=True),
        sa.Column("file_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        _key("meeting_material", "file_id", "file"),
    )


def _part(name: str, *items: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("organisation_id", IDENTITY, nullable=False),
        sa.Column("consultation_id", IDENTITY, nullable=False),
        *items,
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            name=f"fk_{name}_consultation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_consultation", name, ["consultation_id", "organisation_id"], unique=False)


def _key(table: str, column: str, target: str, ondelete: str = "SET NULL") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)
