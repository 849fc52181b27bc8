"""A lock that lets those in first who are in a hurry."""

import asyncio

import pytest

from bot.database.door import Door


class Visitors:
    """Those who pass a door, in the order in which they did."""

    def __init__(self) -> None:
        self.door = Door()
        self.passed: list[str] = []

    async def visit(self, name: str, *, urgent: bool = False) -> None:
        async with self.door.passed(urgent=urgent):
            await asyncio.sleep(0)
            self.passed.append(name)


async def test_they_pass_one_by_one_in_the_order_of_their_coming_but_the_urgent_first() -> None:
    visitors = Visitors()
    await asyncio.gather(
        visitors.visit("first"),
        visitors.visit("second"),
        visitors.visit("third"),
        visitors.visit("in a hurry", urgent=True),
        visitors.visit("in a hurry too", urgent=True),
    )
    assert visitors.passed == ["first", "in a hurry", "in a hurry too", "second", "third"]


@pytest.mark.parametrize("wait", [0, 1, 2, 3])
async def test_who_gives_up_waiting_keeps_nobody_out(wait: int) -> None:
    visitors = Visitors()
    tasks = [asyncio.create_task(visitors.visit(str(number), urgent=number == 2)) for number in range(4)]
    for _ in range(wait):
        await asyncio.sleep(0)
    tasks[1].cancel()
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert [name for name in visitors.passed if name in {"0", "3"}] == ["0", "3"]
    await asyncio.wait_for(visitors.visit("later"), 1)


async def test_who_is_cancelled_when_the_door_was_just_given_over_gives_it_on() -> None:
    visitors = Visitors()
    holding = asyncio.Event()

    async def hold() -> None:
        async with visitors.door.passed():
            await holding.wait()

    held = asyncio.create_task(hold())
    await asyncio.sleep(0)
    second, third = (asyncio.create_task(visitors.visit(name)) for name in ("second", "third"))
    await asyncio.sleep(0)
    holding.set()
    await held
    second.cancel()
    await asyncio.gather(second, third, return_exceptions=True)
    assert visitors.passed == ["third"]
