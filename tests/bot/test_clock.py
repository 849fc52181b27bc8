"""Due work while the database is away."""

import asyncio
from typing import cast

import pytest
from structlog.testing import capture_logs

from bot import clock
from dialogs.engine.errors import DatabaseUnavailable
from dialogs.engine.taking import Turns


class Away:
    """Turns of a database that is away three times, there once, and away again."""

    def __init__(self) -> None:
        self.tries = 0
        self.enough = asyncio.Event()

    async def do_due_work(self) -> bool:
        self.tries += 1
        if self.tries == 10:
            self.enough.set()
        if self.tries == 4:
            return False
        raise DatabaseUnavailable


async def test_an_outage_is_one_line_of_due_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "PAUSE", 0.0)
    away = Away()
    with capture_logs() as lines:
        running = asyncio.create_task(clock.run_due_work(cast("Turns", away)))
        await asyncio.wait_for(away.enough.wait(), 5)
        running.cancel()
    assert [line["event"] for line in lines] == ["due work waits for the database"] * 2
