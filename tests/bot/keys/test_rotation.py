"""A new key for everything: all opens with it alone, and nothing else has changed."""

from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select, update

from bot.database import schema
from bot.database.access import Database
from bot.database.opening import key_check
from bot.keys import keeper as keys
from bot.keys import key_file, resealing
from bot.keys.cipher import KeyRingCipher
from bot.keys.rotation import NothingSealed, rotate
from dialogs.engine.cipher import SealBroken
from dialogs.engine.records import chat
from tests.bot.keys.sealed_rows import addresses, copied, filled, names


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


async def test_a_value_that_no_key_opens_is_counted_and_left_as_it_is(database: Database, path: Path) -> None:
    await filled(database, path, 3)
    async with database.writing() as connection:
        await connection.execute(update(chat).where(chat.c.id == 2).values(sealed_address=b"damaged"))
    done = await rotate(database, path)

    assert done.broken == 1
    async with database.reading() as connection:
        assert bytes(await connection.scalar(select(chat.c.sealed_address).where(chat.c.id == 2)) or b"") == b"damaged"


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
