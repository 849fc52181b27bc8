"""Bodies that are far too large or never end: refused before they are read, or sent away."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.web.gate import Gate
from bot.web.services import WebServices
from tests.bot.web.conftest import Form, Visitor
from tests.bot.web.conversation import GOOD_TOKEN

HUNDRED_MEGABYTES = 100 * 1024 * 1024
FORM = "application/x-www-form-urlencoded"


async def announced(visitor: Visitor, path: str, kind: str, *, headers: str = "", began: bytes = b"") -> bytes:
    """Announce a body of 100 MB, send its beginning, and give the line of the answer that comes all the same."""
    address = visitor.site.server
    reader, writer = await asyncio.open_connection(address.host, address.port)
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: {HUNDRED_MEGABYTES}\r\n"
    writer.write(head.encode() + headers.encode() + b"\r\n" + began)
    line = await asyncio.wait_for(reader.readline(), 10)
    writer.close()
    return line


def signed_in(visitor: Visitor) -> str:
    (cookie,) = [each for each in visitor.http.cookie_jar if each.key == "consultbot"]
    return f"Cookie: consultbot={cookie.value}\r\nX-CSRF-Token: {visitor.csrf}\r\n"


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/say", "application/json"), ("/upload", "multipart/form-data; boundary=b")],
)
async def test_a_stranger_is_turned_away_before_anything_is_read(stranger: Visitor, path: str, kind: str) -> None:
    assert (await announced(stranger, path, kind)).startswith(b"HTTP/1.1 401")


async def test_a_member_without_the_pages_token_is_turned_away_before_anything_is_read(member: Visitor) -> None:
    headers = signed_in(member).partition("\r\n")[0] + "\r\n"
    assert (await announced(member, "/upload", "multipart/form-data; boundary=b", headers=headers)).startswith(
        b"HTTP/1.1 403"
    )


async def test_an_upload_that_says_it_is_too_large_is_refused_unread(member: Visitor) -> None:
    kind = "multipart/form-data; boundary=b"
    assert (await announced(member, "/upload", kind, headers=signed_in(member))).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(("path", "kind"), [("/say", "application/json"), (f"/j/{GOOD_TOKEN}", FORM), ("/leave", FORM)])
async def test_words_without_end_are_refused_once_there_are_too_many(member: Visitor, path: str, kind: str) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < HUNDRED_MEGABYTES:
            sent += 65_536
            yield b"x" * 65_536

    headers = {"X-CSRF-Token": member.csrf, "Content-Type": kind}
    answer = await member.http.post(path, data=endless(), headers=headers)

    assert answer.status == 413
    assert sent < HUNDRED_MEGABYTES / 10


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/say", "application/json"),
        ("/leave", FORM),
        (f"/j/{GOOD_TOKEN}", FORM),
        ("/upload", "multipart/form-data; boundary=b"),
    ],
)
async def test_a_body_that_does_not_come_is_not_waited_for(
    member: Visitor, path: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("chat", "entrance"):
        monkeypatch.setattr(f"bot.web.{module}.WORDS_SECONDS", 0.2)
    monkeypatch.setattr("bot.web.uploads.FILE_SECONDS", 0.2)
    address = member.site.server
    reader, writer = await asyncio.open_connection(address.host, address.port)
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: 1000\r\n{signed_in(member)}\r\n"
    writer.write(head.encode() + b"{")

    assert (await asyncio.wait_for(reader.readline(), 5)).startswith(b"HTTP/1.1 408")
    writer.close()
    assert len(member.site.conversation.taken) == 1


async def test_a_browser_that_leaves_within_its_words_is_no_fault(
    services: WebServices, caplog: pytest.LogCaptureFixture
) -> None:
    """What a cut connection raises would be an error with a network address in aiohttp's log."""

    async def cut(_: web.Request) -> web.Response:
        raise ConnectionResetError

    app = web.Application()
    app.router.add_get("/", Gate(services).data(cut))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    async with aiohttp.ClientSession() as session, session.get(f"http://{host}:{port}/") as answer:
        assert answer.status == 499
    await runner.cleanup()

    assert caplog.records == []


async def test_a_connection_that_never_sends_a_whole_head_is_closed() -> None:
    """As :mod:`bot.serving` runs it: ``keepalive_timeout`` counts from the connection's beginning."""
    app = web.Application()
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=0.3)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    reader, writer = await asyncio.open_connection(*runner.addresses[0][:2])
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n")
    closing = asyncio.create_task(reader.read())
    for _ in range(20):
        writer.write(b"X: y\r\n")
        await asyncio.sleep(0.05)

    assert await asyncio.wait_for(closing, 5) == b""
    writer.close()
    await runner.cleanup()


async def test_a_page_still_works_afterwards(member: Visitor) -> None:
    await announced(member, "/say", "application/json", headers=signed_in(member), began=b"x" * 100_000)
    assert (await member.say(id="12345678", kind="typed", text="三")).status == 200
    assert Form(await (await member.http.get("/")).text()).csrf == member.csrf
