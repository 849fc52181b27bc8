import asyncio
import io
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from structlog.testing import capture_logs

from bot.telegram import webhook
from bot.telegram.bot import TelegramBot
from bot.telegram.intake import Intake
from bot.telegram.webhook import PATH, SECRET_HEADER, Webhook, set_webhook
from dialogs.engine.events import Attached
from tests.bot.telegram.conftest import Ledger
from tests.telegram import BotApiServer

SECRET = "a-secret_of-the-tests"
HEADERS = {SECRET_HEADER: SECRET}


@pytest_asyncio.fixture
async def root(intake: Intake) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post(PATH, Webhook(intake, SECRET).handle)
    runner = web.AppRunner(app, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest_asyncio.fixture
async def hook(root: str, bot: TelegramBot) -> str:
    await set_webhook(bot, root, SECRET)
    return root + PATH


async def post(url: str, body: bytes, headers: dict[str, str] | None = None) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        return response.status


async def test_updates_arrive_with_the_secret_and_are_confirmed_after_the_commit(
    server: BotApiServer, hook: str, ledger: Ledger
) -> None:
    ledger.gate["7"] = asyncio.Event()
    await server.person(7).says("一")
    await server.person(8).says("二")
    await ledger.has(1)
    await server.pending.drained(chat_id=8)
    assert [each.chat_id for each in server.pending.queue] == [7]
    ledger.gate["7"].set()
    await server.pending.drained()
    assert ledger.words == ["二", "一"]


async def test_an_update_that_was_not_committed_comes_again(server: BotApiServer, hook: str, ledger: Ledger) -> None:
    ledger.out_of_reach = 2
    await server.person(7).says("一")
    await server.person(7).says("二")
    await server.pending.drained()
    assert ledger.words == ["一", "二"]
    assert server.pending.attempts == 4
    assert server.pending.last_error == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_chats_updates_are_taken_in_the_order_of_their_arrival(
    server: BotApiServer, root: str, ledger: Ledger
) -> None:
    """A message and a press of one person may come at once, over two connections."""
    ledger.gate["7"] = asyncio.Event()
    for words in ("一", "二", "三"):
        await server.person(7).says(words)
    calls = []
    for waiting in server.pending.queue:
        calls.append(asyncio.create_task(post(root + PATH, json.dumps(waiting.body).encode(), HEADERS)))
        await asyncio.sleep(0.02)
    assert ledger.under_way == ["一"]
    ledger.gate["7"].set()
    assert await asyncio.gather(*calls) == [200, 200, 200]
    assert ledger.words == ["一", "二", "三"]


async def test_a_caller_without_the_secret_is_turned_away(root: str, ledger: Ledger) -> None:
    body = b'{"update_id": 1}'
    for headers in (None, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: ""}, {SECRET_HEADER: SECRET + "x"}):
        assert await post(root + PATH, body, headers) == 401
    assert ledger.taken == []


async def test_the_secret_is_asked_for_before_the_body_is_read(root: str) -> None:
    host, port = root.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n")
    assert (await asyncio.wait_for(reader.readline(), 5)).startswith(b"HTTP/1.1 401")
    writer.close()
    await writer.wait_closed()


async def test_a_body_over_a_megabyte_is_not_read(root: str) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 65536

    async with aiohttp.ClientSession() as session:
        async with session.post(root + PATH, data=io.BytesIO(b"x" * (1024 * 1024 + 1)), headers=HEADERS) as response:
            assert response.status == 413
        async with session.post(root + PATH, data=endless(), headers=HEADERS) as response:
            assert response.status == 413


async def test_a_body_that_does_not_come_is_not_waited_for(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "ARRIVING", 0.1)
    reader, writer = await begun(root)
    assert (await asyncio.wait_for(reader.readline(), 5)).startswith(b"HTTP/1.1 408")
    writer.close()


