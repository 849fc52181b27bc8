"""Turns that queue up share a commit on SQLite: together on the disk or not at all, and nobody is told before."""

import asyncio
import math
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import sqlite, sqlite_writing
from bot.database.sqlite import Writer
from bot.database.sqlite_inline import MANY as MANY_ROWS
from bot.database.sqlite_inline import SLOW
from bot.database.sqlite_writing import PATIENT, WritingDialect
from dialogs.engine.statements import DIRECT

MANY = """
INSERT INTO line
WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) SELECT i, NULL FROM n
"""


class Book:
    """A table of lines that are written by blocks, each of which may refer to another."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.writer = Writer(make_url(f"sqlite+aiosqlite:///{file}"))

    async def write(self, line: int, refers: int | None = None, *, then: Exception | None = None) -> None:
        """Write a line in a block of its own, which raises afterwards where it is told to."""
        async with self.writer.writing() as connection:
            await self.add(connection, line, refers)
            if then is not None:
                raise then

    async def add(self, connection: AsyncConnection, line: int, refers: int | None = None) -> None:
        await connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        await connection.execute(text("INSERT INTO line VALUES (:line, :refers)"), {"line": line, "refers": refers})

    def lines(self) -> list[int]:
        """Read as another program does: what is committed."""
        with sqlite3.connect(self.file) as connection:
            found = [line for (line,) in connection.execute("SELECT id FROM line ORDER BY id")]
        connection.close()
        return found

    @property
    def dialect(self) -> WritingDialect:
        dialect = self.writer._engine.dialect
        assert isinstance(dialect, WritingDialect)
        return dialect


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Book]:
    book = Book(tmp_path / "book.db")
    async with book.writer.writing() as connection:
        await connection.execute(text("CREATE TABLE line (id INTEGER PRIMARY KEY, refers REFERENCES line)"))
    yield book
    await book.writer.close()


def commits(book: Book, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note every commit from now on."""
    noted: list[object] = []
    commit = book.dialect.do_commit

    def note(connection: object) -> None:
        noted.append(connection)
        commit(connection)

    monkeypatch.setattr(book.dialect, "do_commit", note)
    return noted


