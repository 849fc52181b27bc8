"""Setting up as the person at the terminal meets it: each fault named with its remedy, nothing changed by a refusal."""

import socket
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.keys import keeper as keys
from tests.end_to_end.installation import FAST, installation
from tests.end_to_end.process import Consultbot, free_port
from tests.telegram import BotApiServer

REFUSED = 2


@pytest_asyncio.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


def with_telegram(server: BotApiServer) -> dict[str, object]:
    return {"telegram_token": server.token, "telegram_api": server.url, "listen": "127.0.0.1:0", **FAST}


def kept(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


async def refused(bot: Consultbot) -> str:
    """Let a command be refused, and give what it says."""
    before = kept(bot.directory)
    assert await bot.finish() == REFUSED, bot.log
    assert bot.stdout == []
    assert "Traceback" not in bot.log
    assert kept(bot.directory) == before
    return bot.log


async def test_without_settings_it_says_which_are_needed_and_how_to_look_around(tmp_path: Path) -> None:
    said = await refused(Consultbot(tmp_path, "run"))
    assert "CONSULTBOT_TELEGRAM_TOKEN" in said
    assert "CONSULTBOT_PUBLIC_URL" in said
    assert "consultbot demo" in said


async def test_every_malformed_setting_is_named_at_once_and_no_value_is_repeated(tmp_path: Path) -> None:
    wrong = {
        "telegram_token": "planted-token",
        "database": "mysql://planted:password@host/base",
        "operators": "planted-operator",
        "listen": "planted-listen",
        "webhook_url": "http://planted.example.org",
        "public_url": "planted",
        "timezone": "Planted/Zone",
        "pace_chat": "planted-pace",
        "telegram_tokn": "planted-misspelt",
    }
    said = await refused(Consultbot(tmp_path, "run", settings=wrong))
    for name in (*wrong, "webhook_secret"):
        assert f"CONSULTBOT_{name.upper()} " in said, name
    assert "CONSULTBOT_TELEGRAM_TOKEN？" in said
    assert "planted" not in said.lower()


async def test_a_dotenv_file_does_as_well_as_the_environment(tmp_path: Path, server: BotApiServer) -> None:
    lines = [f"CONSULTBOT_{name.upper()}={value}" for name, value in with_telegram(server).items()]
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")
    async with Consultbot(tmp_path, "run") as bot:
        await server.person(1).says("/start")
        await server.person(1).chat.sees("/standard")
    assert sorted(kept(tmp_path)) == [".env", "consultbot.db", "consultbot.key"], bot.log


@pytest.mark.parametrize(("language", "words"), [("zh_CN.UTF-8", "设置有误"), ("en_GB.UTF-8", "need mending")])
async def test_a_fault_is_said_in_the_terminals_language(tmp_path: Path, language: str, words: str) -> None:
    assert words in await refused(Consultbot(tmp_path, "run", language=language))


async def test_a_wrong_or_missing_key_is_refused_and_nothing_is_changed(tmp_path: Path, server: BotApiServer) -> None:
    async with installation(server, tmp_path) as there, there.bot:
        bot = there.bot
    key = tmp_path / "consultbot.key"
    right = key.read_bytes()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600

    key.unlink()
    said = await refused(again(bot))
    assert "找不到密钥文件 consultbot.key" in said
    assert "没有改动任何内容" in said

    keys.load(key, None)
    assert "与这个数据库不匹配" in await refused(again(bot))

    key.write_bytes(right)
    key.chmod(0o644)
    assert "chmod 600 consultbot.key" in await refused(again(bot))

    key.chmod(0o600)
    async with again(bot):
        pass


def again(bot: Consultbot) -> Consultbot:
    """The same installation, with nothing said yet."""
    other = Consultbot(bot.directory, *bot.command)
    other.environment = bot.environment
    return other


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"database": "postgresql+asyncpg://user:planted@127.0.0.1:1/base"}, "postgresql+asyncpg://user:***@127"),
        ({"database": "sqlite+aiosqlite:///planted.txt"}, "无法打开"),
        ({"key_file": "planted.txt"}, "已损坏"),
    ],
    ids=["a database that is not there", "a file that is no database", "a file that is no key"],
)
async def test_what_cannot_be_opened_is_named_without_its_secrets(
    tmp_path: Path, server: BotApiServer, settings: dict[str, object], words: str
) -> None:
    other = tmp_path / "planted.txt"
    other.write_text("planted words\n" * 400, encoding="utf-8")
    other.chmod(0o600)
    said = await refused(Consultbot(tmp_path, "run", settings=with_telegram(server) | settings))
    assert words in said
    assert "planted" not in said.replace("planted.txt", "")


