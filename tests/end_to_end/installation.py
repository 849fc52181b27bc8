"""One installation as the tests see it: the Bot API server, the process, and a view of what the process keeps."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.engine import URL, make_url

from bot.database.access import Database
from bot.database.opening import opened
from bot.house import build_house, now
from dialogs.engine import house as engine
from dialogs.engine import records
from dialogs.engine.work import Work
from dialogs.people import invitations, organisations
from dialogs.people.organisations import Founding
from standard.library import library
from standard.models import Stage
from tests.end_to_end.process import Consultbot, free_port
from tests.end_to_end.screens import presses_value
from tests.telegram import BotApiServer, Person

UPLOADS = pytest.mark.filterwarnings(r"ignore:unread_data\(\) is deprecated:DeprecationWarning")
"""aiohttp calls its own deprecated method where a multipart boundary falls between two chunks of a large picture."""

PATIENCE = 20.0
SHORT = 2
NUMBER = re.compile(r"[\d.]+")
KEY_FILE = "consultbot.key"
WEBHOOK_SECRET = "a-secret_of-the-tests"
ORGANISATION = "深圳市南山社工协会"
SHANGHAI = ZoneInfo("Asia/Shanghai")
FAST = {"pace_chat": 0, "pace_group": 0, "pace_all": 0, "pace_incoming": 0}
"""Without the pauses that Telegram asks for, and that the delivery's own tests measure."""


def where_it_is_noon() -> str:
    """Give a time zone in which this is an hour about noon: there no day ends while a test runs."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}"  # its sign is POSIX's, where west is positive


class Installation:
    """``consultbot run`` in front of a Bot API server."""

    def __init__(self, server: BotApiServer, bot: Consultbot, database: URL, timezone: ZoneInfo = SHANGHAI) -> None:
        self.server = server
        self.bot = bot
        self.database = Database(database)
        self.timezone = timezone

    async def settle(self) -> None:
        """Wait until every update is committed, every file asked for, every letter delivered or given up."""
        await self.wait_for(self._all_confirmed, "updates were not confirmed")
        await self.wait_for(self._all_fetched, "files were not fetched")
        await self.wait_for(self._all_delivered, "letters were not delivered")

    async def wait_for(self, condition: Callable[[], Awaitable[bool]], otherwise: str) -> None:
        """Wait for something that nothing announces; fails when the process dies."""
        end = time.monotonic() + PATIENCE
        while not await condition():
            self.bot.alive()
            assert time.monotonic() < end, f"{otherwise}\n{self.bot.log}"
            await asyncio.sleep(0.01)

    def secrets(self) -> set[str]:
        """Give what no log may hold: tokens, the names and numbers of people, and their words."""
        people = self.server._people.values()
        said = {word for person in people for word in _words(person)}
        known = {each for person in people for each in (str(person.id), person.first_name) if len(each) > SHORT}
        return {self.server.token, self.server.token.partition(":")[2], WEBHOOK_SECRET} | said | known

    def discreet(self) -> None:
        """Fail where the log holds any of these, or a line that is no JSON object."""
        assert len(self.bot.events) == len(self.bot.stderr)
        log = self.bot.log
        assert not [secret for secret in self.secrets() if secret in log]

    async def fetch_now(self) -> None:
        """Let the pause pass after which a file that did not come is asked for again."""
        table = records.file
        async with self.database.writing() as connection:
            await connection.execute(
                update(table).where(table.c.fetch_after.is_not(None)).values(fetch_after=table.c.created_at)
            )

    async def files(self) -> list[bytes]:
        """Give the bytes of every file that is kept."""
        table = records.file
        async with self._working() as work:
            sealed = await work.transaction.scalars(
                select(table.c.sealed_content).where(table.c.sealed_content.is_not(None))
            )
            return [work.cipher.open(content) for content in sealed]

    async def data_of(self, person: Person) -> dict[str, Any]:
        """Let somebody ask for everything kept about them, and give it."""
        await person.says("/mydata")
        await self.settle()
        document = person.chat[-1].document
        assert document is not None
        told: dict[str, Any] = json.loads(document.content)
        return told

    async def organisation(self, name: str = ORGANISATION) -> int:
        """Found an organisation behind the process's back, and give its number."""
        async with self._working() as work:
            founding = Founding(name=name, stage=Stage.GROWTH, affairs=["5.1", "5.2", "5.3", "5.4"])
            return await organisations.found(work, founding)

    async def invitation(self, organisation: int | None, role: str = "member", *, age: timedelta = timedelta()) -> str:
        """Make an invitation of some age, and give its token."""
        async with self._working() as work:
            work.now -= age
            return await invitations.create(work, organisation, role, None)

    async def joins(self, person: Person, token: str, name: str = "林小雨") -> None:
        """Let somebody join by invitation, with consent and name."""
        await person.says(f"/start {token}")
        await self.settle()
        await presses_value(person, "agree")
        await self.settle()
        await person.says(name)
        await self.settle()

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[Work]:
        cipher = (await opened(self.database, self.bot.directory / KEY_FILE)).cipher
        told = engine.Installation(timezone=self.timezone, locale="zh_CN", bot_username=self.server.username)
        house = build_house(library(), cipher, told)
        async with self.database.writing() as transaction:
            work = Work(house, transaction, now(), "tests")
            yield work
            await work.flush()

    async def _all_confirmed(self) -> bool:
        return not self.server.pending.queue and not self.server.pending.again

    async def _all_fetched(self) -> bool:
        due = select(func.count()).select_from(records.file).where(records.file.c.fetch_after <= now())
        async with self.database.reading() as connection:
            return await connection.scalar(due) == 0

    async def _all_delivered(self) -> bool:
        async with self.database.reading() as connection:
            return await connection.scalar(select(func.count()).select_from(records.outbox)) == 0


@asynccontextmanager
async def installation(
    server: BotApiServer, directory: Path, *, database: URL | None = None, webhook: bool = False, **settings: object
) -> AsyncIterator[Installation]:
    """Prepare an installation that polls, or is called by webhook; its process is yet to be started."""
    url = database or make_url(f"sqlite+aiosqlite:///{directory / 'consultbot.db'}")
    timezone = ZoneInfo(str(settings.get("timezone", SHANGHAI)))
    given: dict[str, object] = {
        "telegram_token": server.token,
        "telegram_api": server.url,
        "database": url.render_as_string(hide_password=False),
        "listen": f"127.0.0.1:{free_port()}",
        **FAST,
    }
    if webhook:
        given |= {"webhook_url": f"http://{given['listen']}/telegram", "webhook_secret": WEBHOOK_SECRET}
    made = Installation(server, Consultbot(directory, "run", settings=given | settings), url, timezone)
    try:
        yield made
    finally:
        await made.database.close()
        assert not [secret for secret in made.secrets() if secret in made.bot.log], "the log tells what it may not"


def _words(person: Person) -> Iterator[str]:
    """Give what somebody has typed, without the names of commands, and numbers, which any line of a log may hold."""
    for message in person.chat.messages.values():
        words = message.text.split(maxsplit=1)[1:] if message.text.startswith("/") else [message.text]
        yield from (said for said in words if not message.by_bot and len(said) > SHORT and not NUMBER.fullmatch(said))
