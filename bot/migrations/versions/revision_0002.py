"""Letters that went out to many at once can be counted and cancelled; processes keep one pace to a chat."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("chat") as chat:
        chat.add_column(sa.Column("sends", sa.JSON(), nullable=True))
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("batch", sa.String(length=64), nullable=True))
        outbox.create_index(op.f("ix_outbox_batch"), ["batch"], unique=False)
    replies = sa.text("coalesce(batch, '') <= ''")
    op.create_index("ix_outbox_replies", "outbox", ["id"], sqlite_where=replies, postgresql_where=replies)
