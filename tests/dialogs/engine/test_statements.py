"""A turn's statements, given to the driver as they are: the same values, transactions and faults as by SQLAlchemy."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Final, NamedTuple

import pytest
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database.access import Database
from dialogs.engine.records import chat
from dialogs.engine.statements import Statement

SHENZHEN: Final = timezone(timedelta(hours=8))


class Chat(NamedTuple):
    number: int
    sealed: bytes
    sends: list[float] | None
    created: datetime


WRITING: Final = Statement(
    insert(chat).returning(chat.c.id),
    ("channel", "fingerprint", "sealed_address", "sends", "created_at"),
    int,
)
READING: Final = Statement(
    select(chat.c.id, chat.c.sealed_address, chat.c.sends, chat.c.created_at).where(
        chat.c.channel == bindparam("which"), chat.c.fingerprint == bindparam("whose")
    ),
    ("which", "whose"),
    Chat,
)
FOCUSING: Final = Statement(update(chat).where(chat.c.id == bindparam("number")), ("number", "focus_id"), tuple)


async def write(transaction: AsyncConnection, whose: bytes = b"7", sends: list[float] | None = None) -> int | None:
    return await WRITING.one_or_none(
        transaction,
        channel="telegram",
        fingerprint=whose,
        sealed_address=b"sealed",
        sends=sends,
        created_at=datetime(2026, 3, 16, 9, 30, tzinfo=SHENZHEN),
    )


async def read(transaction: AsyncConnection, whose: bytes = b"7") -> Chat | None:
    return await READING.one_or_none(transaction, which="telegram", whose=whose)


@pytest.mark.parametrize("sends", [None, [1.5, 2.5]])
async def test_values_come_back_as_they_were_written(database: Database, sends: list[float] | None) -> None:
    async with database.writing() as transaction:
        number = await write(transaction, sends=sends)
        found = await read(transaction)
    assert found == Chat(number or 0, b"sealed", sends, datetime(2026, 3, 16, 1, 30, tzinfo=UTC))


async def test_sqlalchemy_reads_what_was_written_directly_and_the_other_way_round(database: Database) -> None:
    async with database.writing() as transaction:
        await write(transaction, b"7", [3.0])
        await transaction.execute(
            insert(chat).values(
                channel="telegram", fingerprint=b"8", sealed_address=b"x", created_at=datetime(2026, 3, 16, tzinfo=UTC)
            )
        )
        row = (await transaction.execute(select(chat).where(chat.c.fingerprint == b"7"))).one()
        found = await read(transaction, b"8")
    assert (row.sends, row.created_at) == ([3.0], datetime(2026, 3, 16, 1, 30, tzinfo=UTC))
    assert found is not None
    assert (found.sends, found.created) == (None, datetime(2026, 3, 16, tzinfo=UTC))


async def test_the_first_statement_of_a_transaction_belongs_to_it(database: Database) -> None:
    async def fail() -> None:
        async with database.writing() as transaction:
            await write(transaction)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.reading() as connection:
        assert await read(connection) is None


async def test_what_changes_gives_no_rows(database: Database) -> None:
    async with database.writing() as transaction:
        assert await FOCUSING.all(transaction, number=1, focus_id=2) == []
        number = await write(transaction)
        assert await FOCUSING.all(transaction, number=number, focus_id=2) == []
        assert await transaction.scalar(select(chat.c.focus_id)) == 2


async def test_a_wrong_value_is_sqlalchemys_fault_and_shows_no_values(database: Database) -> None:
    async def write_twice() -> None:
        async with database.writing() as transaction:
            await write(transaction)
            await write(transaction)

    with pytest.raises(DBAPIError) as caught:
        await write_twice()
    assert not isinstance(caught.value, OperationalError)
    assert caught.value.params is None
    async with database.reading() as connection:
        assert await read(connection) is None


async def test_a_connection_that_is_lost_is_an_outage_and_the_next_one_works(postgresql_database: Database) -> None:
    async def write_when_lost() -> None:
        async with postgresql_database.writing() as transaction:
            ours = await transaction.scalar(text("SELECT pg_backend_pid()"))
            async with postgresql_database.writing() as other:
                await other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": ours})
            await write(transaction)

    with pytest.raises(OperationalError) as caught:
        await write_when_lost()
    assert caught.value.connection_invalidated
    async with postgresql_database.writing() as transaction:
        assert await write(transaction)


async def test_a_connection_on_which_nothing_has_begun_executes_them_as_all_others(database: Database) -> None:
    async with database.engine.connect() as connection:
        number = await write(connection)
        found = await read(connection)
        assert await FOCUSING.all(connection, number=number, focus_id=3) == []
        await connection.rollback()
        gone = await read(connection)
    assert found == Chat(number or 0, b"sealed", None, datetime(2026, 3, 16, 1, 30, tzinfo=UTC))
    assert gone is None
