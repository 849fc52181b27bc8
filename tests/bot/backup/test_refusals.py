"""A backup of another key, a damaged one, a newer one, none at all: refused, with nothing changed."""

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import backup
from bot.backup import faults, lines, stream
from bot.backup.lines import Tally
from bot.database import schema
from bot.database.access import Database
from bot.database.opening import opened
from bot.keys import keeper as keys
from bot.keys import key_file
from bot.keys.cipher import KeyRing
from tests.bot.backup.installation import NOW, add, content, everything, filled, listed, write


async def test_another_key_opens_no_backup(database: Database, path: Path, target: Path, tmp_path: Path) -> None:
    await filled(database, path, 3)
    await backup.take(database, path, target)
    foreign = tmp_path / "foreign.key"
    key_file.make(foreign)
    second = Database(f"sqlite+aiosqlite:///{tmp_path}/second.db")
    with pytest.raises(faults.BackupForeign):
        await backup.restore(target, second, foreign)
    with pytest.raises(keys.KeyMissing):
        await backup.restore(target, second, tmp_path / "none.key")
    await second.close()

    assert {"second.db", "none.key"}.isdisjoint(listed(tmp_path))


async def test_a_backup_cut_short_at_its_very_beginning_may_be_damaged_or_anothers(
    sqlite_database: Database, path: Path, target: Path
) -> None:
    await filled(sqlite_database, path, 1)
    await backup.take(sqlite_database, path, target)
    write(target, content(target)[:300])
    with pytest.raises(faults.BackupForeign, match="if it is that one, the backup is cut short or damaged"):
        await backup.restore(target, sqlite_database, path, replace=True)


async def test_a_backup_whose_fingerprints_are_another_keys_is_refused(
    sqlite_database: Database, path: Path, target: Path, tmp_path: Path
) -> None:
    """The same seal with another index: everything would open, and nobody would be found again."""
    await filled(sqlite_database, path, 3)
    await backup.take(sqlite_database, path, target)
    mixed = tmp_path / "mixed.key"
    key_file.make(mixed)
    key_file.replace(mixed, KeyRing(index=key_file.read(mixed).index, seals=key_file.read(path).seals))
    second = Database(f"sqlite+aiosqlite:///{tmp_path}/second.db")
    with pytest.raises(faults.BackupForeign):
        await backup.restore(target, second, mixed)

    assert await schema.revision(second) is None
    await second.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content[: stream.CHUNK + 16 + len(stream.MAGIC) + 32],
        lambda content: content[:100_000] + bytes([content[100_000] ^ 1]) + content[100_001:],
        lambda content: content + b"more",
    ],
    ids=["last byte", "half", "after a whole chunk", "one bit", "more at the end"],
)
async def test_a_damaged_backup_changes_nothing(
    database: Database, path: Path, target: Path, damage: Callable[[bytes], bytes]
) -> None:
    cipher = await filled(database, path, 5)
    await backup.take(database, path, target)
    write(target, damage(content(target)))
    await add(database, cipher, 6)
    before = await everything(database)
    with pytest.raises(faults.BackupDamaged):
        await backup.restore(target, database, path, replace=True)

    assert await everything(database) == before


async def test_a_file_that_is_no_backup_or_not_there_is_refused(
    sqlite_database: Database, path: Path, target: Path
) -> None:
    await opened(sqlite_database, path)
    with pytest.raises(faults.BackupUnreadable, match="can't be read"):
        await backup.restore(target, sqlite_database, path)
    write(target, b"SQLite format 3\0")
    with pytest.raises(faults.BackupUnreadable, match="not one of"):
        await backup.restore(target, sqlite_database, path)


async def test_a_backup_of_a_newer_schema_is_refused(sqlite_database: Database, path: Path, target: Path) -> None:
    await opened(sqlite_database, path)
    forged(path, target, lines.Heading(revision="9999", read_at=NOW))
    with pytest.raises(faults.BackupNewer, match="9999"):
        await backup.restore(target, sqlite_database, path)


@pytest.mark.parametrize(
    "body",
    [
        [b"[1]\n"],
        [b'{"table":"nowhere","columns":["id"]}\n', b"[1]\n"],
        [b'{"table":"person","columns":["id"]}\n', b"[1,2]\n"],
        [b'{"table":"seen","columns":["bot"]}\n', b'[{"x":1}]\n'],
        [b'{"tables":{"person":{"rows":1,"digest":7}},"numbers":{}}\n'],
        [b"words\n"],
        [],
    ],
)
async def test_a_backup_that_does_not_fit_together_changes_nothing(
    sqlite_database: Database, path: Path, target: Path, body: list[bytes]
) -> None:
    await filled(sqlite_database, path, 2)
    before = await everything(sqlite_database)
    forged(path, target, lines.Heading(revision=schema.newest_revision(), read_at=NOW), body)
    with pytest.raises(faults.BackupDamaged):
        await backup.restore(target, sqlite_database, path, replace=True)

    assert await everything(sqlite_database) == before


async def test_a_row_that_the_database_refuses_changes_nothing(database: Database, path: Path, target: Path) -> None:
    await filled(database, path, 2)
    before = await everything(database)
    row = lines.row_line([None, "1", NOW])
    tally = Tally()
    tally.add(row)
    begins = lines.TableBegins(table="seen", columns=("bot", "update_id", "at"))
    end = lines.End(tables={"seen": tally}, numbers={})
    body = [lines.special_line(begins), row, lines.special_line(end)]
    forged(path, target, lines.Heading(revision=schema.newest_revision(), read_at=NOW), body)
    with pytest.raises(faults.BackupDamaged, match="refuses a row"):
        await backup.restore(target, database, path, replace=True)

    assert await everything(database) == before


def forged(path: Path, target: Path, heading: lines.Heading, body: list[bytes] | None = None) -> None:
    """Write a backup with the right key and whatever content."""
    with target.open("wb") as written:
        writer = stream.StreamWriter(written, key_file.read(path).seals[0].get_secret_value().encode())
        writer.write(zlib.compress(b"".join([lines.special_line(heading), *(body or [])])))
        writer.close()
