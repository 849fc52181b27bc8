"""What was delivered is noted before more goes out."""

import asyncio

from bot.delivery.noting import KEEPING, LATE, Noting


async def proven() -> None:
    """Something could be written."""


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
    noting = Noting(proven, hands.read, hands.sleep)

    async def slowly() -> None:
        await kept.wait()

    await noting.caught_up()
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
    noting = Noting(proven, hands.read, hands.sleep)

    async def at_last() -> None:
        if faults:
            raise faults.pop()

    assert await noting.keep(at_last)
    assert faults == []
    assert 0 < hands.time < 2


async def test_a_note_is_given_up_before_the_letters_claim_ends() -> None:
    hands = Hands()
    noting = Noting(proven, hands.read, hands.sleep)

    async def never() -> None:
        raise ConnectionError

    assert not await noting.keep(never)
    assert KEEPING - 3 < hands.time <= KEEPING
    await noting.caught_up()


async def test_nothing_goes_out_before_something_could_be_written_and_one_proof_is_enough_for_all() -> None:
    hands, proofs = Hands(), [OSError("disk full"), OSError("disk full")]

    async def prove() -> None:
        if proofs:
            raise proofs.pop()
        hands.time += 1000

    noting = Noting(prove, hands.read, hands.sleep)
    await asyncio.gather(*(noting.caught_up() for _ in range(5)))
    assert proofs == []
    assert 1000 < hands.time < 1001


async def test_after_a_note_that_could_not_be_kept_something_must_be_written_first() -> None:
    hands, proofs = Hands(), 0

    async def prove() -> None:
        nonlocal proofs
        proofs += 1

    async def never() -> None:
        raise ConnectionError

    noting = Noting(prove, hands.read, hands.sleep)
    await noting.caught_up()
    await noting.keep(never)
    await noting.caught_up()
    assert proofs == 2
