"""Everybody who plays whole consultations: they join one organisation, and nothing troubles the bot meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession, CookieJar
from sqlalchemy.engine import URL

from tests.end_to_end.cast import OTHERS, Part
from tests.end_to_end.company import Company
from tests.end_to_end.installation import Installation, installation, where_it_is_noon
from tests.end_to_end.process import Event, free_port
from tests.end_to_end.screens import presses_value
from tests.end_to_end.spreadsheets import sends_mended, sends_mistaken
from tests.end_to_end.visitors import Visitor
from tests.telegram import BotApiServer, Person

MOMENTARY = {"outbox out of reach", "database error"}
LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")
"""Nothing of the installation's own makes these: one process, whose writers queue, and readers that wait for none. Only
the tests, who write into the same file, can hold its lock for longer than it is waited for on a starved machine; what
met it is tried again. Anything else that is met there is a fault."""

ROLES = {
    Part("陈会长", 7_000_002_001): "admin",
    Part("何主持", 7_000_002_002): "facilitator",
    Part("Emma", 7_000_002_003, "en"): "facilitator",
    Part("林小雨", 7_000_002_004): "member",
    Part("周敏敏", 7_000_002_005): "member",
    Part("唐洁如", 7_000_002_006): "member",
}
AT_A_BROWSER = "刘社工"


async def sees_the_end(person: Person) -> int:
    """Wait until somebody's board shows that the meeting is over, and they are told so: it follows at its own pace."""
    for _look in range(600):
        seen = "\n".join(message.text for message in person.chat)
        if "会议已经结束，感谢各位" in seen and "会议已经结束，感谢您参加" in seen:
            return 0
        await asyncio.sleep(0.1)
    raise AssertionError("the board does not show that the meeting is over")


DEEDS = {**OTHERS, "填错的表格": sends_mistaken, "改好的表格": sends_mended, "等看板": sees_the_end}


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


def troubles(company: Company) -> list[Event]:
    """Give what was logged beyond the usual."""
    logged = [event for event in company.installation.bot.events if event["level"] != "info"]
    return [event for event in logged if not is_momentary(event)]


def is_momentary(event: Event) -> bool:
    """Whether it tells of a lock that was held for a moment too long."""
    cause = str(event.get("cause", event.get("fault", "")))
    return event["event"] in MOMENTARY and cause.endswith(LOCKED)
