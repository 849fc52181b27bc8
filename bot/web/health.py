"""``GET /healthz`` and ``GET /readyz``: whether the process answers, and whether its database does."""

import structlog
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.database.access import Database

_log = structlog.get_logger(__name__)


class Health:
    """Answers those who watch the process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def alive(self, request: web.Request) -> web.Response:
        """Answer 200 as long as the process answers at all."""
        del request
        return web.Response(text="ok\n")

    async def ready(self, request: web.Request) -> web.Response:
        """Answer 200 when the database answers, else 503."""
        del request
        try:
            async with self._database.reading() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError) as fault:
            _log.warning("not_ready", cause=type(fault).__name__)
            return web.Response(text="database unavailable\n", status=503)
        return web.Response(text="ok\n")
