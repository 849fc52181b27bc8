"""Connections: one that the server has closed, one whose transaction was to begin as its turn was cancelled."""

import asyncio
from contextlib import suppress

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.database.access import Database
from tests.postgresql import PostgreSQL


async def closed_by_the_server(database: Database) -> int:
    """Let the server close the pool's only connection; gives its process."""
    async with database.reading() as connection:
        ours = (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    other = Database(database.url, pool_size=1)
    async with other.writing() as connection:
        await connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": ours})
    await other.close()
    return int(ours)


async def test_an_idle_connection_that_the_server_closed_is_replaced_before_anybody_notices(
    postgresql_server: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.access.IDLE", 0.0)
    database = Database(postgresql_server.url(postgresql_server.create()), pool_size=1)
    ours = await closed_by_the_server(database)
    async with database.writing() as connection:
        assert (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one() != ours
    await database.close()


async def test_one_that_the_server_closed_just_now_is_an_outage(postgresql_server: PostgreSQL) -> None:
    """So that the turn is tried again on another."""
    database = Database(postgresql_server.url(postgresql_server.create()), pool_size=1)
    ours = await closed_by_the_server(database)
    await asyncio.sleep(0.2)  # the driver has heard of it, and nobody has asked
    with pytest.raises(OperationalError):
        async with database.writing():
            pass
    async with database.writing() as connection:
        assert (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one() != ours
    await database.close()


async def test_a_transaction_begins_with_the_isolation_that_it_was_asked_for(postgresql_server: PostgreSQL) -> None:
    database = Database(postgresql_server.url(postgresql_server.create()))
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        async with connection.begin():
            asked = await connection.execute(
                text("SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')")
            )
            assert tuple(asked.one()) == ("repeatable read", "on")
    async with database.writing() as connection:
        usual = await connection.execute(text("SELECT current_setting('transaction_isolation')"))
        assert usual.scalar_one() == "read committed"
    await database.close()


async def test_nobody_is_given_a_transaction_that_was_cancelled_as_it_began(postgresql_server: PostgreSQL) -> None:
    """Its locks would never end: whoever commits in it would only release a savepoint."""
    database = Database(postgresql_server.url(postgresql_server.create()), pool_size=1)

    async def write() -> int:
        async with database.writing() as connection:
            return int(await connection.scalar(text("SELECT pg_backend_pid()")) or 0)

    await write()
    for steps in range(25):
        writing = asyncio.create_task(write())
        for _ in range(steps):
            await asyncio.sleep(0)
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing
        async with database.writing() as connection:
            await connection.execute(text("SELECT 1"))
        assert not await left_open(database), steps
    await database.close()


async def left_open(database: Database) -> bool:
    """Tell whether the driver's connection is in a transaction though nobody uses it."""
    async with database.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        return bool(raw.driver_connection.is_in_transaction())
