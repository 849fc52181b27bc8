import asyncio
import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.database.access import Database
from bot.database.opening import key_check, opened
from bot.database.unreachable import DatabaseUnreachable
from bot.keys import keeper as keys
from dialogs.engine.records import installation


def at(tmp_path: Path) -> Database:
    return Database(f"sqlite+aiosqlite:///{tmp_path}/consultbot.db")


def content(tmp_path: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir()}


async def begun(tmp_path: Path) -> None:
    database = at(tmp_path)
    await opened(database, tmp_path / "consultbot.key")
    await database.close()


async def test_the_first_start_makes_both_and_the_second_fits(tmp_path: Path) -> None:
    database = at(tmp_path)
    first = (await opened(database, tmp_path / "consultbot.key")).cipher
    second = (await opened(database, tmp_path / "consultbot.key")).cipher
    check = await key_check(database)
    await database.close()

    assert check is not None
    assert keys.fits(first, check)
    assert second.open(first.seal(b"answer")) == b"answer"


async def test_a_missing_key_changes_nothing(tmp_path: Path) -> None:
    await begun(tmp_path)
    (tmp_path / "consultbot.key").unlink()
    before = content(tmp_path)

    database = at(tmp_path)
    with pytest.raises(keys.KeyMissing):
        await opened(database, tmp_path / "consultbot.key")
    await database.close()
    assert content(tmp_path) == before


async def test_a_foreign_key_changes_nothing(tmp_path: Path) -> None:
    await begun(tmp_path)
    keys.load(tmp_path / "foreign.key", None)
    before = content(tmp_path)

    database = at(tmp_path)
    with pytest.raises(keys.KeyWrong):
        await opened(database, tmp_path / "foreign.key")
    await database.close()
    assert content(tmp_path) == before


async def test_an_exposed_key_begins_no_database(tmp_path: Path) -> None:
    keys.load(tmp_path / "consultbot.key", None)
    (tmp_path / "consultbot.key").chmod(0o644)

    with pytest.raises(keys.KeyExposed):
        await begun(tmp_path)
    assert list(content(tmp_path)) == ["consultbot.key"]


async def test_processes_that_begin_together_with_one_key_agree(database: Database, tmp_path: Path) -> None:
    other = Database(database.url)
    await asyncio.gather(opened(database, tmp_path / "consultbot.key"), opened(other, tmp_path / "consultbot.key"))
    await other.close()

    async with database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(installation)) == 1


async def test_of_processes_that_begin_together_with_different_keys_one_is_refused(
    database: Database, tmp_path: Path
) -> None:
    for name in ("one.key", "other.key"):
        keys.load(tmp_path / name, None)
    other = Database(database.url)
    ends = await asyncio.gather(
        opened(database, tmp_path / "one.key"), opened(other, tmp_path / "other.key"), return_exceptions=True
    )
    await other.close()

    assert sorted(type(end).__name__ for end in ends) == ["KeyWrong", "Opened"]


ANOTHER_PROGRAM = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA wal_checkpoint'); c.close()"


async def test_another_program_that_opens_the_database_and_closes_it_leaves_the_write_ahead_log(tmp_path: Path) -> None:
    """Or what is committed afterwards would be gone when this process is killed."""
    await begun(tmp_path)
    database = at(tmp_path)
    await opened(database, tmp_path / "consultbot.key")
    log = (tmp_path / "consultbot.db-wal").stat().st_ino

    other = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ANOTHER_PROGRAM, str(tmp_path / "consultbot.db"))
    )
    assert await other.wait() == 0

    assert (tmp_path / "consultbot.db-wal").stat().st_ino == log
    await database.close()


async def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await begun(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything

    database = at(tmp_path)
    with pytest.raises(DatabaseUnreachable, match="Permission denied"):
        await opened(database, tmp_path / "consultbot.key")
    await database.close()
