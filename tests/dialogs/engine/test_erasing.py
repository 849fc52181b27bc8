"""Whoever asked for a receipt learns what became of a letter, in the transaction that erases it."""

from dataclasses import dataclass

import pytest

from dialogs.engine import due, posting
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.letters import Letter, Receipt, Refused, Trouble
from dialogs.engine.mailbox import Waiting
from tests.dialogs.engine.desk import Desk


async def given(desk: Desk, edit: str | None = None, receipt: tuple[str, str] | None = ("board", "7")) -> Waiting:
    """Give out a letter, for which a receipt is asked."""
    letter = Letter(card=Card(blocks=(Paragraph(text="agenda"),)), locale="en", edit=edit, receipt=receipt)
    async with desk.database.writing() as connection:
        await posting.post(connection, desk.cipher, desk.now, [(1, letter)])
    (row,) = await desk.waiting()
    return row


async def receipts(desk: Desk) -> dict[tuple[str, str], Receipt]:
    """Take what has fallen due."""
    found = {}
    async with desk.database.writing() as connection:
        while (work := await due.take_next(connection, desk.cipher, desk.now)) is not None:
            found[work.kind, work.subject] = Receipt.model_validate(work.payload)
            await due.finish(connection, work)
    return found


@dataclass(frozen=True)
class Fate:
    """What a card was to replace, as which message it is there, and what was the matter."""

    edit: str | None
    message: str | None
    trouble: Trouble | None = None


@pytest.mark.parametrize(
    "fate", [Fate(None, "5"), Fate("4", "5"), Fate("4", "4", "unpinned"), Fate(None, None, "gone")], ids=str
)
async def test_a_card_that_is_there_anew_or_not_as_it_should_be_is_told_of(desk: Desk, fate: Fate) -> None:
    await desk.outbox.delivered(await given(desk, fate.edit), fate.message, fate.trouble)
    assert await receipts(desk) == {("board", "7"): Receipt(message=fate.message, trouble=fate.trouble)}


@pytest.mark.parametrize("fate", [Fate("4", "4"), Fate("4", None)], ids=str)
async def test_a_card_that_was_edited_in_its_place_is_nothing_to_tell(desk: Desk, fate: Fate) -> None:
    await desk.outbox.delivered(await given(desk, fate.edit), fate.message)
    assert await receipts(desk) == {}


async def test_nothing_is_told_of_a_letter_for_which_no_receipt_was_asked(desk: Desk) -> None:
    await desk.outbox.delivered(await given(desk, receipt=None), "5", "unpinned")
    assert await receipts(desk) == {}


async def test_a_courier_that_lays_a_letter_down_says_why_where_something_can_be_done_about_it(desk: Desk) -> None:
    for fault, told in ((Refused("TOPIC_CLOSED", "closed"), "closed"), (Refused("bad markup"), None)):
        await desk.outbox.refused(await given(desk), str(fault), fault.trouble)
        assert await receipts(desk) == ({("board", "7"): Receipt(trouble=told)} if told else {})


async def test_the_last_of_several_receipts_for_one_thing_counts(desk: Desk) -> None:
    for message in ("5", "6"):
        await desk.outbox.delivered(await given(desk), message)
    assert await receipts(desk) == {("board", "7"): Receipt(message="6")}
