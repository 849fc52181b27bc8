"""Files: the row comes with the answer, the bytes when they can, and nobody names another's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from dialogs.engine import files
from dialogs.engine.answering import Answering
from dialogs.engine.events import Attached, Incoming, Typed
from dialogs.engine.files import FIRST_RETRY, LARGEST, MOST_ATTEMPTS, Awaited, Content
from dialogs.engine.records import file
from dialogs.engine.work import Work
from tests.dialogs.small_house import command, update
from tests.dialogs.table import Table


@asynccontextmanager
async def working(table: Table) -> AsyncIterator[Work]:
    async with table.database.writing() as connection:
        yield Work(table.house, connection, table.house.clock(), "test")


async def kept(table: Table, owner: str, content: bytes = b"%PDF-1.7") -> int:
    async with working(table) as work:
        return await files.keep(work, owner, None, name="纪要.pdf", media_type="application/pdf", content=content)


async def read(table: Table, number: int) -> Content | None:
    async with table.database.reading() as connection:
        return await files.read(connection, table.house.cipher, number)


async def awaiting(table: Table) -> list[Awaited]:
    async with table.database.reading() as connection:
        return await files.awaiting(connection, table.house.cipher, table.house.clock())


async def at_the_photo(table: Table) -> None:
    """Lead the small form to its third question."""
    await table.turns.take(command(1, "order"))
    for number, text in enumerate(("green", "skip"), 2):
        await table.turns.take(update(number, Typed(text=text)))


def photo(**values: object) -> Attached:
    return Attached.model_validate({"name": "tea.jpg", "media_type": "image/jpeg", "size": 9, **values})


async def test_a_file_that_was_kept_is_read_again_with_its_name(table: Table) -> None:
    number = await kept(table, "person:1")

    assert await read(table, number) == Content("纪要.pdf", "application/pdf", b"%PDF-1.7")
    assert await read(table, number + 1) is None


async def test_the_records_show_neither_a_files_name_nor_its_bytes(table: Table) -> None:
    await kept(table, "person:1", b"planted words")

    async with table.database.reading() as connection:
        rows = (await connection.execute(file.select())).all()
    assert b"planted" not in bytes(rows[0].sealed_content)
    assert "纪要".encode() not in bytes(rows[0].sealed_name)


async def test_a_file_that_the_channel_holds_is_awaited_until_its_bytes_are_here(table: Table) -> None:
    await at_the_photo(table)
    await table.turns.take(update(4, photo(remote="AgAD")))
    (awaited,) = await awaiting(table)
    assert (awaited.remote, awaited.attempts) == ("AgAD", 0)
    assert await read(table, awaited.id) is None

    async with table.database.writing() as connection:
        await files.arrived(connection, table.house.cipher, awaited.id, b"\xff\xd8")
    assert await awaiting(table) == []
    assert await read(table, awaited.id) == Content("tea.jpg", "image/jpeg", b"\xff\xd8")


async def test_a_file_that_did_not_come_is_tried_after_longer_and_longer_pauses_and_then_left(
    table: Table, time: dict[str, datetime]
) -> None:
    await at_the_photo(table)
    await table.turns.take(update(4, photo(remote="AgAD")))
    for attempt in range(MOST_ATTEMPTS):
        (awaited,) = await awaiting(table)
        assert awaited.attempts == attempt
        async with table.database.writing() as connection:
            await files.missed(connection, awaited, time["now"])
        assert await awaiting(table) == []
        time["now"] += FIRST_RETRY * 2**attempt
    time["now"] += timedelta(days=365)
    assert await awaiting(table) == []


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (photo(media_type="application/x-msdownload", remote="AgAD"), "type"),
        (photo(size=LARGEST + 1, remote="AgAD"), "20 MB"),
    ],
)
async def test_what_is_not_taken_is_said_and_nothing_is_kept(table: Table, sent: Attached, sentence: str) -> None:
    await at_the_photo(table)
    await table.turns.take(update(4, sent))

    assert any(sentence in said for said in (await table.said())[-6:])
    assert await table.count("file") == 0


async def test_a_file_kept_already_is_named_by_its_owner_alone(table: Table) -> None:
    await at_the_photo(table)
    mine = await kept(table, await _owner(table))
    theirs = await kept(table, "person:99")
    async with table.database.writing() as connection:
        incoming = update(9, photo())
        who = await table.house.identify(Work(table.house, connection, table.house.clock(), ""), incoming)
        turn = Answering(table.house, connection, table.house.clock(), "", incoming=incoming, who=who)
        named = await files.keep_arrival(turn, photo(file=mine))
        stolen = await files.keep_arrival(turn, photo(file=theirs))
        empty = await files.keep_arrival(turn, photo())

    assert named == photo(file=mine)
    assert stolen == empty == photo()


async def _owner(table: Table) -> str:
    async with table.database.writing() as connection:
        work = Work(table.house, connection, table.house.clock(), "")
        incoming: Incoming = command(8, "shop")
        return (await table.house.identify(work, incoming)).owner


async def test_a_file_that_no_question_took_is_erased_again(table: Table) -> None:
    await table.turns.take(command(1, "order"))
    await table.turns.take(update(2, photo(remote="AgAD")))

    assert await table.count("file") == 0


async def test_a_refused_file_of_somebody_who_has_not_joined_is_asked_for_no_more_and_nobody_is_written_to(
    table: Table,
) -> None:
    await at_the_photo(table)
    await table.turns.take(update(9, photo(remote="AgAD")))
    (awaited,) = await awaiting(table)
    kind, _sign, chat = awaited.owner.partition(":")
    assert kind == "chat"
    await table.person(int(chat), ["8"])  # somebody else, of the chat's number
    said = len(await table.letters())
    async with working(table) as work:
        await files.refuse(work, awaited)
        await work.flush()

    assert await awaiting(table) == []
    assert await read(table, awaited.id) is None
    assert await table.count("file") == 1
    assert len(await table.letters()) == said


async def test_a_member_is_told_which_of_their_files_was_not_kept(table: Table) -> None:
    await table.person(7, ["7", "8"])
    await at_the_photo(table)
    await table.turns.take(update(9, photo(remote="AgAD")))
    (awaited,) = await awaiting(table)
    before = len(await table.letters())
    async with working(table) as work:
        await files.refuse(work, awaited)
        await work.flush()

    told = (await table.said())[-2:]
    assert len(await table.letters()) == before + 2
    assert all(sentence.startswith("“tea.jpg” was not kept") for sentence in told)
    assert (await table.addresses())[-2:] == ["7", "8"]


@pytest.mark.parametrize("called", ["application/vnd.ms-excel", "text/csv", "application/octet-stream"])
async def test_a_table_is_taken_as_the_plain_text_that_it_is_whatever_a_device_calls_it(
    table: Table, called: str
) -> None:
    await at_the_photo(table)
    await table.turns.take(update(4, photo(name="签到.CSV", media_type=called, remote="AgAD")))

    assert [(file.name, file.media_type) for file in await awaiting(table)] == [("签到.CSV", "text/plain")]


async def test_erased_files_are_gone(table: Table) -> None:
    first, second = await kept(table, "person:1"), await kept(table, "person:1")
    async with table.database.writing() as connection:
        await files.erase(connection, [first])

    assert await read(table, first) is None
    assert await read(table, second) is not None