async def test_a_caller_who_hangs_up_within_the_body_is_a_line_in_the_log_without_an_address(
    root: str, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logs:
        _, writer = await begun(root)
        writer.close()
        for _ in range(500):
            await asyncio.sleep(0.01)
            if logs:
                break
    assert [event["event"] for event in logs] == ["webhook called with a body that did not come"]
    await asyncio.sleep(0.05)
    assert caplog.records == [], "aiohttp would tell the address"


async def begun(root: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Call with the secret, and send no more than the beginning of the body."""
    host, port = root.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = f"POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 1000\r\n\r\n"
    writer.write(head.encode() + b'{"update_id"')
    await writer.drain()
    await asyncio.sleep(0.02)
    return reader, writer


async def test_garbage_is_refused_and_not_quoted_in_the_log(root: str, ledger: Ledger) -> None:
    with capture_logs() as logs:
        for body in (b"", b"{", b"[]", b'"update_id"', b'{"update_id": "1"}', b"[" * 100_000, b"\xff\xfe private"):
            assert await post(root + PATH, body, HEADERS) == 400
    assert len(logs) == 7
    assert "private" not in str(logs)
    assert ledger.taken == []


async def test_what_calls_for_nothing_is_confirmed(server: BotApiServer, hook: str, intake: Intake) -> None:
    await server.push(7, {"poll": {"id": "1"}})
    await server.push(7, {"message": {"message_id": 1}})
    await server.push(7, {"edited_message": {"message_id": 1}})
    await server.pending.drained()
    assert await post(hook, b'{"update_id": 1}', HEADERS) == 200
    assert intake.ignored["kind"] == 3


async def test_only_what_is_read_is_asked_for(server: BotApiServer, hook: str) -> None:
    (call,) = server.called("setWebhook")
    assert json.loads(str(call.values["allowed_updates"])) == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]


async def test_updates_held_up_and_doubled_still_arrive(server: BotApiServer, hook: str, ledger: Ledger) -> None:
    server.pending.hold()
    for words in ("一", "二"):
        await server.person(7).says(words)
    await server.pending.release(lambda held: [held[1], held[0], held[1]])
    await server.pending.drained()
    assert ledger.words == ["二", "一", "二"]


async def test_an_update_whose_figures_fit_nowhere_is_none_and_a_date_beyond_all_calendars_is_ignored(
    root: str, intake: Intake, ledger: Ledger
) -> None:
    for number in (2**63, -(2**63), 10**40):
        assert await post(root + PATH, json.dumps({"update_id": number}).encode(), HEADERS) == 400
    chat = {"id": 7, "type": "private"}
    late = {"update_id": 1, "message": {"message_id": 1, "date": 2**63 - 1, "chat": chat, "text": "三"}}
    assert await post(root + PATH, json.dumps(late).encode(), HEADERS) == 200
    assert intake.ignored["kind"] == 1
    assert ledger.taken == []


async def test_a_file_of_less_than_nothing_is_of_no_known_size(root: str, ledger: Ledger) -> None:
    """A figure below what any database keeps once failed the turn."""
    document = {"file_id": "1", "file_unique_id": "1", "file_size": -(2**70), "mime_type": "application/pdf"}
    person = {"id": 7, "is_bot": False, "first_name": "F"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": person, "document": document}
    assert await post(root + PATH, json.dumps({"update_id": 1, "message": message}).encode(), HEADERS) == 200
    (taken,) = ledger.taken
    assert isinstance(taken.content, Attached)
    assert taken.content.size is None


async def test_a_photo_whose_height_is_a_word_costs_no_time(root: str, intake: Intake, ledger: Ledger) -> None:
    """Seven thousand million times a letter once took all memory there was."""
    photo = {"file_id": "1", "file_unique_id": "1", "width": 7_000_000_000, "height": "x"}
    person = {"id": 7, "is_bot": False, "first_name": "F"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": person, "photo": [photo]}
    body = json.dumps({"update_id": 1, "message": message}).encode()
    async with asyncio.timeout(5):
        assert await post(root + PATH, body, HEADERS) == 200
    assert ledger.taken == []


async def test_a_press_is_answered_with_its_acknowledgement(server: BotApiServer, hook: str, ledger: Ledger) -> None:
    await server.person(7).forges("f|1|q|a|3", message_id=5)
    await server.pending.drained()
    assert ledger.words == ["f|1|q|a|3"]
    (answered,) = server.called("answerCallbackQuery")
    assert answered.peer is None, "a call of its own"
    assert len(server.answers) == 1


async def test_a_press_whose_turn_takes_long_is_answered_before(
    server: BotApiServer, hook: str, ledger: Ledger
) -> None:
    ledger.gate["7"] = asyncio.Event()
    await server.person(7).forges("f|1|q|a|3", message_id=5)
    async with asyncio.timeout(5):
        while not server.answers:  # noqa: ASYNC110 (the server has no event for it)
            await asyncio.sleep(0.01)
    assert ledger.words == []
    ledger.gate["7"].set()
    await server.pending.drained()
    assert len(server.called("answerCallbackQuery")) == 1
    assert server.refused_replies == []


def test_calls_with_a_wrong_secret_are_all_counted_and_told_of_once_a_minute() -> None:
    counted, at = [], 0.0
    refused = webhook.Refused(lambda: counted.append(1), lambda: at)
    with capture_logs() as lines:
        for at in (0.0, 1.0, 30.0, 59.0, 60.0, 61.0, 120.0):  # noqa: B007 (the clock reads it)
            refused.note()
    assert len(counted) == 7
    assert [line["calls"] for line in lines] == [1, 4, 2]
