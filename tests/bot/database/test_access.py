"""Connections: what becomes of one that the server has closed."""

import pytest
from sqlalchemy import text

from bot.database.access import Database
from tests.postgresql import PostgreSQL


async def test_an_idle_connection_that_the_server_closed_is_replaced_before_anybody_notices(
    postgresql_server: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.access.IDLE", 0.0)
    database = Database(postgresql_server.url(postgresql_server.create()), pool_size=1)
    other = Database(database.url, pool_size=1)
    async with database.reading() as connection:
        ours = (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    async with other.writing() as connection:
        await connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": ours})
    async with database.writing() as connection:
        assert (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one() != ours
    await database.close()
    await other.close()


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
