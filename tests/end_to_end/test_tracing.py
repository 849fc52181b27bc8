"""One id leads through the log from an update to each of its replies, and from a late reply back to its cause."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.end_to_end.installation import Installation, installation
from tests.telegram import BotApiServer


@pytest_asyncio.fixture
async def there(tmp_path: Path) -> AsyncIterator[Installation]:
    async with BotApiServer() as server, installation(server, tmp_path) as there:
        yield there


def traced(there: Installation, correlation: object) -> list[object]:
    """Give the names of the events that bear an id, in the order in which they were logged."""
    return [event["event"] for event in there.bot.events if event.get("correlation") == correlation]


async def test_an_update_and_its_replies_bear_one_id(there: Installation) -> None:
    one, other = there.server.person(7_000_001_301), there.server.person(7_000_001_302)
    async with there.bot:
        await one.says("/help")
        await there.settle()
        await other.says("/help")
        await there.settle()
        await there.wait_for(lambda: logged(there, "delivered", 4), "deliveries were not logged")

    first, second = (event["correlation"] for event in there.bot.logged("taken"))
    assert first != second
    for correlation in (first, second):
        assert traced(there, correlation) == ["taken", "delivered", "delivered"]  # the reply, and the chat's menu
    assert {event["channel"] for event in there.bot.logged("delivered")} == {"telegram"}


async def test_a_reply_that_was_delayed_by_a_fault_and_a_restart_still_bears_its_updates_id(
    there: Installation,
) -> None:
    person = there.server.person(7_000_001_303)
    async with there.bot:
        await person.says("/help")
        await there.settle()
        there.server.fail_next("sendMessage", 500, 1)
        await person.says("/privacy")
        await there.wait_for(lambda: logged(there, "delivery put off", 1), "nothing was put off")
        await there.bot.terminate()
        await there.bot.restart()
        await there.settle()
        await there.wait_for(lambda: logged(there, "delivered", 3), "deliveries were not logged")

    correlation = there.bot.logged("taken")[-1]["correlation"]
    assert traced(there, correlation) == ["taken", "delivery put off", "delivered"]
    there.discreet()


async def logged(there: Installation, event: str, times: int) -> bool:
    return len(there.bot.logged(event)) >= times
