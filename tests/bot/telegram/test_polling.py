import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from structlog.testing import capture_logs

from bot.telegram.bot import TelegramBot
from bot.telegram.intake import Intake
from bot.telegram.polling import Poller
from tests.bot.telegram.conftest import Ledger
from tests.telegram import BotApiServer

Polling = Callable[[], AbstractAsyncContextManager[Poller]]


@pytest.fixture
def polling(bot: TelegramBot, intake: Intake) -> Polling:
    @asynccontextmanager
    async def running() -> AsyncIterator[Poller]:
        poller = Poller(bot, intake, first_pause=0.01)
        task = asyncio.create_task(poller.run())
        yield poller
        poller.stop()
        await asyncio.wait_for(task, 5)

    return running


async def test_updates_are_taken_and_then_confirmed(server: BotApiServer, polling: Polling, ledger: Ledger) -> None:
    await server.person(7).says("/start abc")
    async with polling():
        await ledger.has(1)
        await server.person(7).says("二")
        await ledger.has(2)
        await server.pending.drained()
    assert ledger.words == ["/start abc", "二"]


async def test_a_chats_order_holds_while_other_chats_go_ahead(
    server: BotApiServer, polling: Polling, ledger: Ledger
) -> None:
    ledger.gate["7"] = asyncio.Event()
    for words in ("7a", "7b", "7c"):
        await server.person(7).says(words)
    await server.person(8).says("8a")
    async with polling():
        await ledger.has(1)
        assert ledger.under_way == ["7a", "8a"]
        ledger.gate["7"].set()
        await ledger.has(4)
    assert ledger.words == ["8a", "7a", "7b", "7c"]


async def test_nothing_is_confirmed_before_it_is_committed(
    server: BotApiServer, polling: Polling, ledger: Ledger
) -> None:
    ledger.gate["7"] = asyncio.Event()
    await server.person(7).says("一")
    await server.person(8).says("二")
    async with polling() as poller:
        await ledger.has(1)
        assert len(server.called("getUpdates")) == 1
        poller.stop()
        ledger.gate["7"].set()
    assert {each.chat_id for each in server.pending.queue} == {7, 8}


async def test_an_update_is_taken_again_until_the_database_is_back(
    server: BotApiServer, polling: Polling, ledger: Ledger
) -> None:
    ledger.out_of_reach = 3
    await server.person(7).says("一")
    await server.person(7).says("二")
    async with polling():
        await ledger.has(2)
        await server.pending.drained()
    assert ledger.words == ["一", "二"]
    assert ledger.under_way == ["一", "一", "一", "一", "二"]


async def test_an_update_that_was_never_committed_comes_again_at_the_next_start(
    server: BotApiServer, polling: Polling, ledger: Ledger
) -> None:
    ledger.out_of_reach = 10**6
    await server.person(7).says("一")
    async with polling():
        async with asyncio.timeout(5):
            while not ledger.under_way:  # noqa: ASYNC110 (the ledger tells of commits only)
                await asyncio.sleep(0.005)
    ledger.out_of_reach = 0
    async with polling():
        await ledger.has(1)
    assert ledger.words == ["一"]


async def test_polling_goes_on_after_every_kind_of_fault(
    server: BotApiServer, polling: Polling, ledger: Ledger
) -> None:
    for fault in (502, "garbage", "portal", "nothing", "lost"):
        server.fail_next("getUpdates", fault)
    server.fail_next("deleteWebhook", 500)
    async with polling() as poller:
        await server.person(7).says("一")
        await ledger.has(1)
        await server.pending.drained()
        assert poller.failures == 0
    assert ledger.words == ["一"]


async def test_a_doubled_update_is_handed_on_for_the_turn_to_recognise(
    server: BotApiServer, polling: Polling, ledger: Ledger
) -> None:
    update = await server.person(7).says("一")
    async with polling():
        await ledger.has(1)
        await server.pending.redeliver(update)
        await ledger.has(2)
        await server.person(7).says("二")
        await ledger.has(3)
    assert [incoming.update for incoming in ledger.taken][:2] == [str(update)] * 2


async def test_one_update_that_cannot_be_read_does_not_hide_the_others(
    server: BotApiServer, polling: Polling, ledger: Ledger
) -> None:
    private = "某人说" + "的话"
    with capture_logs() as logs:
        await server.push(7, {"message": {"text": private}})
        await server.person(7).says("二")
        async with polling():
            await ledger.has(1)
            await server.pending.drained()
    assert ledger.words == ["二"]
    assert private not in str(logs)


async def test_polling_takes_a_forgotten_webhook_away(server: BotApiServer, polling: Polling, ledger: Ledger) -> None:
    await server.person(7).says("一")
    server.pending.webhook = None
    async with polling():
        await ledger.has(1)
    assert len(server.called("deleteWebhook")) == 1


async def test_a_rival_is_named_in_the_log(server: BotApiServer, polling: Polling, ledger: Ledger) -> None:
    server.fail_next("getUpdates", 409, description="Conflict: terminated by other getUpdates request")
    with capture_logs() as logs:
        async with polling():
            await server.person(7).says("一")
            await ledger.has(1)
    assert any("only one may run" in entry["event"] for entry in logs)


async def test_polling_stops_at_once_in_the_middle_of_a_long_poll(server: BotApiServer, polling: Polling) -> None:
    async with polling():
        async with asyncio.timeout(5):
            while not server.called("getUpdates"):  # noqa: ASYNC110 (the server has no event for it)
                await asyncio.sleep(0.005)
        begun = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - begun < 1


async def test_a_press_is_answered_before_its_turn_and_though_it_fails(
    server: BotApiServer, bot: TelegramBot, polling: Polling, ledger: Ledger
) -> None:
    ledger.gate["7"] = asyncio.Event()
    person = server.person(7)
    await person.forges("f|1|q|a|3", message_id=5)
    async with polling():
        async with asyncio.timeout(5):
            while not server.answers:  # noqa: ASYNC110 (the server has no event for it)
                await asyncio.sleep(0.005)
        assert ledger.taken == []
        ledger.gate["7"].set()
        await ledger.has(1)
        server.fail_next("answerCallbackQuery", 400, description="Bad Request: query is too old")
        await person.forges("f|1|q|a|4", message_id=5)
        await ledger.has(2)
    assert ledger.words == ["f|1|q|a|3", "f|1|q|a|4"]
