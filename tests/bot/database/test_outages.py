"""What PostgreSQL says when it is away is told from what it says of a wrong statement."""

import asyncio

import pytest
from asyncpg import InterfaceError
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.database.access import Database
from tests.postgresql import postgresql


async def executed(database: Database, statement: str) -> None:
    async with database.writing() as connection:
        await connection.execute(text(statement))


async def test_a_connection_that_the_server_ends_is_an_outage(postgresql_database: Database) -> None:
    with pytest.raises(OperationalError):
        await executed(postgresql_database, "SELECT pg_terminate_backend(pg_backend_pid())")


async def test_a_lock_that_is_not_to_be_had_is_an_outage(postgresql_database: Database) -> None:
    await executed(postgresql_database, "CREATE TABLE held (id int)")
    async with postgresql_database.writing() as holding:
        await holding.execute(text("LOCK TABLE held"))
        with pytest.raises(OperationalError):
            await executed(postgresql_database, "LOCK TABLE held NOWAIT")


async def test_a_new_connection_that_is_cut_at_once_is_an_outage(postgresql_database: Database) -> None:
    await postgresql_database.engine.dispose()

    @event.listens_for(postgresql_database.engine.sync_engine, "connect")
    def cut(*_: object) -> None:
        raise InterfaceError("connection is closed")

    with pytest.raises(OperationalError):
        await executed(postgresql_database, "SELECT 1")
    event.remove(postgresql_database.engine.sync_engine, "connect", cut)
    await executed(postgresql_database, "SELECT 1")


@pytest.mark.parametrize("wrong", ["SELECT 1 / 0", "SELECT 'a'::int", "SELECT * FROM nowhere"])
async def test_a_wrong_statement_is_none(postgresql_database: Database, wrong: str) -> None:
    with pytest.raises(DBAPIError) as caught:
        await executed(postgresql_database, wrong)
    assert not isinstance(caught.value, OperationalError)


async def test_whatever_is_met_while_the_server_is_restarted_is_an_outage() -> None:
    with postgresql() as server:
        database = Database(server.url(server.create()))
        met: list[Exception] = []
        working = [asyncio.create_task(_works(database, met)) for _ in range(8)]
        for mode in ("fast", "immediate"):
            await asyncio.to_thread(server.restart, mode)
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)
        await database.close()

    assert met
    assert [fault for fault in met if not isinstance(fault, OperationalError | OSError)] == []


async def _works(database: Database, met: list[Exception]) -> None:
    while True:
        try:
            await executed(database, "SELECT pg_sleep(0.01)")
        except Exception as fault:  # noqa: BLE001 (it is looked at afterwards)
            met.append(fault)
        await asyncio.sleep(0)
