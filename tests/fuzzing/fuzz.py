"""Throws updates, presses and requests at a whole process on a real database, and counts what comes back.

Nothing may crash: no answer is 500 or above, no dialog falls back on its apology for a fault, no loop dies. Each run is
made again by its seed.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from traceback import format_exc
from typing import Final

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout, CookieJar, web
from aiohttp.test_utils import TestServer
from sqlalchemy import func, select
from structlog.typing import EventDict

from bot import serving
from bot.house import now
from bot.limits import Limits, Rate
from bot.parts import Parts, built
from bot.settings import Settings
from bot.telegram.answering import Answering
from bot.telegram.bot import Identity, telegram_bot
from bot.telegram.channel import TelegramChannel
from bot.telegram.files import Files
from bot.telegram.webhook import PATH, SECRET_HEADER, Webhook
from bot.web.routes import build_app
from dialogs.assessment.records import assessment_round
from dialogs.engine import records
from dialogs.engine.errors import Refusal
from dialogs.engine.events import Command, Incoming, Pressed, Typed
from dialogs.engine.notices import Answer
from dialogs.engine.work import Work
from dialogs.people import invitations, organisations
from dialogs.people.organisations import Founding
from dialogs.people.roles import OPERATOR, Role
from standard.models import Stage
from tests.fuzzing.updates import Updates
from tests.fuzzing.visits import Visit, Visits

SECRET: Final = "a-secret_of-the-fuzzers"
NOWHERE: Final = "http://127.0.0.1:9"
AT_ONCE: Final = 8
CHATS: Final = tuple(range(7_000_003_001, 7_000_003_013))
GROUP: Final = -1_000_000_000_007
FAULTS: Final = frozenset({"error", "critical", "exception"})
EXPECTED: Final = frozenset({"update not understood"})
"""What is logged as an error and is none of ours: an update that is no update."""
MUCH: Final = Rate(burst=1e9, per_second=1e9)
GENEROUS: Final = Limits(requests=MUCH, entrance=MUCH, sessions=MUCH, acts=MUCH, uploads=MUCH)
MOST_EXAMPLES: Final = 5
QUICK: Final = ClientTimeout(total=20)


@dataclass
class Counts:
    """What came back: answers by status, events that tell of a fault, dialogs that fell back on their apology."""

    sent: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    failed_turns: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing crashed."""
        return not self.faults and not self.failed_turns and all(status < 500 for status in self.answers)


@contextmanager
def counting_faults(counts: Counts) -> Iterator[None]:
    """Count the log's errors, and write none of it."""

    def count(logger: object, method: str, event: EventDict) -> EventDict:
        del logger
        if (method in FAULTS or "exc_info" in event) and event["event"] not in EXPECTED:
            counts.faults[str(event["event"])] += 1
            if method == "exception" and len(counts.examples) < MOST_EXAMPLES:
                counts.examples.append(format_exc())
        raise structlog.DropEvent

    kept = structlog.get_config()
    structlog.configure(processors=[count], wrapper_class=structlog.BoundLogger)
    try:
        yield
    finally:
        structlog.configure(**kept)


class Unanswering(Answering):
    """Answers no press: there is no Telegram."""

    def answer(self, query: str, said: Answer | None = None) -> None:
        """Do nothing."""


@asynccontextmanager
async def process(database: str, folder: Path) -> AsyncIterator[tuple[Parts, TestServer]]:
    """Give the parts of a process with webhook and web chat, and its door, where nobody is too quick.

    Replies stay in the outbox.
    """
    settings = Settings.model_validate(
        {
            "telegram_token": "1:planted",
            "webhook_url": "https://bot.example.org",
            "webhook_secret": SECRET,
            "public_url": "http://127.0.0.1",
            "database": database,
            "key_file": folder / "consultbot.key",
            "pace_incoming": 0,
        }
    )
    bot = telegram_bot("1:planted", NOWHERE, None)
    channel = TelegramChannel(bot, Identity("1", "consult_bot"), Files(bot), Unanswering(bot))
    async with built(settings, channel) as parts:
        webhook = Webhook(channel.intake(settings, parts.turns, parts.storage.note), SECRET)
        services = replace(serving._web_services(parts), limits=GENEROUS)
        application = build_app(services, [web.post(PATH, webhook.handle)])
        server = TestServer(application)
        await server.start_server()
        yield parts, server
        await server.close()
        await channel.close()


async def populated(parts: Parts) -> str:
    """Let somebody join in every role in each of a few chats, and begin a form; gives an invitation's token."""
    async with parts.storage.database.writing() as connection:
        work = Work(parts.house, connection, now(), "")
        founding = Founding(name="Bay", stage=Stage.GROWTH, affairs=["5.1", "5.2"])
        organisation = await organisations.found(work, founding)
        roles = [*Role, OPERATOR]
        tokens = [
            await invitations.create(work, None if role == OPERATOR else organisation, role, None) for role in roles
        ]
    for place, chat in enumerate(CHATS[: 2 * len(tokens)]):
        await _joins(parts, chat, tokens[place % len(tokens)])
    return tokens[0]