async def test_a_port_that_is_taken_is_named_before_anything_is_made(tmp_path: Path, server: BotApiServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = with_telegram(server) | {"listen": f"127.0.0.1:{port}"}
        said = await refused(Consultbot(tmp_path, "run", settings=settings))
    assert f"127.0.0.1:{port}（Address already in use）" in said
    assert "CONSULTBOT_LISTEN" in said


async def test_a_token_that_telegram_does_not_know_is_refused(tmp_path: Path, server: BotApiServer) -> None:
    settings = with_telegram(server) | {"telegram_token": "110201543:planted-token"}
    said = await refused(Consultbot(tmp_path, "run", settings=settings))
    assert "CONSULTBOT_TELEGRAM_TOKEN" in said
    assert "planted" not in said


async def test_the_first_operator_comes_by_a_link_from_the_command_line(tmp_path: Path, server: BotApiServer) -> None:
    settings = with_telegram(server) | {"public_url": "https://consult.example.org"}
    command = Consultbot(tmp_path, "invite", "--operator", settings=settings)
    assert await command.finish() == 0, command.log
    telegram, web = command.stdout
    token = telegram.removeprefix(f"https://t.me/{server.username}?start=")
    assert web == f"https://consult.example.org/j/{token}"
    person = server.person(1)
    async with installation(server, tmp_path) as there, there.bot:
        await there.joins(person, token, "赵运维")
        assert "org" in server.menu(person)
        await server.person(2).says(f"/start {token}")
        await there.settle()
        assert "使用次数已满" in server.chat(2)[-1].text


async def test_the_first_link_does_not_wait_for_a_telegram_that_is_out_of_reach(
    tmp_path: Path, server: BotApiServer
) -> None:
    away = {**with_telegram(server), "telegram_api": f"http://127.0.0.1:{free_port()}"}
    said = await refused(Consultbot(tmp_path, "invite", "--operator", settings=away))
    assert "CONSULTBOT_PROXY" in said

    by_web = Consultbot(tmp_path, "invite", "--operator", settings=away | {"public_url": "https://consult.example.org"})
    assert await by_web.finish() == 0, by_web.log
    (link,) = by_web.stdout
    assert link.startswith("https://consult.example.org/j/")
    assert "CONSULTBOT_PROXY" in by_web.log


async def test_the_demonstration_prints_its_links_and_goes_on_where_it_was(tmp_path: Path) -> None:
    command = ("demo", "--listen", f"127.0.0.1:{free_port()}")
    async with Consultbot(tmp_path, *command) as bot:
        first = links(bot)
        assert len(first) == 3
        assert (await got(bot.url))[0] == 200
        for link in first:
            status, page = await got(link)
            assert status == 200
            assert "海滨社工服务中心" in page
    said = "\n".join(bot.stdout)
    assert "consultbot-demo.db" in said
    assert "consultbot-demo.key" in said
    key = tmp_path / "consultbot-demo.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    secret = key.read_bytes()
    assert not [name for name in kept(tmp_path) if not name.startswith("consultbot-demo.")]

    async with again(bot) as second:
        assert key.read_bytes() == secret
        for link in (*first, *links(second)):
            assert (await got(link))[0] == 200
    made = "encryption key made: back it up apart from the database"
    assert [event["path"] for event in bot.events if event["event"] == made] == [str(key)]
    assert made not in [event["event"] for event in second.events]
    for process in (bot, second):
        assert {event["level"] for event in process.events} == {"info"}
        assert not [link for link in links(bot) + links(second) if link.rpartition("/")[2] in process.log]


def links(bot: Consultbot) -> list[str]:
    """Give the invitations that the demonstration has printed."""
    return [word for line in bot.stdout for word in line.split() if "/j/" in word]


async def got(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def test_the_web_chat_is_served_while_telegram_is_out_of_reach(tmp_path: Path, server: BotApiServer) -> None:
    port = free_port()
    settings = {**with_telegram(server), "listen": f"127.0.0.1:{port}", "public_url": f"http://127.0.0.1:{port}"}
    server.fail_next("getMe", 502, times=4)
    async with Consultbot(tmp_path, "run", settings=settings) as bot, aiohttp.ClientSession() as browser:
        assert bot.logged("telegram out of reach: the web chat is served alone")
        async with browser.get(f"{bot.url}/") as page:
            assert page.status == 200
        person = server.person(7, language_code="zh-hans")
        await person.says("/start")
        await server.chat(7).sees("协商助手")
        async with browser.get(f"{bot.url}/readyz") as ready:
            assert ready.status == 200


async def test_a_start_that_waits_for_telegram_can_be_stopped(tmp_path: Path, server: BotApiServer) -> None:
    port = free_port()
    away = {**with_telegram(server), "telegram_api": f"http://127.0.0.1:{free_port()}"}
    settings = {**away, "listen": f"127.0.0.1:{port}", "public_url": f"http://127.0.0.1:{port}"}
    async with Consultbot(tmp_path, "run", settings=settings) as bot:
        assert await bot.terminate() == 0
