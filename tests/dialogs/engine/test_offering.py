"""A file that is offered may not be here: on its way yet, not kept, or gone by then."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dialogs.engine import files
from dialogs.engine.cards import Document
from dialogs.engine.events import Attached, Typed
from dialogs.engine.files import Awaited
from dialogs.engine.offering import NOT_THERE, offered, why_missing
from dialogs.engine.text import Message
from dialogs.engine.work import Work
from tests.dialogs.small_house import command, update
from tests.dialogs.table import Table


@asynccontextmanager
async def working(table: Table) -> AsyncIterator[Work]:
    async with table.database.writing() as connection:
        yield Work(table.house, connection, table.house.clock(), "")


async def sent(table: Table) -> Awaited:
    """Answer the small form's third question with a picture that the channel still holds."""
    await table.turns.take(command(1, "order"))
    for number, text in enumerate(("green", "skip"), 2):
        await table.turns.take(update(number, Typed(text=text)))
    await table.turns.take(update(4, Attached(name="tea.jpg", media_type="image/jpeg", remote="AgAD", size=9)))
    async with table.database.reading() as connection:
        (awaited,) = await files.awaiting(connection, table.house.cipher, table.house.clock())
    return awaited


async def offer(table: Table, number: int) -> tuple[str, Document | None]:
    """Give what is said of a file, and what is sent with it."""
    reader = table.house.reader("en", table.house.installation.timezone)
    async with working(table) as work:
        given = await offered(work, number)
        missing = await why_missing(work, "tea.jpg", number)
    if isinstance(given, Message):
        assert given == missing
        return reader.say(given), None
    assert missing is None
    return " ".join(reader.say(getattr(block, "text", "")) for block in given.blocks), given.document


async def test_a_file_that_is_gone_is_said_to_be(table: Table) -> None:
    assert await offer(table, 7) == (NOT_THERE.text, None)


async def test_a_file_that_is_still_on_its_way_is_asked_for_again_later(table: Table) -> None:
    awaited = await sent(table)

    words = "tea.jpg has not arrived yet. Please try again in a few minutes."
    assert await offer(table, awaited.id) == (words, None)


async def test_a_file_that_could_not_be_kept_is_asked_for_anew(table: Table) -> None:
    awaited = await sent(table)
    async with working(table) as work:
        await files.refuse(work, awaited)

    words = "tea.jpg could not be kept. Please ask for it to be sent again."
    assert await offer(table, awaited.id) == (words, None)


async def test_a_file_that_is_here_is_sent_under_its_name(table: Table) -> None:
    awaited = await sent(table)
    async with table.database.writing() as connection:
        await files.arrived(connection, table.house.cipher, awaited.id, b"\xff\xd8")

    document = Document(file=awaited.id, name="tea.jpg", media_type="image/jpeg")
    assert await offer(table, awaited.id) == ("Evidence: tea.jpg", document)
