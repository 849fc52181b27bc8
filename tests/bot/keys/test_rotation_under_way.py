"""A new key while the installation runs: beside turns, other processes, another rotation; killed at any moment."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update

from bot.database.access import Database
from bot.keys import key_file, resealing, rotation
from bot.keys.cipher import KeyRingCipher
from bot.keys.keeper import KeyFileCipher
from bot.keys.rotation import StillSealing, rotate
from dialogs.engine.records import chat, file
from tests.bot.keys.sealed_rows import add, addresses, copied, file_row, filled, ignored, names


async def test_a_running_process_goes_on_through_a_rotation_without_a_restart(database: Database, path: Path) -> None:
    process = await filled(database, path)
    served = 0

    async def serve() -> None:
        nonlocal served
        while True:
            await add(database, process, 1000 + served)
            served += 1
            assert len(await addresses(database, process)) >= 30 + served
            await asyncio.sleep(0)

    serving = asyncio.create_task(serve())
    await asyncio.sleep(0.05)
    await rotate(database, path)
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving

    assert served > 1
    alone = KeyRingCipher(key_file.read(path))
    assert len(await addresses(database, alone)) >= 30 + served


async def test_a_rotation_stopped_between_two_transactions_goes_on_where_it_was(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "ROWS", 7)
    process = await filled(database, path)
    told: list[int] = []

    def stop(done: int, total: int) -> None:
        told.append(done)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await rotate(database, path, stop)
    midway = key_file.read(path)
    assert len(midway.seals) == 2
    assert await addresses(database, process) == [str(number) for number in range(30)]

    done = await rotate(database, path)
    assert done.resumed
    assert 0 < done.renewed < 30 + 30 + 15
    assert key_file.read(path).seals == midway.seals[:1]
    assert await addresses(database, KeyRingCipher(midway.newest())) == [str(number) for number in range(30)]


async def test_two_rotations_at_once_agree_on_one_key(database: Database, path: Path) -> None:
    await filled(database, path)
    other = Database(database.url)
    await asyncio.gather(rotate(database, path), rotate(other, path))
    await other.close()

    ring = key_file.read(path)
    assert len(ring.seals) == 1
    assert await addresses(database, KeyRingCipher(ring)) == [str(number) for number in range(30)]


async def test_a_process_with_another_copy_of_the_key_file_keeps_the_old_key_alive(
    database: Database, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "MOST_PASSES", 3)
    await filled(database, path, 3)
    elsewhere = KeyFileCipher.of(copied(path, tmp_path / "copy.key"))

    def meanwhile(done: int, total: int) -> None:
        del done, total
        added.append(asyncio.create_task(add(database, elsewhere, 5000 + len(added))))

    added: list[asyncio.Task[None]] = []
    monkeypatch.setattr(rotation, "BETWEEN_PASSES", 0.2)
    with pytest.raises(StillSealing) as caught:
        await rotate(database, path, meanwhile)
    await asyncio.gather(*added)

    assert str(path) in caught.value.en
    assert len(key_file.read(path).seals) == 2
    assert len(await addresses(database, KeyFileCipher.of(path))) == 3 + len(added)
    assert (await rotate(database, path)).resumed


async def test_rows_that_a_turn_holds_are_waited_for_without_standing_in_its_way(
    postgresql_database: Database, path: Path
) -> None:
    await filled(postgresql_database, path, 3)
    async with postgresql_database.writing() as turn:
        await turn.execute(text("SET LOCAL application_name = 'turn'"))
        await turn.execute(update(chat).where(chat.c.id == 2).values(locale="en"))
        rotating = asyncio.create_task(rotate(postgresql_database, path))
        async with asyncio.timeout(30):
            while len(key_file.read(path).seals) < 2:  # noqa: ASYNC110 - a file tells nobody that it was written
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.3)
        assert not rotating.done(), "a value of a transaction from before may come under the old key"
    await rotating

    assert len(await addresses(postgresql_database, KeyRingCipher(key_file.read(path)))) == 3


async def test_rows_that_somebody_holds_are_passed_over_and_found_by_the_next_pass(
    postgresql_database: Database, path: Path
) -> None:
    database = postgresql_database
    await filled(database, path, 3)
    ring = key_file.read(path).with_another()

    async def no_pause() -> None: ...

    walking = resealing.Resealing(database, KeyRingCipher(ring), no_pause, ignored)
    async with database.writing() as turn:
        await turn.execute(update(chat).where(chat.c.id == 2).values(locale="en"))
        first = await asyncio.wait_for(walking.walk(6), 10)
    second = await walking.walk(6)

    assert (first.held, first.clean) == (1, False)
    assert (second.held, second.renewed) == (0, 1)


async def test_a_transaction_from_before_that_never_ends_keeps_both_keys(
    postgresql_database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "LONGEST_WAIT", 0.1)
    await filled(postgresql_database, path, 1)
    async with postgresql_database.writing() as turn:
        await turn.execute(select(chat.c.id))
        with pytest.raises(StillSealing):
            await rotate(postgresql_database, path)

    assert len(key_file.read(path).seals) == 2


async def test_a_killed_rotation_goes_on_and_loses_nothing(database: Database, path: Path) -> None:
    """The real command in a process of its own, SIGKILLed while it works; the rows are many enough to catch it."""
    cipher = await filled(database, path, 1)
    async with database.writing() as connection:
        await connection.execute(insert(file), [file_row(cipher, number) for number in range(3000)])
    await database.close()
    environment = os.environ | {
        "CONSULTBOT_DATABASE": database.url.render_as_string(hide_password=False),
        "CONSULTBOT_KEY_FILE": str(path),
    }

    async def begin() -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "rotate-key"),
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    killed = await begin()
    await until(lambda: _two_keys(path))
    await asyncio.sleep(0.1)
    killed.send_signal(signal.SIGKILL)
    await killed.communicate()
    assert len(key_file.read(path).seals) == 2, "it was not caught at work"
    assert len(await names(database, KeyFileCipher.of(path))) == 3001

    said, _none = await (await begin()).communicate()
    ring = key_file.read(path)
    assert len(ring.seals) == 1, said.decode()
    assert len(await names(database, KeyRingCipher(ring))) == 3001


async def _two_keys(path: Path) -> bool:
    return len(key_file.read(path).seals) == 2


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await condition():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.005)
