"""One consultation of each kind over real HTTP, from the idea of a topic to its outcome told to those who took part."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pypdfium2
import pytest_asyncio
from aiohttp import ClientSession, CookieJar
from sqlalchemy.engine import URL

from tests.end_to_end.cast import OTHERS, Part
from tests.end_to_end.company import Company
from tests.end_to_end.installation import UPLOADS, Installation, installation, where_it_is_noon
from tests.end_to_end.process import Event, free_port
from tests.end_to_end.screens import presses_value
from tests.end_to_end.spreadsheets import sends_mended, sends_mistaken
from tests.end_to_end.visitors import Visitor
from tests.postgresql import PostgreSQL
from tests.telegram import BotApiServer, Person
from tests.telegram.chats import SentFile
from tests.transcripts import Transcripts

pytestmark = UPLOADS

MOMENTARY = {"outbox out of reach", "database error"}
LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")
"""Nothing of the installation's own makes these: one process, whose writers queue, and readers that wait for none. Only
the tests, who write into the same file, can hold its lock for longer than it is waited for on a starved machine; what
met it is tried again. Anything else that is met there is a fault."""

CHAPTERS = sorted((Path(__file__).parent / "transcripts" / "consultations").glob("*.transcript"))
ROLES = {
    Part("陈会长", 7_000_002_001): "admin",
    Part("何主持", 7_000_002_002): "facilitator",
    Part("Emma", 7_000_002_003, "en"): "facilitator",
    Part("林小雨", 7_000_002_004): "member",
    Part("周敏敏", 7_000_002_005): "member",
    Part("唐洁如", 7_000_002_006): "member",
}


async def sees_the_end(person: Person) -> int:
    """Wait until somebody's board shows that the meeting is over, and they are told so: it follows at its own pace."""
    for _look in range(600):
        seen = "\n".join(message.text for message in person.chat)
        if "会议已经结束，感谢各位" in seen and "会议已经结束，感谢您参加" in seen:
            return 0
        await asyncio.sleep(0.1)
    raise AssertionError("the board does not show that the meeting is over")


DEEDS = {**OTHERS, "填错的表格": sends_mistaken, "改好的表格": sends_mended, "等看板": sees_the_end}
NUMBERED = re.compile(r"\d{4}-([公基行社])-\d{3}\.pdf")
AT_A_BROWSER = "刘社工"


@pytest_asyncio.fixture
async def company(tmp_path: Path) -> AsyncIterator[Company]:
    async with acting(tmp_path) as company:
        yield company


@asynccontextmanager
async def acting(folder: Path, database: URL | None = None) -> AsyncIterator[Company]:
    """Let everybody be there: on SQLite and polling, or on another database and called by webhook."""
    address = f"127.0.0.1:{free_port()}"
    where = {"listen": address, "public_url": f"http://{address}", "timezone": where_it_is_noon()}
    if database is not None:
        where["webhook_url"] = f"http://{address}/telegram"
    async with (
        BotApiServer() as server,
        installation(server, folder, database=database, webhook=database is not None, **where) as there,
        there.bot,
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as session,
    ):
        yield await gathered(there, session)


async def gathered(there: Installation, session: ClientSession) -> Company:
    """Let everybody join one organisation, one of them in the browser."""
    organisation = await there.organisation()
    visitor = Visitor(session, there, AT_A_BROWSER)
    company = Company(there, tuple(ROLES), [visitor], DEEDS)
    for part, role in ROLES.items():
        await joins(company, part, await there.invitation(organisation, role))
    await visitor.joins(await there.invitation(organisation, "facilitator"))
    company.catches_up()
    return company


async def joins(company: Company, part: Part, token: str) -> None:
    """Let somebody join by invitation, in their own language."""
    there, person = company.installation, company.people[part.name]
    if part.language_code == "en":
        await person.says(f"/start {token}")
        await there.settle()
        await person.presses("English")
        await there.settle()
        await presses_value(person, "agree")
        await there.settle()
        await person.says(part.name)
        await there.settle()
    else:
        await there.joins(person, token, part.name)


async def test_one_of_each_kind_goes_from_its_topic_to_what_became_of_it(
    company: Company, transcripts: Transcripts
) -> None:
    for chapter in CHAPTERS:
        await transcripts.replay_in_time(chapter, company.play)
    check_minutes(company)
    check_notice(company)
    check_imported(company)
    company.installation.discreet()
    assert troubles(company) == []


def troubles(company: Company) -> list[Event]:
    """Give what was logged beyond the usual."""
    logged = [event for event in company.installation.bot.events if event["level"] != "info"]
    return [event for event in logged if not is_momentary(event)]


def is_momentary(event: Event) -> bool:
    """Whether it tells of a lock that was held for a moment too long."""
    cause = str(event.get("cause", event.get("fault", "")))
    return event["event"] in MOMENTARY and cause.endswith(LOCKED)


async def test_the_same_on_postgresql_called_by_webhook(
    postgresql_server: PostgreSQL, tmp_path: Path, transcripts: Transcripts
) -> None:
    """One of the kinds is enough: what is said is the same to the letter."""
    if transcripts.update:
        return
    chapter = next(each for each in CHAPTERS if each.name.startswith("02"))
    async with acting(tmp_path, postgresql_server.url(postgresql_server.create())) as company:
        await transcripts.replay_in_time(chapter, company.play)
        company.installation.discreet()
        assert [event for event in company.installation.bot.events if event["level"] != "info"] == []


def check_minutes(company: Company) -> None:
    """Whoever took part was sent the signed minutes of each: PDF files of at least a page, with the number as name."""
    for name, expected in (("林小雨", "公基社"), ("周敏敏", "公行社"), ("唐洁如", "基社")):
        sent = {file.name: file.content for file in documents(company, name) if NUMBERED.fullmatch(file.name)}
        assert [found[1] for each in sent if (found := NUMBERED.fullmatch(each))] == list(expected)
        assert all(content.startswith(b"%PDF-") and pages(content) >= 1 for content in sent.values())


def check_notice(company: Company) -> None:
    """Whoever has a chat was sent the date for their calendar with the notice, and opened its material."""
    (date,) = (file for file in documents(company, "林小雨") if file.name.endswith(".ics"))
    assert date.content.startswith(b"BEGIN:VCALENDAR")
    (material,) = (file for file in documents(company, "林小雨") if file.name == "会费测算.pdf")
    assert material.content.startswith(b"%PDF-")


def check_imported(company: Company) -> None:
    """What was taken in has numbers of its own years; what was mistaken is not there twice."""
    shown = "\n".join(each.text for each in company.people["何主持"].chat)
    numbers = set(re.findall(r"202[34]-[公基行社]-\d{3}", shown))
    assert numbers == {"2024-行-001", "2023-基-001", "2024-公-001"}


def documents(company: Company, name: str) -> list[SentFile]:
    return [each.document for each in company.people[name].chat if each.document is not None]


def pages(content: bytes) -> int:
    with pypdfium2.PdfDocument(content) as document:
        return len(document)
