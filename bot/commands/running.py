"""How a command's coroutine is run."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

RESULT = TypeVar("RESULT")


def complete(work: Coroutine[Any, Any, RESULT]) -> RESULT:
    """Run a command's coroutine, on the faster loop where it is installed."""
    try:
        import uvloop
    except ImportError:  # Windows
        return asyncio.run(work)
    return uvloop.run(work)
