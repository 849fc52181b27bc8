"""Chats as rows: whose things are whose, who is out of reach, and what becomes of a group that moves."""

from sqlalchemy import select, update

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


async def begin(table: Table, address: str) -> int:
    async with table.database.writing() as connection:
        return await chats.find_or_begin(connection, table.house.cipher, "telegram", address, table.house.clock())


async def find(table: Table, address: str) -> int | None:
    async with table.database.reading() as connection:
        return await chats.find(connection, table.house.cipher, "telegram", address)


async def move(table: Table, former: str, address: str) -> tuple[int, int] | None:
    async with table.database.writing() as connection:
        return await chats.readdress(connection, table.house.cipher, former, address)


async def test_a_chat_is_begun_once_and_found_from_then_on(table: Table) -> None:
    assert await find(table, "-100") is None
    group = await begin(table, "-100")

    assert await begin(table, "-100") == group == await find(table, "-100")
    assert await begin(table, "-200") == group + 1  # for the known one no row was even tried
    assert await table.count("chat") == 2


async def test_a_group_that_becomes_a_supergroup_goes_on_at_its_new_address_without_its_live_message(
    table: Table,
) -> None:
    group, other = await begin(table, "-100"), await begin(table, "-300")
    async with table.database.writing() as connection:
        await connection.execute(update(chat).values(live_message="5"))

    assert await move(table, "-100", "-1001") == (group, group)
    assert (await find(table, "-100"), await find(table, "-1001")) == (None, group)
    assert await written(table) == {group: ("-1001", None), other: ("-300", "5")}


async def test_a_group_whose_new_address_was_known_first_goes_on_as_the_chat_that_is_there(table: Table) -> None:
    group, supergroup = await begin(table, "-100"), await begin(table, "-1001")

    assert await move(table, "-100", "-1001") == (group, supergroup)
    assert await written(table) == {group: ("-100", None), supergroup: ("-1001", None)}


async def test_a_move_of_an_unknown_group_or_to_where_it_is_already_is_none(table: Table) -> None:
    group = await begin(table, "-100")

    assert await move(table, "-200", "-2001") is None
    assert await move(table, "-100", "-100") is None
    assert await written(table) == {group: ("-100", None)}


async def written(table: Table) -> dict[int, tuple[str, str | None]]:
    """Give where each chat is written to, and its live message."""
    async with table.database.reading() as connection:
        rows = await connection.execute(select(chat.c.id, chat.c.sealed_address, chat.c.live_message))
        return {row.id: (table.house.cipher.open(row.sealed_address).decode(), row.live_message) for row in rows}
