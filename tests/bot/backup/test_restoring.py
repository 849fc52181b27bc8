"""A backup restored while the installation runs, from either kind of database into either."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from bot import backup
from bot.backup import faults
from bot.database import schema
from bot.database.access import Database
from bot.database.opening import opened
from dialogs.engine.records import chat
from dialogs.people.records import person
from tests.bot.backup.installation import add, addresses, content, everything, filled, into_the_other_kind, occupied


async def test_what_was_backed_up_comes_back_to_the_last_row_in_either_kind_of_database(
    database: Database, empty: Database, path: Path, target: Path
) -> None:
    await filled(database, path)
    taken = await backup.take(database, path, target)
    restored = await backup.restore(target, empty, path)

    assert await everything(empty) == await everything(database)
    assert taken.rows["person"] == restored.tallies["person"].rows == 20
    assert taken.size == len(content(target))
    assert (await opened(empty, path)).upgrade.before == schema.newest_revision()


async def test_a_number_that_was_given_once_is_not_given_again_after_a_restore(
    database: Database, empty: Database, path: Path, target: Path
) -> None:
    cipher = await filled(database, path, 5)
    async with database.writing() as connection:
        await connection.execute(delete(person).where(person.c.id > 3))
    await backup.take(database, path, target)
    await backup.restore(target, empty, path)
    await add(empty, cipher, 6)

    async with empty.reading() as connection:
        assert (await connection.execute(select(person.c.id).order_by(person.c.id))).scalars().all() == [1, 2, 3, 6]


async def test_a_database_that_holds_something_is_replaced_only_when_that_is_said(
    database: Database, path: Path, target: Path
) -> None:
    cipher = await filled(database, path, 3)
    await backup.take(database, path, target)
    kept = await everything(database)
    await add(database, cipher, 4)
    with pytest.raises(faults.DatabaseOccupied, match="--replace"):
        await backup.restore(target, database, path)
    assert await occupied(database) == 4

    restored = await backup.restore(target, database, path, replace=True)
    assert await everything(database) == kept
    assert (restored.safety_copy is not None) is database.is_sqlite


@into_the_other_kind
async def test_a_database_that_has_only_begun_counts_as_empty(
    database: Database, empty: Database, path: Path, target: Path
) -> None:
    await filled(database, path, 3)
    await backup.take(database, path, target)
    await opened(empty, path)
    await backup.restore(target, empty, path)

    assert await occupied(empty) == 3


async def test_a_restore_while_turns_are_committed_lets_them_go_on_behind_it(
    database: Database, path: Path, target: Path
) -> None:
    cipher = await filled(database, path, 3)
    await backup.take(database, path, target)
    added = 0

    async def serve() -> None:
        nonlocal added
        while True:
            await add(database, cipher, 1000 + added)
            added += 1

    async def more(turns: int) -> None:
        goal = added + turns
        while added < goal:
            assert not serving.done(), "the turns ended in a fault"
            await asyncio.sleep(0.01)

    serving = asyncio.create_task(serve())
    async with asyncio.timeout(60):
        await more(3)
        restoring = Database(database.url)
        await backup.restore(target, restoring, path, replace=True)
        await restoring.close()
        await more(3)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)

    found = await everything(database)
    assert 6 <= len(found["person"]) < 3 + added
    assert [cipher.open(bytes(row)) for row in await addresses(database)][:3] == [b"1", b"2", b"3"]


async def test_a_restore_gives_way_to_a_turn_under_way_and_says_so_when_it_never_ends(
    postgresql_database: Database, path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(postgresql_database, path, 3)
    await backup.take(postgresql_database, path, target)
    async with postgresql_database.writing() as turn:
        await turn.execute(update(person).where(person.c.id == 1).values(locale="en"))
        restoring = asyncio.create_task(backup.restore(target, postgresql_database, path, replace=True))
        await asyncio.sleep(0.7)
        await turn.execute(update(chat).where(chat.c.id == 1).values(locale="en"))
    await restoring

    monkeypatch.setattr("bot.backup.restoring.ATTEMPTS", 2)
    async with postgresql_database.writing() as turn:
        await turn.execute(update(person).where(person.c.id == 1).values(locale="en"))
        with pytest.raises(faults.DatabaseBusy):
            await backup.restore(target, postgresql_database, path, replace=True)
