"""``kill -9`` in the middle of the full form: no acknowledged answer is lost, none counts twice, and it goes on."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.end_to_end.installation import UPLOADS, Installation, installation
from tests.end_to_end.screens import asked, card, presses_value
from tests.postgresql import PostgreSQL
from tests.telegram import BotApiServer, Person

pytestmark = UPLOADS

MOMENTS = ("before", "at once", "on its way", "when shown", "afterwards")
"""When it is killed: before the answer is given, with it, soon after it, as soon as the reply is seen, at rest."""


@pytest_asyncio.fixture(params=["sqlite", "postgresql"])
async def there(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Installation]:
    database = None
    if request.param == "postgresql":
        postgresql: PostgreSQL = request.getfixturevalue("postgresql_server")
        database = postgresql.url(postgresql.create())
    async with (
        BotApiServer() as server,
        installation(server, tmp_path, database=database) as there,
    ):
        yield there


async def test_a_kill_in_the_middle_of_the_full_form_loses_nothing_and_doubles_nothing(there: Installation) -> None:
    chance = random.Random(2026)  # noqa: S311 (no secret)
    token = await there.invitation(await there.organisation())
    person = there.server.person(7_000_001_003)
    async with there.bot:
        await there.joins(person, token)
        await person.says("/assess")
        await there.settle()
        await presses_value(person, "full")
        await there.settle()
        killing = MOMENTS if there.database.is_sqlite else MOMENTS[1:4]
        moments = iter(chance.sample(killing, len(killing)))
        given: dict[str, str] = {}
        killed = 0
        while (item := asked(person)) is not None:
            assert item not in given, f"{item} is asked again: its answer was lost"
            given[item] = str(chance.randrange(5))
            shown = len(person.chat)
            typed = chance.random() < 0.3
            moment = next(moments, None) if len(given) % 5 == 0 else None
            await answer(there, person, given[item], typed=typed, moment=moment)
            killed += moment is not None
            assert len(person.chat) - shown <= typed + (moment is not None), f"doubled, killed {moment}"
        assert killed == len(killing)
        await presses_value(person, "submit|")
        await there.settle()
        assert await submitted(there, person) == given
    assert there.bot.starts == 1 + killed
    there.discreet()


async def answer(there: Installation, person: Person, level: str, *, typed: bool, moment: str | None) -> None:
    """Answer by pressing or typing, let the process be killed at a moment, and go on in a new one."""
    before = card(person)
    if moment == "before":
        await there.bot.kill()
    await (person.says(level) if typed else presses_value(person, f"answer|{level}"))
    match moment:
        case "on its way":
            await asyncio.sleep(random.uniform(0, 0.03))  # noqa: S311 (no secret)
        case "when shown":
            await person.chat.sees(lambda message: bool(message.buttons) and message.text != before)
        case None | "afterwards":
            await there.settle()
    if moment is not None:
        if there.bot.running:
            await there.bot.kill()
        await there.bot.restart()
        await there.settle()


async def submitted(there: Installation, person: Person) -> dict[str, str]:
    """Give the answers that the person has submitted."""
    return {each["item"]: each["answer"] for each in (await there.data_of(person))["assessment"]}
