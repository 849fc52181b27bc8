"""Statements that SQLAlchemy writes once for all databases of a test run, instead of once for each test's own.

A cache of what is compiled is an engine's, and every test has engines of its own; a fifth of the whole run went into
writing the same statements again. Databases of one kind differ in nothing that a compiled statement depends on.
"""

from typing import Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine.interfaces import CompiledCacheType, Dialect

from bot.database.sqlite_inline import InlineDialect
from bot.database.sqlite_writing import WritingDialect

COMPILED: Final[CompiledCacheType] = {}


def _same_kind(dialect: Dialect, other: object) -> bool:
    return type(dialect) is type(other)


def _hash_of_kind(dialect: Dialect) -> int:
    return hash(type(dialect))


for kind in (InlineDialect, WritingDialect, PGDialect_asyncpg):
    setattr(kind, "__eq__", _same_kind)  # noqa: B010 (mypy knows that a class's methods are not assigned to)
    setattr(kind, "__hash__", _hash_of_kind)  # noqa: B010


@event.listens_for(Engine, "engine_connect")
def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=COMPILED)
