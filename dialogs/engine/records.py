"""The engine's tables: chats, conversations, seen updates, the outbox, due work and files.

Columns named ``sealed_...`` hold ciphertext; ``fingerprint`` is a keyed HMAC by which something sealed can be found
again. Times are UTC. ``chat.sends`` are the times of the last minute's letters, in seconds of the epoch, by which
processes that share the records keep one pace; ``outbox.batch`` names what went out to many at once.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Identity = BigInteger().with_variant(Integer, "sqlite")
"""A row's number: SQLite counts only plain INTEGER keys up by itself.

Tables say ``sqlite_autoincrement``, so that no number is ever given twice: old buttons and owners name them.
"""


class Moment(TypeDecorator[datetime]):
    """An instant in UTC: aware in Python; SQLite, which has no zones, keeps the bare UTC figure."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time; give SQLite the UTC figure."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone is no instant: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give an aware UTC time."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


chat = Table(
    "chat",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("fingerprint", LargeBinary(32), nullable=False),
    Column("sealed_address", LargeBinary, nullable=False),
    Column("person_id", Identity, ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("locale", String(16)),
    Column("focus_id", Identity),
    Column("live_message", String(64)),
    Column("menu", String(64)),
    Column("unreachable_at", Moment),
    Column("sends", JSON(none_as_null=True)),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("channel", "fingerprint"),
    sqlite_autoincrement=True,
)

conversation = Table(
    "conversation",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("owner", String(32), nullable=False),
    Column("organisation_id", Identity, ForeignKey("organisation.id", ondelete="CASCADE"), index=True),
    Column("form", String(64), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sealed_state", LargeBinary, nullable=False),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint("owner", "form", "subject"),
    sqlite_autoincrement=True,
)

seen = Table(
    "seen",
    metadata,
    Column("bot", String(64), primary_key=True),
    Column("update_id", String(64), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("error", String(200)),
)

REPLIES = "coalesce(batch, '') <= ''"
"""Which letters are of no batch; see :func:`dialogs.engine.heads.of_batches`."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("chat_id", Identity, ForeignKey("chat.id", ondelete="CASCADE"), nullable=False),
    Column("sealed_letter", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("claimed_until", Moment),
    Column("claimed_by", Integer),
    Column("attempts", Integer, nullable=False, default=0),
    Column("batch", String(64), index=True),
    Index("ix_outbox_chat_id_id", "chat_id", "id"),
    Index("ix_outbox_replies", "id", sqlite_where=text(REPLIES), postgresql_where=text(REPLIES)),
    sqlite_autoincrement=True,
)

due = Table(
    "due",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("kind", String(64), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("sealed_payload", LargeBinary, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    UniqueConstraint("kind", "subject"),
    sqlite_autoincrement=True,
)

file = Table(
    "file",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("owner", String(32), nullable=False, index=True),
    Column("organisation_id", Identity, ForeignKey("organisation.id", ondelete="CASCADE"), index=True),
    Column("sealed_name", LargeBinary, nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("size", BigInteger),
    Column("sealed_remote", LargeBinary),
    Column("sealed_content", LargeBinary),
    Column("created_at", Moment, nullable=False),
    Column("fetch_after", Moment, index=True),
    Column("attempts", Integer, nullable=False, default=0),
    sqlite_autoincrement=True,
)

installation = Table(
    "installation",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
