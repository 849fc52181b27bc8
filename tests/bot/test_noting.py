"""What was delivered is noted before more goes out."""

import asyncio

from bot.noting import KEEPING, LATE, Noting


class Hands:
    """A clock that goes on by sleeping."""

    def __init__(self) -> None:
        self.time = 0.0

    def read(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds
        await asyncio.sleep(0)


async def test_a_note_that_takes_long_holds_back_what_goes_out_next() -> None:
    hands, kept = Hands(), asyncio.Event()
    noting = Noting(hands.read, hands.sleep)

    async def slowly() -> None:
        await kept.wait()

    keeping = asyncio.create_task(noting.keep(slowly))
    await asyncio.sleep(0)
    await noting.caught_up()
    assert hands.time == 0.0, "it has only begun"

    hands.time += LATE * 2
    waiting = asyncio.create_task(noting.caught_up())
    for _ in range(20):
        await asyncio.sleep(0)
    assert not waiting.done()
    kept.set()
    assert await keeping
    await waiting


async def test_a_note_is_tried_again_until_the_database_is_back() -> None:
    hands, faults = Hands(), [ConnectionError(), ConnectionError(), OSError()]
    noting = Noting(hands.read, hands.sleep)

    async def at_last() -> None:
        if faults:
            raise faults.pop()

    assert await noting.keep(at_last)
    assert faults == []
    assert 0 < hands.time < 2


async def test_a_note_is_given_up_before_the_letters_claim_ends() -> None:
    hands = Hands()
    noting = Noting(hands.read, hands.sleep)

    async def never() -> None:
        raise ConnectionError

    assert not await noting.keep(never)
    assert KEEPING - 3 < hands.time <= KEEPING
    await noting.caught_up()
