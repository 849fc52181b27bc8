"""A web channel that runs: a server on a port, a database, and browsers of a sort."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
import pytest_asyncio
from aiohttp import ClientResponse, ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from bot.web.bells import Bells
from bot.web.courier import WebCourier
from bot.web.routes import build_app
from bot.web.services import WebServices
from tests import discretion
from tests.bot.web.conversation import GOOD_TOKEN, Conversation, Files, describe, draw, reader


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 16, 1, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def go(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(kw_only=True)
class Site:
    """The web channel at work, and what lies behind it."""

    url: str
    services: WebServices
    courier: WebCourier
    conversation: Conversation
    files: Files
    clock: Clock
    server: TestServer


class Form(HTMLParser):
    """Reads the hidden fields and the CSRF token of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.csrf = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input" and found.get("name"):
            self.fields[str(found["name"])] = found.get("value") or ""
        if tag == "meta" and found.get("name") == "csrf":
            self.csrf = found.get("content") or ""


@dataclass
class Visitor:
    """Somebody's browser, without the pictures: cookies, and the CSRF token of the page it has open."""

    site: Site
    http: ClientSession
    csrf: str = field(default="")
    address: str = field(default="")

    async def join(self, token: str = GOOD_TOKEN) -> None:
        page = await (await self.http.get(f"/j/{token}")).text()
        answer = await self.http.post(f"/j/{token}", data=Form(page).fields)
        assert answer.status == 200, await answer.text()
        self.csrf = Form(await answer.text()).csrf
        self.address = self.site.conversation.taken[-1].address

    async def say(self, **act: object) -> ClientResponse:
        discretion.note(str(act.get("text", "")), self.address)
        return await self.http.post("/say", json=act, headers={"X-CSRF-Token": self.csrf})


Opened = Callable[[], Awaitable[Visitor]]


def services_for(database: Database, cipher: KeyRingCipher, clock: Clock) -> WebServices:
    """Give the web channel's services around one database."""
    bells = Bells()
    conversation = Conversation(WebCourier(database, cipher, bells, clock))
    files = Files()
    return WebServices(
        database=database,
        cipher=cipher,
        bells=bells,
        clock=clock,
        take=conversation.take,
        describe=describe,
        keep=files.keep,
        fetch=files.fetch,
        draw=draw,
        readers=reader,
        locales=("zh_CN", "en"),
        public_url="http://127.0.0.1",
    )


async def opened(services: WebServices) -> Site:
    """Serve the web channel on a port of its own."""
    conversation = services.take.__self__  # type: ignore[attr-defined]
    files = services.keep.__self__  # type: ignore[attr-defined]
    assert isinstance(conversation, Conversation)
    assert isinstance(files, Files)
    assert isinstance(services.clock, Clock)
    server = TestServer(build_app(services, [web.get("/metrics", _metrics)]))
    await server.start_server(access_log=None)
    return Site(
        url=str(server.make_url("/")).rstrip("/"),
        services=services,
        courier=conversation.courier,
        conversation=conversation,
        files=files,
        clock=services.clock,
        server=server,
    )


async def _metrics(request: web.Request) -> web.Response:
    return web.Response(text="turns 1\n")


@pytest.fixture
def services(sqlite_database: Database, cipher: KeyRingCipher) -> WebServices:
    return services_for(sqlite_database, cipher, Clock())


@pytest_asyncio.fixture
async def site(services: WebServices) -> AsyncIterator[Site]:
    running = await opened(services)
    yield running
    await running.server.close()


@pytest_asyncio.fixture
async def visitors(site: Site) -> AsyncIterator[Opened]:
    """Open browsers; those of one test share nothing but the server."""
    sessions: list[ClientSession] = []

    async def visitor() -> Visitor:
        session = ClientSession(site.url, cookie_jar=CookieJar(unsafe=True), headers={"Accept-Language": "en"})
        sessions.append(session)
        return Visitor(site, session)

    yield visitor
    for session in sessions:
        await session.close()


@pytest_asyncio.fixture
async def stranger(visitors: Opened) -> Visitor:
    return await visitors()


@pytest_asyncio.fixture
async def member(visitors: Opened) -> Visitor:
    visitor = await visitors()
    await visitor.join()
    return visitor


__all__ = ["Clock", "Form", "Opened", "Site", "Visitor", "opened", "replace", "services_for"]
