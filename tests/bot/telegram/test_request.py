import asyncio
import logging
import traceback
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from telegram import InputFile
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.bot import TelegramBot, TokenRefused, introduced, telegram_bot
from bot.telegram.request import ProxyNotSupported, request_factory
from tests.telegram import BotApiServer
from tests.telegram.faults import Fault


def whole(fault: BaseException) -> str:
    return "".join(traceback.format_exception(fault))


async def test_the_bot_learns_who_it_is(server: BotApiServer) -> None:
    bot = telegram_bot(server.token, f"{server.url}/")
    who = await introduced(bot)
    await bot.shutdown()
    assert (who.id, who.username) == (server.token.split(":")[0], server.username)


async def test_a_token_that_telegram_does_not_know_is_said_plainly(server: BotApiServer) -> None:
    token = "123:unknown-to-this-server"
    with pytest.raises(TokenRefused) as refused:
        await introduced(telegram_bot(token, server.url))
    assert "CONSULTBOT_TELEGRAM_TOKEN" in refused.value.en
    assert token not in whole(refused.value)


async def test_the_bot_waits_at_the_start_until_telegram_can_be_reached(
    server: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.bot.FIRST_PAUSE", 0.01)
    server.fail_next("getMe", 502, 2)
    server.fail_next("getMe", "portal")
    bot = telegram_bot(server.token, server.url)
    await introduced(bot)
    await bot.shutdown()
    assert len(server.called("getMe")) == 4


async def test_words_arrive_as_they_were_and_files_byte_for_byte(server: BotApiServer, bot: TelegramBot) -> None:
    await server.person(7).says("/start")
    await bot.send_message(7, "协商 & 𝕏 'quoted' \"more\"\n第二行")
    await bot.send_document(7, InputFile(bytes(range(256)), filename='成员"名单\n.xlsx'), caption="名单")
    words, file = server.chat(7)
    assert words.text == "协商 & 𝕏 'quoted' \"more\"\n第二行"
    assert file.document is not None
    assert (file.document.name, file.document.content, file.text) == ("成员_名单_.xlsx", bytes(range(256)), "名单")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (429, RetryAfter),
        (403, Forbidden),
        (400, BadRequest),
        (500, NetworkError),
        (502, NetworkError),
        ("garbage", NetworkError),
        ("portal", NetworkError),
        ("nothing", NetworkError),
    ],
)
async def test_each_fault_is_told_apart_without_the_token(
    server: BotApiServer, bot: TelegramBot, caplog: pytest.LogCaptureFixture, fault: Fault, kind: type[TelegramError]
) -> None:
    caplog.set_level(logging.DEBUG)
    private = "私密的" + "话"
    server.fail_next("sendMessage", fault)
    with pytest.raises(TelegramError) as raised:
        await bot.send_message(7, private)
    assert type(raised.value) is kind
    for trace in (whole(raised.value), caplog.text, repr(bot)):
        assert server.token not in trace
        assert private not in trace


async def test_a_call_without_an_answer_times_out(server: BotApiServer, bot: TelegramBot) -> None:
    server.fail_next("sendMessage", "timeout")
    with pytest.raises(TimedOut) as raised:
        await bot.send_message(7, "好", read_timeout=0.05)
    assert server.token not in whole(raised.value)


async def test_a_server_that_is_not_there_is_a_network_error(unused_tcp_port: int) -> None:
    bot = telegram_bot("1:token-nobody-may-see", f"http://127.0.0.1:{unused_tcp_port}")
    await bot._request[1].initialize()
    with pytest.raises(NetworkError) as raised:
        await bot.send_message(7, "好")
    await bot._request[1].shutdown()
    assert "token-nobody-may-see" not in whole(raised.value)


@pytest_asyncio.fixture
async def proxy() -> AsyncIterator[tuple[str, list[str]]]:
    seen: list[str] = []

    async def forward(request: web.BaseRequest) -> web.Response:
        seen.append(f"{request.headers.get('Proxy-Authorization', '')} {request.url.host}".strip())
        async with (
            aiohttp.ClientSession() as session,
            session.post(request.url, data=await request.read(), headers={"Content-Type": request.content_type}) as got,
        ):
            return web.Response(status=got.status, body=await got.read(), content_type=got.content_type)

    runner = web.ServerRunner(web.Server(forward))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"127.0.0.1:{runner.addresses[0][1]}", seen
    await runner.cleanup()


async def test_calls_go_through_the_proxy_with_its_password(server: BotApiServer, proxy: tuple[str, list[str]]) -> None:
    address, seen = proxy
    bot = telegram_bot(server.token, server.url, f"http://name:secret@{address}")
    await introduced(bot)
    await bot.shutdown()
    assert seen == ["Basic bmFtZTpzZWNyZXQ= 127.0.0.1"]


def test_a_socks_proxy_is_refused_in_words() -> None:
    with pytest.raises(ProxyNotSupported, match="SOCKS"):
        request_factory("socks5://127.0.0.1:1080")


async def test_connections_are_kept_open(server: BotApiServer, bot: TelegramBot) -> None:
    await server.person(7).says("/start")
    for _ in range(3):
        await bot.send_message(7, "好")
    await asyncio.gather(*(bot.send_message(7, f"{number}") for number in range(5)))
    peers = {call.peer for call in server.called("sendMessage")[:3]}
    assert len(peers) == 1
