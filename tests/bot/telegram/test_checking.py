"""What `consultbot check` finds out about Telegram, and what it says where something is wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.checking.finding import Finding
from bot.settings import Settings
from bot.telegram.bot import TokenRefused
from bot.telegram.checking import ClockWrong, WebhookFailing, findings
from bot.telegram.inquiry import NotTheBotApi, ProxyOutOfReach, TelegramOutOfReach
from tests.end_to_end.process import free_port
from tests.telegram import BotApiServer
from tests.telegram.facts import SetWebhook

WEBHOOK = {"webhook_url": "http://127.0.0.1:9", "webhook_secret": "planted"}


async def found(api: str, token: str, **given: object) -> list[Finding]:
    settings = Settings.model_validate({"telegram_token": token, "telegram_api": api, **given})
    return [finding async for finding in findings(settings)]


def nowhere() -> str:
    return f"http://127.0.0.1:{free_port()}"


async def test_where_all_is_well_it_names_the_bot_the_clock_and_the_way_in(server: BotApiServer) -> None:
    told = await found(server.url, server.token)

    assert [finding.en for finding in told] == [f"Telegram: @{server.username}", "Clock", "Updates: by polling, 0 wait"]
    assert [finding.fault for finding in told] == [None, None, None]


async def test_a_token_that_telegram_does_not_know_is_named(server: BotApiServer) -> None:
    (told,) = await found(server.url, "110201543:planted-planted-planted-planted")

    assert isinstance(told.fault, TokenRefused)
    assert "planted" not in told.fault.zh + told.fault.en


async def test_a_server_that_is_not_there_is_named_with_what_to_do(server: BotApiServer) -> None:
    (told,) = await found(nowhere(), server.token)

    assert isinstance(told.fault, TelegramOutOfReach)
    assert "CONSULTBOT_PROXY" in told.fault.zh
    assert "CONSULTBOT_TELEGRAM_API" in told.fault.en


async def test_a_proxy_that_is_not_there_is_named_rather_than_telegram(server: BotApiServer) -> None:
    (told,) = await found(server.url, server.token, proxy=nowhere())

    assert isinstance(told.fault, ProxyOutOfReach)
    assert "CONSULTBOT_PROXY" in told.fault.zh


@pytest.mark.parametrize("fault", ["garbage", "portal", 500])
async def test_what_answers_in_telegrams_place_is_not_taken_for_it(server: BotApiServer, fault: str | int) -> None:
    server.fail_next("getMe", fault)  # type: ignore[arg-type]
    (told,) = await found(server.url, server.token)

    assert isinstance(told.fault, NotTheBotApi)


async def test_a_connection_that_breaks_off_is_said_without_the_token(server: BotApiServer) -> None:
    server.fail_next("getMe", "nothing")
    (told,) = await found(server.url, server.token)

    assert isinstance(told.fault, TelegramOutOfReach)
    assert told.fault.__cause__ is told.fault.__context__ is None
    assert server.token not in told.fault.zh + told.fault.en


@asynccontextmanager
async def at(time: datetime) -> AsyncIterator[str]:
    """Run a Bot API whose clock shows another time."""

    async def answer(request: web.Request) -> web.Response:
        result: dict[str, object] = {"username": "consult_test_bot", "id": 1, "url": ""}
        return web.json_response({"ok": True, "result": result}, headers={"Date": format_datetime(time, usegmt=True)})

    application = web.Application()
    application.add_routes([web.post("/bot{token}/{method}", answer)])
    async with TestServer(application) as running:
        yield str(running.make_url("")).rstrip("/")


@pytest.mark.parametrize(("off", "zh", "en"), [(-3600, "快了", "ahead"), (3600, "慢了", "behind")])
async def test_a_clock_that_is_wrong_is_told_by_how_much(off: int, zh: str, en: str) -> None:
    async with at(datetime.now(UTC) + timedelta(seconds=off)) as url:
        told = await found(url, "1:planted")

    fault = told[1].fault
    assert isinstance(fault, ClockWrong)
    assert zh in fault.zh
    assert en in fault.en
    assert "3600" in fault.en or "3599" in fault.en or "3601" in fault.en


async def test_a_webhook_that_will_be_set_or_taken_away_is_no_fault(server: BotApiServer) -> None:
    (*_, first) = await found(server.url, server.token, **WEBHOOK)
    server.pending.webhook = SetWebhook(url="https://elsewhere.example.org/telegram")
    (*_, polling) = await found(server.url, server.token)

    assert first.en == "Updates: the webhook is to be set by the next start"
    assert polling.en == "Updates: the next start takes the present webhook away and polls"
    assert first.fault is polling.fault is None


async def test_a_webhook_at_which_telegram_fails_is_told_in_telegrams_words(server: BotApiServer) -> None:
    await server.person(7).says("/start")
    server.pending.webhook = SetWebhook(url="http://127.0.0.1:9/telegram")
    server.pending.last_error = "Connection refused"
    (*_, told) = await found(server.url, server.token, **WEBHOOK)

    assert isinstance(told.fault, WebhookFailing)
    assert "Connection refused" in told.fault.zh
    assert "1 updates wait" in told.fault.en


async def test_a_webhook_that_works_again_is_no_fault(server: BotApiServer) -> None:
    server.pending.webhook = SetWebhook(url="http://127.0.0.1:9/telegram")
    server.pending.last_error = "Connection refused"
    (*_, told) = await found(server.url, server.token, **WEBHOOK)

    assert (told.en, told.fault) == ("Updates: by webhook, 0 wait", None)
