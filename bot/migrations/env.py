"""Alembic's environment: on a connection handed in, or by hand on the database of the settings.

By hand, to write the next revision: ``uv run consultbot migrate``, then
``uv run alembic revision --autogenerate --rev-id 0002 -m "What changes"``.
"""

import asyncio
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from bot.database.access import Database
from bot.database.schema import whole_metadata
from bot.settings import load
from dialogs.engine.records import Moment


def _render(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own types as what they are in the database, so that a revision outlives their code."""
    del autogen
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=whole_metadata(),
        render_as_batch=True,
        render_item=_render,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def _by_hand() -> None:
    database = Database(load().database)
    async with database.writing() as connection:
        await connection.run_sync(_migrate)
    await database.close()


handed = context.config.attributes.get("connection")
if isinstance(handed, Connection):
    _migrate(handed)
else:
    asyncio.run(_by_hand())
