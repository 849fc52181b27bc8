"""Over the web the table of rights holds, too: what a browser may forge is answered as in Telegram."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest_asyncio
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer
from sqlalchemy import delete, select

from bot import serving
from bot.house import now
from bot.parts import Parts, built
from bot.settings import Settings
from dialogs.engine import records
from dialogs.engine.cards import Card
from dialogs.engine.letters import Letter
from dialogs.engine.work import Work
from dialogs.people import invitations, organisations
from dialogs.people.organisations import Founding
from dialogs.people.rights import RIGHTS
from dialogs.people.roles import MEMBERS, PERSON, Role
from standard.models import Stage
from tests.bot.web.conftest import Form
from tests.dialogs.people.rights_cells import CELLS, NOTHING

DENIED = "Your role here does not cover this. /help shows what you can do."
CLOSED = "That form is closed, so its buttons no longer work. /help shows what you can do."


class Browser:
    """A browser in front of the whole process; what it is shown is taken from the outbox."""

    def __init__(self, parts: Parts, http: ClientSession) -> None:
        self.parts = parts
        self.http = http
        self.csrf = ""
        self.numbers = count(1)

    async def join(self, token: str) -> None:
        page = await (await self.http.get(f"/j/{token}")).text()
        self.csrf = Form(await (await self.http.post(f"/j/{token}", data=Form(page).fields)).text()).csrf
        await self.shown()
        await self.press_ending("|en")
        await self.press_ending("|agree")
        await self.sends(kind="typed", text="Lin")

    async def press_ending(self, end: str) -> None:
        data = next(b.press for b in self.buttons if b.press and b.press.endswith(end))
        await self.sends(kind="pressed", data=data, message=1)

    async def sends(self, **act: object) -> str:
        """Send an act; give the first words of what is shown for it."""
        update = f"aaaaaaaa-{next(self.numbers)}"
        answer = await self.http.post("/say", json={"id": update, **act}, headers={"X-CSRF-Token": self.csrf})
        while answer.status == 429:  # as the page does, which says the same again
            await asyncio.sleep(float(answer.headers["Retry-After"]))
            answer = await self.http.post("/say", json={"id": update, **act}, headers={"X-CSRF-Token": self.csrf})
        assert answer.status == 200, await answer.text()
        return str(getattr((await self.shown()).blocks[0], "text", ""))

    async def shown(self) -> Card:
        table, database, cipher = records.outbox, self.parts.storage.database, self.parts.storage.cipher
        async with database.writing() as connection:
            sealed = (await connection.scalars(select(table.c.sealed_letter).order_by(table.c.id))).all()
            await connection.execute(delete(table))
        letters = [Letter.model_validate_json(cipher.open(each)) for each in sealed]
        card = [letter.card for letter in letters if letter.card is not None][-1]
        self.buttons = [button for row in card.buttons for button in row]
        return card


@pytest_asyncio.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Parts]:
    given = {
        "public_url": "http://127.0.0.1",
        "database": f"sqlite+aiosqlite:///{tmp_path}/consultbot.db",
        "key_file": tmp_path / "consultbot.key",
    }
    async with built(Settings.model_validate(given), None) as parts:
        yield parts


@pytest_asyncio.fixture
async def member(parts: Parts) -> AsyncIterator[Browser]:
    async with parts.storage.database.writing() as connection:
        work = Work(parts.house, connection, now(), "")
        organisation = await organisations.found(work, Founding(name="Bay", stage=Stage.GROWTH, affairs=["5.1"]))
        token = await invitations.create(work, organisation, Role.MEMBER, None)
    async with TestServer(serving._application(parts, None)) as server:
        jar, english = CookieJar(unsafe=True), {"Accept-Language": "en"}
        async with ClientSession(server.make_url("/"), cookie_jar=jar, headers=english) as http:
            browser = Browser(parts, http)
            await browser.join(token)
            yield browser


async def test_a_member_who_forges_a_press_in_the_browser_gets_no_further_than_their_role(member: Browser) -> None:
    pressed = [right for right in RIGHTS if right.kind != "group command"]
    forbidden = [right for right in pressed if not right.roles & (MEMBERS | {PERSON})]
    assert len(forbidden) > 15

    for right in forbidden:
        told = await member.sends(kind="pressed", data=CELLS[right.kind, right.name](NOTHING), message=1)
        assert told == (CLOSED if right.kind == "form" else DENIED), right


async def test_a_member_who_types_an_administrators_command_in_the_browser_is_refused(member: Browser) -> None:
    for right in RIGHTS:
        if right.kind == "command" and not right.roles & (MEMBERS | {PERSON}):
            assert await member.sends(kind="typed", text=f"/{right.name} admin") == DENIED
            assert await member.sends(kind="command", name=right.name) == DENIED


async def test_what_a_member_may_do_the_browser_may_ask_for(member: Browser) -> None:
    for name in ("assess", "settings", "privacy", "mydata", "standard"):
        assert await member.sends(kind="command", name=name) not in {"", DENIED}
