"""``GET /metrics``, and the line in the log that tells how a long outbox gets on."""

import asyncio
import hmac
from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog
from aiohttp import hdrs, web
from sqlalchemy.exc import SQLAlchemyError

from bot.addresses import is_loopback
from bot.database.access import Database
from bot.delivery.backlog import Backlog, backlog
from bot.metrics import Metrics, Standing

log = structlog.get_logger(__name__)

PATH: Final = "/metrics"
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus, "Exposition formats": text format."""

EVERY: Final = 15.0
"""Seconds between two looks at the outbox."""

LONG: Final = 100
"""Letters from which on an outbox is worth a line in the log."""


class Monitoring:
    """Answers ``/metrics`` to whoever brings the token, and without a token to this machine alone.

    ``open_here`` says whether who comes from this machine may be answered at all: not where a proxy passes on what
    comes from elsewhere.
    """

    def __init__(  # noqa: PLR0913 (the clock is handed in too)
        self,
        metrics: Metrics,
        database: Database,
        standing: Callable[[], Standing],
        *,
        clock: Callable[[], datetime],
        token: str | None,
        open_here: bool,
    ) -> None:
        self.metrics = metrics
        self._database = database
        self._standing = standing
        self._clock = clock
        self._token = token
        self._open_here = open_here

    async def show(self, request: web.Request) -> web.Response:
        """Give the metrics; 401 without the token, and 404 where there is none and this is not for everybody."""
        if self._token is not None and not _brings(request, self._token):
            return web.Response(status=401, headers={hdrs.WWW_AUTHENTICATE: "Bearer"})
        if self._token is None and not (self._open_here and is_loopback(request.remote or "")):
            return web.Response(status=404)
        body = self.metrics.written(self._standing(), await self.look())
        return web.Response(body=body, headers={hdrs.CONTENT_TYPE: CONTENT_TYPE, hdrs.CACHE_CONTROL: "no-store"})

    async def look(self) -> Backlog | None:
        """Count what waits; none while the database does not answer."""
        try:
            async with self._database.reading() as connection:
                return await backlog(connection, self._clock())
        except (SQLAlchemyError, OSError) as fault:
            log.warning("backlog not counted", cause=type(fault).__name__)
            return None

    async def tell(self, leads: Callable[[], bool]) -> None:
        """Log how the outbox gets on, for as long as it is long, and any chats that are stuck; until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            if not leads():
                continue
            found = await self.look()
            if found is not None and (found.letters >= LONG or found.stuck_chats):
                log.info(
                    "outbox",
                    waiting=found.letters,
                    oldest_seconds=round(found.oldest_letter),
                    stuck_chats=found.stuck_chats,
                    batches=dict(found.batches),
                )


def _brings(request: web.Request, token: str) -> bool:
    given = request.headers.get(hdrs.AUTHORIZATION, "").encode("utf-8", "surrogateescape")
    return hmac.compare_digest(given, b"Bearer " + token.encode())