async def _joins(parts: Parts, chat: int, token: str) -> None:
    async def takes(number: int, content: Command | Pressed | Typed) -> None:
        await parts.turns.take(
            Incoming(
                channel="telegram",
                bot="1",
                update=f"join-{chat}-{number}",
                address=str(chat),
                content=content,
                language="zh",
            )
        )

    await takes(1, Command(name="start", argument=token))
    async with parts.storage.database.reading() as connection:
        number = await connection.scalar(select(func.max(records.conversation.c.id)))
    await takes(2, Pressed(data=f"f|{number}|consent|answer|agree"))
    await takes(3, Typed(text="Lin"))
    async with parts.storage.database.reading() as connection:
        round_ = await connection.scalar(select(func.max(assessment_round.c.id)))
    await takes(4, Pressed(data=f"a|assess-open|{round_}|pulse"))


async def fuzz_updates(database: str, folder: Path, number: int, seed: int) -> Counts:
    """Call the webhook with ``number`` updates."""
    counts = Counts()
    with counting_faults(counts):
        async with process(database, folder) as (parts, server):
            await populated(parts)
            updates = Updates(Random(seed), parts.house.registry, (*CHATS, GROUP))  # noqa: S311 (not for secrets)

            async def one(http: ClientSession) -> None:
                body = updates.body()
                async with http.post(server.make_url(PATH), data=body, headers={SECRET_HEADER: SECRET}) as answer:
                    _count(counts, answer.status, body.decode("utf-8", "replace"))

            await _thrown(one, number, counts)
            counts.failed_turns = await _failed(parts)
    return counts


async def fuzz_visits(database: str, folder: Path, number: int, seed: int) -> Counts:
    """Send ``number`` requests to the web channel, most of them from a page that is signed in."""
    counts = Counts()
    with counting_faults(counts):
        async with process(database, folder) as (parts, server):
            signed_in = await _signed_in(server, await populated(parts))
            random = Random(seed)  # noqa: S311 (not for secrets)
            visits = Visits(random, parts.house.registry, signed_in)

            async def one(http: ClientSession) -> None:
                visit = visits.visit()
                visit.headers["X-Forwarded-For"] = f"10.0.{random.randrange(256)}.{random.randrange(256)}"
                status = await _visited(http, server, visit)
                _count(counts, status, f"{visit.method} {visit.path} {visit.headers} {visit.body[:500]!r}")

            await _thrown(one, number, counts)
            counts.failed_turns = await _failed(parts)
    return counts


async def _visited(http: ClientSession, server: TestServer, visit: Visit) -> int:
    """Send a request and give the answer's status: 0 where the client itself refuses to send such a thing."""
    root = str(server.make_url("/")).rstrip("/")
    try:
        async with http.request(
            visit.method, f"{root}{visit.path}", headers=visit.headers, data=visit.body, allow_redirects=False
        ) as answer:
            return answer.status
    except (ClientError, ValueError):
        return 0


async def _thrown(one: Callable[[ClientSession], Awaitable[None]], number: int, counts: Counts) -> None:
    async def worker(http: ClientSession) -> None:
        while counts.sent < number:
            counts.sent += 1
            try:
                await one(http)
            except TimeoutError:
                counts.faults["no answer"] += 1

    async with ClientSession(timeout=QUICK, cookie_jar=CookieJar(unsafe=True)) as http, asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(worker(http))


def _count(counts: Counts, status: int, what: str) -> None:
    counts.answers[status] += 1
    if status >= 500 and len(counts.examples) < MOST_EXAMPLES:
        counts.examples.append(f"{status}: {what[:2000]}")


async def _failed(parts: Parts) -> int:
    """Count the turns that fell back on the apology for a fault of ours: a refusal says why and is none."""
    refusals = {kind.__name__ for kind in Refusal.__subclasses__()}
    async with parts.storage.database.reading() as connection:
        errors = (await connection.scalars(select(records.seen.c.error).where(records.seen.c.error.is_not(None)))).all()
    return len([error for error in errors if error not in refusals])


async def _signed_in(server: TestServer, token: str) -> dict[str, str]:
    from tests.bot.web.conftest import Form

    async with ClientSession(server.make_url("/"), cookie_jar=CookieJar(unsafe=True)) as http:
        page = await (await http.get(f"/j/{token}")).text()
        csrf = Form(await (await http.post(f"/j/{token}", data=Form(page).fields)).text()).csrf
        (cookie,) = [each for each in http.cookie_jar if each.key == "consultbot"]
    return {"Cookie": f"consultbot={cookie.value}", "X-CSRF-Token": csrf}
