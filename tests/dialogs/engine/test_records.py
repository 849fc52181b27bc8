"""Instants: aware in Python, one and the same in both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from bot.database.access import Database
from dialogs.engine.records import seen


async def keep(database: Database, at: datetime) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(seen).values(bot="1", update_id="1", at=at))


async def test_an_instant_comes_back_aware_whatever_zone_it_was_written_in(database: Database) -> None:
    await keep(database, datetime(2026, 3, 16, 9, 30, tzinfo=timezone(timedelta(hours=8))))

    async with database.reading() as connection:
        found = await connection.scalar(select(seen.c.at))
    assert found == datetime(2026, 3, 16, 1, 30, tzinfo=UTC)


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        await keep(database, datetime(2026, 3, 16, 9, 30))  # noqa: DTZ001 - the fault itself
