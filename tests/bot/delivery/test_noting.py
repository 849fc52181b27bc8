"""What was delivered is noted before more goes out."""

import asyncio

from bot.delivery.noting import AWAY, KEEPING, LATE, LOOK, SLOW, Noting


async def proven() -> None:
    """Something could be written."""


async def go_out(noting: Noting) -> None:
    """Let a letter go out whose note is another's."""
    await noting.caught_up()
    with noting.ahead():
        await asyncio.sleep(0)


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

    await go_out(noting)
    keeping = asyncio.create_task(noting.keep(slowly))
    await asyncio.sleep(0)
    await go_out(noting)
    assert hands.time == 0.0, "it has only begun"

    hands.time += LATE * 2
    waiting = asyncio.create_task(go_out(noting))
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
    await go_out(noting)


async def test_nothing_goes_out_before_something_could_be_written_and_one_proof_is_enough_for_all() -> None:
    hands, proofs = Hands(), [OSError("disk full"), OSError("disk full")]

    async def prove() -> None:
        if proofs:
            raise proofs.pop()
        hands.time += 1000

    noting = Noting(prove, hands.read, hands.sleep)
    await asyncio.gather(*(go_out(noting) for _ in range(5)))
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
    await go_out(noting)
    await noting.keep(never)
    await go_out(noting)
    assert proofs == 2


async def in_no_time(seconds: float) -> None:
    """Sleep without letting the clock go on: what many do at once takes no longer than what one does."""
    await asyncio.sleep(0 * seconds)


class Letters:
    """Letters that go out at once, each of which is there as soon as it is ``answered``; ``out`` are on their way."""

    def __init__(self, hands: Hands, noting: Noting, number: int) -> None:
        self.hands, self.noting = hands, noting
        self.out: list[asyncio.Future[float]] = []
        self.tasks = [asyncio.create_task(self.deliver()) for _ in range(number)]

    async def deliver(self) -> None:
        await self.noting.caught_up()
        with self.noting.ahead():
            answer = asyncio.get_running_loop().create_future()
            self.out.append(answer)
            seconds = await answer

            async def keep() -> None:
                self.hands.time += seconds

            await self.noting.keep(keep)

    async def answered(self, seconds: float = 0.0) -> int:
        """Let those be there that are out, their notes be kept in so many seconds each; gives how many they were."""
        for _ in range(100):
            await asyncio.sleep(0)
        these, self.out = self.out, []
        for answer in these:
            answer.set_result(seconds)
        return len(these)


async def test_at_a_start_few_go_out_at_once_and_soon_more() -> None:
    hands = Hands()
    letters = Letters(hands, Noting(proven, hands.read, in_no_time), 200)
    at_once = [await letters.answered() for _ in range(30)]
    assert at_once[:9] == [1] * 8 + [2]
    assert at_once == sorted(at_once)
    assert at_once[-1] > 10
    for task in letters.tasks:
        task.cancel()


async def test_after_notes_for_which_the_database_was_away_fewer_go_out_at_once() -> None:
    hands = Hands()
    letters = Letters(hands, Noting(proven, hands.read, in_no_time), 200)
    while await letters.answered() < 8:
        pass
    assert await letters.answered(AWAY) >= 8
    assert await letters.answered() == 1
    for task in letters.tasks:
        task.cancel()


async def test_a_busy_processor_that_makes_notes_late_does_not_hold_back_the_letters_of_others() -> None:
    hands = Hands()
    letters = Letters(hands, Noting(proven, hands.read, in_no_time), 200)
    at_once = [await letters.answered(LATE * 2) for _ in range(30)]
    assert at_once == sorted(at_once)
    assert at_once[-1] > 8


async def test_a_letter_that_takes_long_on_its_way_holds_nobody_back() -> None:
    hands = Hands()
    letters = Letters(hands, Noting(proven, hands.read, in_no_time), 2)
    for _ in range(round(SLOW / LOOK) - 2):
        await asyncio.sleep(0)
    assert len(letters.out) == 1
    hands.time += SLOW
    assert await letters.answered() == 2
    await asyncio.gather(*letters.tasks)


async def test_who_waits_is_not_overtaken() -> None:
    """Not even by those who come while it looks the other way."""
    hands, out = Hands(), list[int]()

    async def looking_away(seconds: float) -> None:
        for _ in range(5):
            await asyncio.sleep(0 * seconds)

    noting = Noting(proven, hands.read, looking_away)
    await go_out(noting)

    async def deliver(number: int) -> None:
        await noting.caught_up()
        with noting.ahead():
            out.append(number)
            for _ in range(3):
                await asyncio.sleep(0)

    tasks = []
    for number in range(50):
        tasks.append(asyncio.create_task(deliver(number)))
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert out == list(range(50))