async def test_blocks_that_wait_while_another_is_at_work_share_a_commit(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = commits(book, monkeypatch)
    await asyncio.gather(*(book.write(number) for number in range(20)))
    assert book.lines() == list(range(20))
    assert len(noted) <= 2


async def test_what_is_urgent_is_committed_with_its_block_unless_a_commit_was_just_now(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = commits(book, monkeypatch)

    async def hurry(line: int) -> None:
        async with book.writer.writing(urgent=True) as connection:
            await book.add(connection, line)

    monkeypatch.setattr(sqlite, "SPACING", 0.0)
    await asyncio.gather(*(hurry(number) for number in range(10)))
    assert len(noted) == 10
    monkeypatch.setattr(sqlite, "SPACING", math.inf)
    await asyncio.gather(*(hurry(number) for number in range(10, 20)))
    assert len(noted) <= 12
    assert book.lines() == list(range(20))


async def test_a_block_that_fails_does_not_undo_the_others(book: Book) -> None:
    told = await asyncio.gather(
        book.write(1), book.write(2, then=ValueError("mine alone")), book.write(3), return_exceptions=True
    )
    assert [type(one) for one in told] == [type(None), ValueError, type(None)]
    assert book.lines() == [1, 3]


async def test_a_commit_that_fails_fails_for_all_and_each_can_be_done_again_by_itself(book: Book) -> None:
    lines = ((1, None), (2, 99), (3, None))  # there is no line 99, which only the commit finds
    told = await asyncio.gather(*(book.write(*line) for line in lines), return_exceptions=True)
    assert [type(one) for one in told] == [OperationalError] * 3
    assert book.lines() == []

    again = await asyncio.gather(*(book.write(*line) for line in lines), return_exceptions=True)
    assert [type(one) for one in again] == [type(None), OperationalError, type(None)]
    assert book.lines() == [1, 3]


async def test_nobody_is_told_before_the_commit(book: Book) -> None:
    disk = threading.Event()
    tasks = [asyncio.create_task(book.write(number)) for number in (1, 2)]
    async with book.writer.writing() as connection:
        await book.add(connection, 3)
        book.dialect._patient = 1  # the disk was slow lately
        book.dialect.thread.submit(disk.wait)
        tasks.append(asyncio.create_task(book.write(4)))
        await asyncio.sleep(0.05)
        assert not any(task.done() for task in tasks)
        assert book.lines() == []
        asyncio.get_running_loop().call_later(0.05, disk.set)
    assert 3 in book.lines()
    await asyncio.gather(*tasks)
    assert book.lines() == [1, 2, 3, 4]


async def test_a_quick_disk_is_waited_for_on_the_loop_and_after_a_slow_commit_in_the_thread(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[int] = []
    commit = book.dialect._commit

    def note(connection: sqlite3.Connection) -> None:
        where.append(threading.get_ident())
        commit(connection)

    monkeypatch.setattr(book.dialect, "_commit", note)
    monkeypatch.setattr(book.dialect, "_patient", 0)  # however slow this machine's disk was at the beginning
    for slow in (math.inf, -1.0, math.inf):
        monkeypatch.setattr(sqlite_writing, "SLOW_COMMIT", slow)
        await book.write(len(where))
    here = threading.get_ident()
    assert [one == here for one in where] == [True, True, False]
    for _ in range(PATIENT):
        await book.write(len(where))
    assert where[-1] == here, "once the disk has been quick for a while, it is waited for again"


async def test_a_transaction_of_statements_that_are_given_to_the_driver_is_committed_without_sqlalchemy(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = commits(book, monkeypatch)
    async with book.writer.writing() as connection:
        assert connection.sync_connection is not None
        await connection.sync_connection.info[DIRECT].run("INSERT INTO line VALUES (?, NULL)", [7])
    assert book.lines() == [7]
    assert noted == []


async def test_on_a_full_disk_exactly_what_was_told_is_there(book: Book) -> None:
    async with book.writer.writing() as connection:
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        await connection.execute(text(f"PRAGMA max_page_count = {pages + 1}"))

    async def fill(connection: AsyncConnection) -> None:
        await connection.execute(text(MANY))

    async def too_much() -> None:
        async with book.writer.writing() as connection:
            await fill(connection)

    told = await asyncio.gather(book.write(1), too_much(), book.write(2), return_exceptions=True)
    assert isinstance(told[1], OperationalError)
    assert book.lines() == [line for line, one in ((1, told[0]), (2, told[2])) if one is None]


async def test_a_transaction_that_a_block_took_with_it_is_lost_for_all_and_told_to_all(book: Book) -> None:
    async def breaks() -> None:
        async with book.writer.writing() as connection:
            await connection.execute(text("ROLLBACK"))

    told = await asyncio.gather(book.write(1), breaks(), book.write(2), return_exceptions=True)
    assert [type(one) for one in told[:2]] == [OperationalError] * 2
    assert book.lines() == ([2] if told[2] is None else [])


async def test_a_savepoint_left_open_by_a_block_that_failed_harms_nobody_later(book: Book) -> None:
    async def fails() -> None:
        async with book.writer.writing() as connection:
            await connection.begin_nested()
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        await fails()
    await book.write(1)
    assert book.lines() == [1]


async def test_while_another_program_writes_the_loop_goes_on(book: Book) -> None:
    other = sqlite3.connect(book.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(book.write(1))
    for _ in range(20):
        await asyncio.sleep(0.005)
    assert not writing.done()
    other.execute("COMMIT")
    other.close()
    await writing
    assert book.lines() == [1]


async def test_a_program_that_writes_for_too_long_is_an_outage_and_no_fault_of_the_turn(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLAlchemy never sees this transaction begin, but turns are tried again by its exceptions."""
    monkeypatch.setattr(sqlite_writing, "BUSY_MILLISECONDS", 50)
    other = sqlite3.connect(book.file)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="database is locked"):
        await book.write(1)
    other.close()
    await book.write(2)
    assert book.lines() == [2]


async def test_a_statement_that_was_slow_is_the_threads_the_next_time(book: Book) -> None:
    slow = text("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT max(i) FROM n")
    async with book.writer.writing() as connection:
        assert (await connection.execute(slow)).scalar_one() == 200_000
        turns = 0
        asking = asyncio.create_task(connection.execute(slow))
        while not asking.done():
            await asyncio.sleep(0)
            turns += 1
    assert turns > 10, f"the loop stood still; a statement counts as slow from {SLOW} s"


async def test_who_gives_up_waiting_leaves_the_others_their_commit(book: Book) -> None:
    tasks = [asyncio.create_task(book.write(number)) for number in range(3)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert set(book.lines()) >= {1, 2}
    await book.write(9)
    assert 9 in book.lines()


async def test_who_is_cancelled_at_the_door_waits_until_the_thread_has_left_the_connection(book: Book) -> None:
    other = sqlite3.connect(book.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(book.write(1))
    await asyncio.sleep(0.05)
    writing.cancel()
    await asyncio.sleep(0.05)
    assert not writing.done(), "the thread still works with the connection that is given up now"

    other.execute("COMMIT")
    other.close()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await book.write(2)
    assert book.lines() == [2]


async def test_whoever_is_cancelled_in_the_thread_is_undone_when_that_is_through(book: Book) -> None:
    disk = threading.Event()
    inside = asyncio.Event()

    async def many() -> None:
        async with book.writer.writing() as connection:
            book.dialect.thread.submit(disk.wait)
            inside.set()
            rows = [{"line": 100 + number} for number in range(MANY_ROWS + 1)]
            await connection.execute(text("INSERT INTO line VALUES (:line, NULL)"), rows)

    writing = asyncio.create_task(many())
    await inside.wait()
    await asyncio.sleep(0.05)
    writing.cancel()
    await asyncio.sleep(0.05)
    assert not writing.done()
    disk.set()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await book.write(2)
    assert book.lines() == [2]
