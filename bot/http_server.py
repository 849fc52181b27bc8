"""The HTTP server around an application: how long it waits, and what it says of requests that are no HTTP."""

import logging
from collections.abc import Callable
from typing import Final

from aiohttp import http_exceptions, web

STOPPING: Final = 10.0
"""Seconds given to what is under way when the process is told to stop."""

IDLE: Final = 75.0
"""Seconds in which a connection must send a whole request's head, the first or the next, before it is closed."""


def runner(application: web.Application, broken: Callable[[], None]) -> web.AppRunner:
    """Give what serves an application; ``broken`` is told of each request that is no HTTP."""
    return web.AppRunner(
        application,
        access_log=None,
        shutdown_timeout=STOPPING,
        keepalive_timeout=IDLE,
        logger=_Quietly(logging.getLogger("aiohttp.server"), broken),
    )


class _Quietly(logging.LoggerAdapter[logging.Logger]):
    """Logs the server's own faults, and no request that is broken.

    aiohttp answers one with 400 and logs a traceback, some two kilobytes for a dozen bytes sent: anybody could fill
    the disk by them.
    """

    def __init__(self, logger: logging.Logger, broken: Callable[[], None]) -> None:
        super().__init__(logger)
        self._broken = broken

    def exception(self, msg: object, *args: object, exc_info: object = True, **others: object) -> None:
        """Log a fault with its traceback, or count a broken request."""
        if isinstance(exc_info, http_exceptions.HttpProcessingError | web.RequestPayloadError):
            self._broken()
        else:
            super().exception(msg, *args, exc_info=exc_info, **others)  # type: ignore[arg-type]
