"""Chats as rows: whose things are whose, and who is out of reach."""

from sqlalchemy import select

from dialogs.engine import chats
from dialogs.engine.records import chat
from tests.dialogs.small_house import command
from tests.dialogs.table import Table


async def owner(table: Table, address: str) -> str | None:
    async with table.database.reading() as connection:
        return await chats.owner_at(connection, table.house.cipher, "telegram", address)


async def test_a_chats_things_belong_to_its_person_or_to_the_chat_itself_until_there_is_one(table: Table) -> None:
    await table.person(7, ["100"])
    await table.turns.take(command(1, "shop", address="200"))

    assert await owner(table, "100") == "person:7"
    assert str(await owner(table, "200")).startswith("chat:")
    assert await owner(table, "300") is None


async def test_a_chat_that_blocked_the_bot_loses_what_waits_for_it_until_it_lets_the_bot_in_again(table: Table) -> None:
    await table.turns.take(command(1, "shop", address="100"))
    await table.turns.take(command(2, "shop", address="200"))
    now = table.house.clock()

    async with table.database.writing() as connection:
        await chats.mark_reachable(connection, table.house.cipher, "100", now, reachable=False)
    assert await table.said() == ["page 1"]
    assert await unreachable(table) == 1

    async with table.database.writing() as connection:
        await chats.mark_reachable(connection, table.house.cipher, "100", now, reachable=True)
    assert await unreachable(table) == 0
    assert await table.said() == ["page 1"]


async def unreachable(table: Table) -> int:
    async with table.database.reading() as connection:
        found = await connection.execute(select(chat.c.id).where(chat.c.unreachable_at.is_not(None)))
        return len(found.all())
