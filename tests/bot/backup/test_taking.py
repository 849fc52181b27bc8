"""Everything in one encrypted file, taken while the installation runs; what can't be taken leaves no file."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot import backup
from bot.backup import faults
from bot.backup.lines import Tally
from bot.database.access import Database
from bot.database.opening import opened
from bot.keys import key_file
from bot.keys.cipher import KeyRingCipher
from bot.keys.rotation import rotate
from dialogs.engine.records import chat
from tests.bot.backup.installation import (
    add,
    content,
    everything,
    filled,
    into_the_other_kind,
    listed,
    mode,
    occupied,
    write,
)


async def test_the_file_shows_nothing_and_its_owner_alone_reads_it(
    database: Database, path: Path, target: Path, tmp_path: Path
) -> None:
    await filled(database, path, 3)
    before = listed(tmp_path)
    await backup.take(database, path, target)
    shown = content(target)

    assert "南山".encode() not in shown
    assert b"person" not in shown
    assert mode(target) == 0o600
    assert listed(tmp_path) - before == {target.name}


@into_the_other_kind
async def test_a_backup_taken_while_turns_are_committed_is_one_moment(
    database: Database, empty: Database, path: Path, target: Path
) -> None:
    cipher = await filled(database, path, 10)

    async def serve() -> None:
        for number in range(1000, 2000):
            await add(database, cipher, number)

    serving = asyncio.create_task(serve())
    await asyncio.sleep(0.05)
    await backup.take(database, path, target)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    await backup.restore(target, empty, path)

    found = await everything(empty)
    assert 10 < len(found["person"]) < await occupied(database) + 1
    assert len(found["person"]) == len(found["chat"]) == len(found["file"])


@into_the_other_kind
async def test_a_backup_taken_while_the_key_is_changed_opens_with_the_new_key(
    database: Database, empty: Database, path: Path, target: Path
) -> None:
    await filled(database, path, 5)
    ring = key_file.read(path).with_another()
    key_file.replace(path, ring)
    async with database.writing() as connection:
        await connection.execute(update(chat).where(chat.c.id == 1).values(sealed_address=b"damaged"))
    await backup.take(database, path, target)
    await rotate(database, path)
    await backup.restore(target, empty, path)

    async with empty.reading() as connection:
        rows = (await connection.execute(select(chat.c.sealed_address).order_by(chat.c.id))).scalars().all()
    newest = KeyRingCipher(ring.newest())
    assert [newest.open(bytes(sealed)) for sealed in rows[1:]] == [b"2", b"3", b"4", b"5"]
    assert bytes(rows[0]) == b"damaged"


async def test_an_existing_file_is_not_overwritten(sqlite_database: Database, path: Path, target: Path) -> None:
    await opened(sqlite_database, path)
    write(target, b"kept")
    with pytest.raises(faults.BackupExists):
        await backup.take(sqlite_database, path, target)

    assert content(target) == b"kept"


async def test_a_place_that_cannot_be_written_is_named(sqlite_database: Database, path: Path, tmp_path: Path) -> None:
    await opened(sqlite_database, path)
    with pytest.raises(faults.BackupUnwritable, match="nowhere"):
        await backup.take(sqlite_database, path, tmp_path / "nowhere" / "kept.backup")


async def test_a_database_that_has_not_begun_has_nothing_to_back_up(tmp_path: Path, path: Path, target: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/consultbot.db")
    with pytest.raises(faults.NothingToBackUp):
        await backup.take(database, path, target)
    await database.close()

    assert listed(tmp_path) == set()


async def test_a_backup_that_does_not_restore_to_what_was_read_is_thrown_away(
    sqlite_database: Database, path: Path, target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await filled(sqlite_database, path, 2)

    async def miscounted(self: backup.Restored, connection: object) -> dict[str, Tally]:
        return {**self.tallies, "person": Tally(rows=1)}

    monkeypatch.setattr(backup.Restored, "recounted", miscounted)
    with pytest.raises(faults.BackupUnproven, match="person"):
        await backup.take(sqlite_database, path, target)

    assert not [name for name in listed(tmp_path) if "backup" in name]
