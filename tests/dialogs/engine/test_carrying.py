"""A reply is carried from its turn to its delivery only where nothing waits before it, and by one alone."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from dialogs.engine import posting, records
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.carrying import Claim, Doorstep
from dialogs.engine.letters import Letter
from dialogs.engine.mailbox import Mailbox, Waiting
from dialogs.engine.registry import Command
from dialogs.engine.taking import Turns
from dialogs.engine.turn import Turn
from dialogs.engine.under_way import CLAIM
from dialogs.people.roles import EVERYBODY
from tests.dialogs.engine.desk import Desk, texts
from tests.dialogs.small_house import command
from tests.dialogs.table import Table


def doorstep(chat: int = 1, last: int | None = None) -> Doorstep:
    return Doorstep(mailbox=Mailbox(chat, "telegram", str(100 + chat), None), last=last)


def claimed(desk: Desk, chat: int = 1, last: int | None = None) -> Claim:
    claim = desk.outbox.claim(doorstep(chat, last))
    assert claim is not None
    return claim


async def post(desk: Desk, claim: Claim, text: str) -> list[Waiting]:
    """Commit a reply as a turn does that has the claim."""
    letter = Letter(card=Card(blocks=(Paragraph(text=text),)), locale="en", live=True)
    async with desk.database.writing() as connection:
        numbers = await posting.post_numbered(connection, desk.cipher, desk.now, [(claim.mailbox.id, letter)], claim)
    return [Waiting(number, claim.mailbox, letter, 0) for number in numbers]


async def test_a_carried_letter_is_given_to_nobody_else_and_erased_once_it_is_there(desk: Desk) -> None:
    (letter,) = desk.outbox.carried(await post(desk, claimed(desk), "a"))
    assert await desk.waiting() == []
    await desk.outbox.delivered(letter, "5")
    desk.now += CLAIM
    assert await desk.waiting() == []
    async with desk.database.reading() as connection:
        live = select(records.chat.c.live_message).where(records.chat.c.id == 1)
        assert (await connection.execute(live)).scalar_one() == "5"


async def test_a_letter_behind_another_waits_its_turn_in_the_outbox(desk: Desk) -> None:
    await desk.post((1, "a"))
    (first,) = await desk.waiting()
    assert desk.outbox.claim(doorstep(last=first.id)) is None
    await desk.outbox.delivered(first, None)
    assert desk.outbox.claim(doorstep()) is not None


async def test_a_letter_behind_a_carried_one_waits_for_it(desk: Desk) -> None:
    (letter,) = desk.outbox.carried(await post(desk, claimed(desk), "a"))
    assert desk.outbox.claim(doorstep(last=letter.id)) is None
    await desk.post((1, "b"))
    assert await desk.waiting() == []
    await desk.outbox.delivered(letter, None)
    assert texts(await desk.waiting()) == ["b"]


async def test_what_is_there_and_not_erased_yet_is_in_nobodys_way(desk: Desk) -> None:
    """The next press may come before the database knows that the card was delivered."""
    (letter,) = desk.outbox.carried(await post(desk, claimed(desk), "a"))
    async with desk.database.writing() as held:
        erasing = asyncio.create_task(desk.outbox.delivered(letter, "5"))
        await asyncio.sleep(0)
        claim = claimed(desk, last=letter.id)
        assert claim.mailbox.live == "5"
        del held
    await erasing
    (second,) = desk.outbox.carried(await post(desk, claim, "b"))
    assert await desk.waiting() == []
    await desk.outbox.delivered(second, "5")
    assert desk.outbox.claim(doorstep()) is not None


async def test_a_carried_letter_that_cannot_go_out_now_is_found_in_the_outbox(desk: Desk) -> None:
    (letter,) = desk.outbox.carried(await post(desk, claimed(desk), "a"))
    await desk.outbox.later(letter, desk.now, "429")
    (again,) = await desk.waiting()
    assert (again.id, again.attempts) == (letter.id, 1)


async def test_a_process_that_is_killed_before_it_delivers_leaves_the_letter_to_the_next(desk: Desk) -> None:
    desk.outbox.carried(await post(desk, claimed(desk), "a"))
    desk.outbox = desk.process()
    if desk.outbox.shared:
        assert await desk.waiting() == []
        desk.now += CLAIM
    assert texts(await desk.waiting()) == ["a"]


async def test_a_letter_that_the_outbox_gave_out_meanwhile_is_not_carried_as_well(desk: Desk) -> None:
    letters = await post(desk, claimed(desk), "a")
    given = await desk.waiting()
    assert len(given) + len(desk.outbox.carried(letters)) == 1


class Hand:
    """A carrier that has leave always, and keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[Waiting] = []

    def claim(self, doorstep: Doorstep) -> Claim | None:
        return Claim(mailbox=doorstep.mailbox)

    def carry(self, letters: Sequence[Waiting]) -> None:
        self.letters += letters


