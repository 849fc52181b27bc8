from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from bot.database import server_clock
from bot.database.access import Database
from bot.database.server_clock import ServerClock

LITTLE = timedelta(seconds=5)


async def test_the_time_is_the_servers_and_goes_on_with_the_monotonic_clock(postgresql_database: Database) -> None:
    seconds = 1000.0
    clock = ServerClock(postgresql_database, lambda: seconds)
    await clock.read()
    before = clock()
    seconds += 3600

    assert abs(before - datetime.now(UTC)) < LITTLE
    assert clock() - before == timedelta(hours=1)


async def test_a_machine_whose_clock_is_wrong_goes_by_the_servers(
    postgresql_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wrong(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain one
            return datetime(2020, 1, 1, tzinfo=tz)

    monkeypatch.setattr(server_clock, "datetime", Wrong)
    clock = ServerClock(postgresql_database)
    assert clock().year == 2020
    monkeypatch.undo()
    await clock.read()

    assert abs(clock() - datetime.now(UTC)) < LITTLE
