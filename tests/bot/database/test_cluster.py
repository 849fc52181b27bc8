"""Processes on one database: how many they are, which one leads, and who leads when it is gone."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from structlog.testing import capture_logs

from bot.database import cluster
from bot.database.access import Database
from bot.database.cluster import Cluster, new_process


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "BEAT", 0.05)


class Process:
    """One process as the others see it, and what it was told of their number."""

    def __init__(self, database: Database) -> None:
        self.sizes: list[int] = []
        self.there: list[frozenset[int]] = []
        self.number = new_process()
        self.cluster = Cluster(database, self.number, self.sizes.append, self.note)
        self._task: asyncio.Task[None] | None = None

    async def note(self, there: frozenset[int]) -> None:
        self.there.append(there)

    def begin(self) -> None:
        self._task = asyncio.create_task(self.cluster.run())

    async def die(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@asynccontextmanager
async def processes(database: Database, number: int) -> AsyncIterator[list[Process]]:
    async with AsyncExitStack() as stack:
        made = [Process(database) for _ in range(number)]
        for process in made:
            process.begin()
            stack.push_async_callback(process.die)
        yield made


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while True:
            if condition():
                return
            await asyncio.sleep(0.01)


def leaders(made: list[Process]) -> list[Process]:
    return [process for process in made if process.cluster.leads]


async def test_on_sqlite_there_is_one_process_and_it_leads(sqlite_database: Database) -> None:
    async with processes(sqlite_database, 1) as (only,):
        await only.cluster.joined.wait()
        assert only.cluster.leads
        assert only.sizes == []


async def test_exactly_one_process_leads_and_all_know_how_many_they_are(postgresql_database: Database) -> None:
    async with processes(postgresql_database, 3) as made:
        await until(lambda: all(process.cluster.size == 3 for process in made))
        await until(lambda: len(leaders(made)) == 1)
        await until(lambda: all(process.cluster.joined.is_set() for process in made))
        await leaders(made)[0].die()
        left = [process for process in made if process.cluster.leads or process.cluster.size == 3]
        await until(lambda: sum(process.cluster.size == 2 for process in left) == 2)
        await until(lambda: len(leaders(made)) == 1)


async def test_a_new_process_writes_to_nobody_before_the_others_know_of_it(postgresql_database: Database) -> None:
    async with processes(postgresql_database, 1) as (first,):
        await until(first.cluster.joined.is_set)
        second = Process(postgresql_database)
        second.begin()
        await until(second.cluster.joined.is_set)
        assert first.sizes == [2]
        await second.die()
        await until(lambda: first.sizes == [2, 1])


async def test_the_leading_one_is_told_who_is_there_and_again_when_somebody_is_gone(
    postgresql_database: Database,
) -> None:
    async with processes(postgresql_database, 3) as made:
        everybody = frozenset(process.number for process in made)
        await until(lambda: any(process.there[-1:] == [everybody] for process in made))
        (leading,) = leaders(made)
        other = next(process for process in made if process is not leading)
        await other.die()
        await until(lambda: leading.there[-1] == everybody - {other.number})

        told = len(leading.there)
        await leading.die()
        await until(lambda: len(leaders(made)) == 1)
        (next_one,) = leaders(made)
        await until(lambda: next_one.there[-1:] == [frozenset({next_one.number})])
        assert len(leading.there) == told


async def test_who_only_opens_another_session_was_never_gone(postgresql_database: Database) -> None:
    async with processes(postgresql_database, 2) as made:
        await until(lambda: len(leaders(made)) == 1 and all(process.cluster.size == 2 for process in made))
        (leading,) = leaders(made)
        await until(lambda: len(leading.there) > 0 and len(leading.there[-1]) == 2)
        told, other = len(leading.there), next(process for process in made if process is not leading)
        await other.die()
        other.begin()
        await asyncio.sleep(cluster.BEAT * cluster.HEARD * 2)
        assert leading.there[told:] == []


async def test_who_is_there_is_told_again_where_that_could_not_be_used(postgresql_database: Database) -> None:
    faults = [OSError("the server restarts"), OSError("and again")]

    class Refusing(Process):
        async def note(self, there: frozenset[int]) -> None:
            if faults:
                raise faults.pop()
            await super().note(there)

    process = Refusing(postgresql_database)
    process.begin()
    await until(lambda: process.there == [frozenset({process.number})])
    assert faults == []
    assert process.cluster.leads
    await process.die()


async def test_a_process_whose_session_is_cut_leads_no_longer_and_comes_back(postgresql_database: Database) -> None:
    async with processes(postgresql_database, 2) as made:
        await until(lambda: len(leaders(made)) == 1 and all(process.cluster.size == 2 for process in made))
        async with postgresql_database.writing() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE application_name = 'consultbot' AND datname = current_database()"
                )
            )
        await until(lambda: leaders(made) == [])
        await until(lambda: len(leaders(made)) == 1 and all(process.cluster.size == 2 for process in made))


async def test_an_outage_is_a_line_in_the_log_when_it_begins_and_one_when_it_is_over(
    postgresql_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[object] = []
    join = Cluster._belong

    async def away(it: Cluster, session: AsyncConnection) -> None:
        tries.append(session)
        if len(tries) < 4:
            raise OSError
        await join(it, session)

    monkeypatch.setattr(Cluster, "_belong", away)
    with capture_logs() as logs:
        async with processes(postgresql_database, 1) as (only,):
            await until(only.cluster.joined.is_set)
    told = [line["event"].removeprefix("the session with the other processes is ") for line in logs]
    assert [event for event in told if event in {"lost", "back"}] == ["lost", "back"]


async def test_postgresql_ends_the_session_of_a_process_that_hangs(
    postgresql_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SILENCE", 1)
    async with processes(postgresql_database, 1) as (hanging,):
        await until(lambda: hanging.cluster.leads)
        monkeypatch.setattr(cluster, "BEAT", 30)  # as good as stopped: it asks nothing more of the server
        monkeypatch.setattr(cluster, "SILENCE", 10)
        other = Process(postgresql_database)
        await asyncio.sleep(1.5)
        monkeypatch.setattr(cluster, "BEAT", 0.05)
        other.begin()
        await until(lambda: other.cluster.leads)
        await other.die()


class Work:
    """What only one process does."""

    def __init__(self) -> None:
        self.begun = 0
        self.ended = 0
        self._stopping = asyncio.Event()

    def begin(self) -> "Work":
        self.begun += 1
        self._stopping.clear()
        return self

    async def run(self) -> None:
        await self._stopping.wait()
        self.ended += 1

    def stop(self) -> None:
        self._stopping.set()


async def test_work_goes_on_as_long_as_the_lead_lasts_and_again_when_it_comes_back(
    postgresql_database: Database,
) -> None:
    async with processes(postgresql_database, 1) as (process,):
        work = Work()
        leading = asyncio.create_task(process.cluster.lead(work.begin))
        await until(lambda: work.begun == 1)
        await process.die()
        await until(lambda: work.ended == 1)
        process.begin()
        await until(lambda: work.begun == 2)
        process.cluster.stop()
        await asyncio.wait_for(leading, 5)
        assert work.ended == 2


async def test_a_fault_of_the_work_is_not_kept_quiet(sqlite_database: Database) -> None:
    class Broken(Work):
        async def run(self) -> None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await Process(sqlite_database).cluster.lead(Broken)