async def test_a_letter_that_the_outbox_gave_out_is_not_carried_once_it_is_there_or_erased(
    sqlite_database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    desk = Desk(sqlite_database, cipher, now)
    await desk.open()
    committed = await post(desk, claimed(desk), "a")
    (letter,) = await desk.waiting()
    erasing = asyncio.create_task(desk.outbox.delivered(letter, "5"))
    await asyncio.sleep(0)
    assert desk.outbox.carried(committed) == ()
    await erasing
    assert desk.outbox.carried(committed) == ()


async def test_a_letter_that_was_given_out_is_forgotten_when_its_claim_is_over(
    sqlite_database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    desk = Desk(sqlite_database, cipher, now)
    await desk.open()
    await desk.post((1, "a"), (2, "b"))
    first, second = await desk.waiting()
    desk.now += CLAIM
    given = await desk.waiting()
    assert texts(given) == ["a", "b"]
    for letter in given:
        await desk.outbox.delivered(letter, None)
    desk.now += CLAIM
    assert await desk.waiting() == []
    assert not desk.outbox._under_way.was_given_out([first.id, second.id])


async def test_a_turns_replies_are_carried_in_their_order_and_nobody_is_woken(table: Table) -> None:
    hand = Hand()
    turns = Turns(table.house, table.database, table.ring, None, hand)
    await turns.take(command(1, "shop"))
    await turns.take(command(2, "shop"))

    assert table.rung == 0
    assert [letter.letter for letter in hand.letters] == await table.letters()
    assert [letter.id for letter in hand.letters] == sorted(letter.id for letter in hand.letters)
    assert {letter.address for letter in hand.letters} == {command(1, "shop").address}


async def test_what_a_turn_writes_to_others_waits_in_the_outbox(table: Table) -> None:
    hand = Hand()
    await table.person(7, ["501", "502"])

    async def run(turn: Turn, argument: str) -> None:
        await turn.write_to(int(argument), Card(blocks=(Paragraph(text="to you"),)))

    table.house.registry.command(Command(name="tell", roles=EVERYBODY, description="tell", run=run))
    turns = Turns(table.house, table.database, table.ring, None, hand)
    await turns.take(command(1, "tell", "7"))

    assert table.rung == 1
    assert len(await table.letters()) == len(hand.letters) + 2


class Between:
    """A database on which a letter is committed and carried while the outbox reads, after it saw the letter."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.carried: list[Waiting] = []

    def writing(self, *, urgent: bool = False) -> AbstractAsyncContextManager[AsyncConnection]:
        return self.desk.database.writing(urgent=urgent)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        claim = claimed(self.desk)
        letters = await post(self.desk, claim, "a")
        async with self.desk.database.reading() as connection:
            yield connection
        self.carried += self.desk.outbox.carried(letters)


async def test_a_letter_that_is_carried_while_the_outbox_is_read_is_not_given_out_as_well(
    sqlite_database: Database, cipher: KeyRingCipher, now: datetime
) -> None:
    desk = Desk(sqlite_database, cipher, now)
    await desk.open()
    between = Between(desk)
    desk.outbox.transactions = between
    given = await desk.waiting()
    assert len(given) + len(between.carried) == 1


async def test_a_turn_without_a_word_has_nothing_to_carry(table: Table) -> None:
    hand = Hand()
    turns = Turns(table.house, table.database, table.ring, None, hand)
    await turns.take(command(1, "shop"))
    before = list(hand.letters)
    await turns.take(command(1, "shop"))
    assert hand.letters == before
    assert table.rung == 0
