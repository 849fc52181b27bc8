"""A transaction at work: its letters go into the outbox when it flushes them, once each."""

from dialogs.engine import chats
from dialogs.engine.letters import Letter
from dialogs.engine.work import Work
from tests.dialogs.table import Table


async def test_a_letter_is_sent_as_it_stands_to_the_chat_that_it_is_for(table: Table) -> None:
    menu = Letter(commands=(("agenda", "议程"),), locale="zh_CN", thread="3")
    async with table.database.writing() as connection:
        work = Work(table.house, connection, table.house.clock(), "test")
        for address in ("-100", "-200"):
            chat = await chats.find_or_begin(connection, table.house.cipher, "telegram", address, work.now)
        work.send(chat, menu)
        await work.flush()
        await work.flush()

    assert work.posted == 1
    assert await table.letters() == [menu]
    assert await table.addresses() == ["-200"]
