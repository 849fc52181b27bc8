"""What is no HTTP, sent to the server: answered with 400 and counted, and the log stays as it was."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web

from bot import http_server

GET = b"GET / HTTP/1.1\r\nHost: x\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\n"

BROKEN = {
    "a version that is none": b"GET / HTTP/9.x\r\n\r\n",
    "a header without a colon": GET + b"no colon here\r\n\r\n",
    "a null in a header": GET + b"A: \0\r\n\r\n",
    "a line without end": b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "two lengths": POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "an address that is none": b"GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
    "chunks that are none": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
}


class Served:
    """A server with a page that answers and one that fails; how many requests it found broken."""

    def __init__(self) -> None:
        self.counted: Counter[str] = Counter()
        application = web.Application()
        application.add_routes([web.get("/", self._answer), web.post("/", self._answer), web.get("/fault", self._fail)])
        self.runner = http_server.runner(application, lambda: self.counted.update(["broken"]))

    async def sent(self, request: bytes) -> bytes:
        """Send bytes, and give the answer's first line once the server is done with them."""
        reader, writer = await asyncio.open_connection(*self.runner.addresses[0][:2])
        writer.write(request)
        answer = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        return answer.partition(b"\r\n")[0]

    async def _answer(self, _: web.Request) -> web.Response:
        return web.Response(text="here")

    async def _fail(self, _: web.Request) -> web.Response:
        raise LookupError("ours")


@pytest_asyncio.fixture
async def served() -> AsyncIterator[Served]:
    found = Served()
    await found.runner.setup()
    await web.TCPSite(found.runner, "127.0.0.1", 0).start()
    yield found
    await found.runner.cleanup()


@pytest.mark.parametrize("request_", BROKEN.values(), ids=list(BROKEN))
async def test_a_broken_request_is_counted_and_leaves_no_line_in_the_log(
    served: Served, request_: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await served.sent(request_)

    assert answer.endswith(b"400 Bad Request")
    assert served.counted["broken"] == 1
    assert not caplog.records


async def test_a_body_that_does_not_unpack_and_that_nobody_looked_at_is_counted_too(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await served.sent(POST + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde")

    assert answer.endswith(b"200 OK")
    assert served.counted["broken"] == 1
    assert not caplog.records


async def test_a_fault_of_ours_is_still_logged_with_its_traceback(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await served.sent(b"GET /fault HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert answer.endswith(b"500 Internal Server Error")
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [LookupError]
    assert served.counted["broken"] == 0


async def test_a_whole_request_is_answered_after_broken_ones(served: Served) -> None:
    for request in BROKEN.values():
        await served.sent(request)

    assert (await served.sent(GET + b"Connection: close\r\n\r\n")).endswith(b"200 OK")
