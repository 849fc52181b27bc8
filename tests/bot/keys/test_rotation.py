"""A new key for everything while the installation runs: nothing is lost, whenever it is killed."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, insert, select, text, update

from bot.database import schema
from bot.database.access import Database
from bot.database.opening import key_check, opened
from bot.keys import keeper as keys
from bot.keys import key_file, resealing, rotation
from bot.keys.cipher import KeyRing, KeyRingCipher
from bot.keys.keeper import KeyFileCipher
from bot.keys.rotation import NothingSealed, StillSealing, rotate
from dialogs.engine.cipher import SealBroken
from dialogs.engine.records import chat, file

NOW = datetime(2026, 3, 16, 1, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "consultbot.key"


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BETWEEN_PASSES", 0.01)
    monkeypatch.setattr(rotation, "LEAST_PAUSE", 0.0)


async def filled(database: Database, path: Path, rows: int = 30) -> KeyFileCipher:
    """Give an installation some chats and files, and the cipher of a process that serves it."""
    await opened(database, path)
    cipher = KeyFileCipher.of(path)
    for number in range(rows):
        await add(database, cipher, number)
    async with database.writing() as connection:
        await connection.execute(insert(file), [_file(cipher, number) for number in range(rows)])
    return cipher


def _file(cipher: KeyRingCipher, number: int) -> dict[str, object]:
    return {
        "owner": "person:1",
        "sealed_name": cipher.seal(f"file {number}".encode()),
        "media_type": "image/png",
        "sealed_content": cipher.seal(bytes(1000)) if number % 2 else None,
        "created_at": NOW,
        "attempts": 0,
    }


def copied(path: Path, to: Path) -> Path:
    shutil.copy(path, to)
    return to


def ignored(done: int, total: int) -> None: ...


async def add(database: Database, cipher: KeyRingCipher, number: int) -> None:
    async with database.writing() as connection:
        await connection.execute(
            insert(chat).values(
                channel="telegram",
                fingerprint=cipher.fingerprint(str(number)),
                sealed_address=cipher.seal(str(number).encode()),
                created_at=NOW,
            )
        )


async def addresses(database: Database, cipher: KeyRingCipher) -> list[str]:
    async with database.reading() as connection:
        rows = (await connection.execute(select(chat.c.sealed_address).order_by(chat.c.id))).all()
    return [cipher.open(row.sealed_address).decode() for row in rows]


async def names(database: Database, cipher: KeyRingCipher) -> list[str]:
    async with database.reading() as connection:
        rows = (await connection.execute(select(file.c.sealed_name).order_by(file.c.id))).all()
    return [cipher.open(row.sealed_name).decode() for row in rows]


def test_whatever_is_sealed_stands_in_a_column_whose_name_says_so() -> None:
    """A rotation finds its columns by their names, so no other column may hold ciphertext."""
    others = {
        f"{table.name}.{column.name}"
        for table in schema.whole_metadata().tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary) and not column.name.startswith(resealing.SEALED)
    }

    assert {name for name in others if not name.endswith(("fingerprint", "token_hash"))} == {"installation.value"}


async def test_after_a_rotation_everything_opens_with_the_new_key_alone(database: Database, path: Path) -> None:
    await filled(database, path)
    before = key_file.read(path)
    done = await rotate(database, path)
    after = key_file.read(path)

    assert (done.resumed, done.renewed, done.broken) == (False, 30 + 30 + 15, 0)
    assert after.index == before.index
    assert len(after.seals) == 1
    assert after.seals != before.seals
    alone = KeyRingCipher(after)
    assert await addresses(database, alone) == [str(number) for number in range(30)]
    assert await names(database, alone) == [f"file {number}" for number in range(30)]
    with pytest.raises(SealBroken):
        await addresses(database, KeyRingCipher(before))


async def test_the_next_start_fits_the_new_key_and_refuses_the_old_one(
    database: Database, path: Path, tmp_path: Path
) -> None:
    await filled(database, path, 2)
    copied(path, tmp_path / "old.key")
    await rotate(database, path)
    check = await key_check(database)

    assert keys.present(path, check) is not None
    with pytest.raises(keys.KeyWrong):
        keys.present(tmp_path / "old.key", check)


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


async def test_progress_is_told_up_to_the_whole(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "ROWS", 7)
    await filled(database, path)
    told: list[tuple[int, int]] = []
    await rotate(database, path, lambda done, total: told.append((done, total)))

    assert told[0] == (7, 60)
    assert told[-1] == (60, 60)


async def test_large_values_are_taken_one_by_one(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BYTES", 1000)
    await filled(database, path, 4)
    told: list[int] = []
    await rotate(database, path, lambda done, _total: told.append(done))

    assert (await names(database, KeyRingCipher(key_file.read(path))))[3] == "file 3"
    assert len(told) > 4


async def test_two_rotations_at_once_agree_on_one_key(database: Database, path: Path) -> None:
    await filled(database, path)
    other = Database(database.url)
    await asyncio.gather(rotate(database, path), rotate(other, path))
    await other.close()

    ring = key_file.read(path)
    assert len(ring.seals) == 1
    assert await addresses(database, KeyRingCipher(ring)) == [str(number) for number in range(30)]


async def test_a_value_that_no_key_opens_is_counted_and_left_as_it_is(database: Database, path: Path) -> None:
    await filled(database, path, 3)
    async with database.writing() as connection:
        await connection.execute(update(chat).where(chat.c.id == 2).values(sealed_address=b"damaged"))
    done = await rotate(database, path)

    assert done.broken == 1
    async with database.reading() as connection:
        assert bytes(await connection.scalar(select(chat.c.sealed_address).where(chat.c.id == 2)) or b"") == b"damaged"


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


async def test_an_installation_that_has_not_begun_has_no_key_to_change(tmp_path: Path, path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/consultbot.db")
    with pytest.raises(NothingSealed):
        await rotate(database, path)
    await database.close()

    assert not list(tmp_path.iterdir())  # noqa: ASYNC240 - a test may wait


async def test_a_wrong_key_file_changes_nothing(database: Database, path: Path, tmp_path: Path) -> None:
    await filled(database, path, 1)
    wrong = tmp_path / "wrong.key"
    key_file.make(wrong)
    before = wrong.read_bytes()
    with pytest.raises(keys.KeyWrong):
        await rotate(database, wrong)

    assert wrong.read_bytes() == before


async def test_a_killed_rotation_goes_on_and_loses_nothing(database: Database, path: Path) -> None:
    """The real command in a process of its own, SIGKILLed while it works; the rows are many enough to catch it."""
    cipher = await filled(database, path, 1)
    async with database.writing() as connection:
        await connection.execute(insert(file), [_file(cipher, number) for number in range(3000)])
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


# A process that follows its key file.


def test_a_process_takes_up_a_new_key_before_it_seals_and_when_something_does_not_open(path: Path) -> None:
    process = keys.load(path, None)
    reader = KeyFileCipher.of(path)
    old = KeyRingCipher(key_file.read(path))
    ring = key_file.read(path).with_another()
    key_file.replace(path, ring)

    sealed = process.seal(b"answer")
    assert KeyRingCipher(ring.newest()).open(sealed) == b"answer"
    assert reader.open(sealed) == b"answer"
    assert process.open(old.seal(b"before")) == b"before"


def test_a_key_that_was_removed_opens_nothing_any_more(path: Path) -> None:
    process = keys.load(path, None)
    before = process.seal(b"answer")
    key_file.replace(path, key_file.read(path).with_another().newest())
    process.seal(b"another")

    with pytest.raises(SealBroken):
        process.open(before)


def test_what_nobody_sealed_does_not_open_however_often_the_file_is_looked_at(path: Path) -> None:
    with pytest.raises(SealBroken):
        keys.load(path, None).open(b"forged")


@pytest.mark.parametrize("content", [b"{", KeyRing.new().model_dump_json().encode(), b""])
def test_a_damaged_key_file_leaves_the_keys_as_they_are(path: Path, content: bytes) -> None:
    process = keys.load(path, None)
    before = process.seal(b"answer")
    path.write_bytes(content)

    assert process.open(process.seal(b"another")) == b"another"
    assert process.open(before) == b"answer"


def test_a_key_file_that_is_gone_or_anothers_leaves_the_keys_as_they_are(path: Path, tmp_path: Path) -> None:
    process = keys.load(path, None)
    before = process.seal(b"answer")
    key_file.make(tmp_path / "foreign.key")
    (tmp_path / "foreign.key").replace(path)
    assert process.open(process.seal(b"another")) == b"another"
    path.unlink()

    assert process.open(process.seal(b"third")) == b"third"
    assert process.open(before) == b"answer"
