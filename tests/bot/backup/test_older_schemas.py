"""Across a migration: an older schema's backup is brought up to date, and a migration is preceded by one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import backup
from bot.commands import upkeep
from bot.database import schema
from bot.database.access import Database
from bot.settings import Settings
from dialogs.people.records import person
from tests.bot.backup.installation import filled, into_the_other_kind, listed, occupied


@into_the_other_kind
async def test_a_backup_of_an_older_schema_is_brought_up_to_date(
    database: Database, empty: Database, path: Path, target: Path, a_newer_program: Callable[[], None]
) -> None:
    await filled(database, path, 3)
    await backup.take(database, path, target)
    older = schema.newest_revision()
    a_newer_program()
    restored = await backup.restore(target, empty, path)
    assert (restored.revision, await schema.revision(empty)) == (older, "9000")
    async with empty.reading() as connection:
        assert set((await connection.execute(select(person.c.locale))).scalars()) == {"en"}

    await backup.restore(target, empty, path, replace=True)
    assert await schema.revision(empty) == "9000"
    assert await occupied(empty) == 3


@into_the_other_kind
async def test_a_database_that_has_not_been_upgraded_yet_is_backed_up_as_it_is(
    database: Database, empty: Database, path: Path, target: Path, a_newer_program: Callable[[], None]
) -> None:
    await filled(database, path, 3)
    older = schema.newest_revision()
    a_newer_program()
    await backup.take(database, path, target)
    restored = await backup.restore(target, empty, path)

    assert restored.revision == older
    assert await schema.revision(database) == older
    assert await occupied(empty) == 3


async def test_migrate_backs_up_before_it_changes_anything(
    postgresql_database: Database,
    tmp_path: Path,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    a_newer_program: Callable[[], None],
) -> None:
    await filled(postgresql_database, path, 3)
    older = schema.newest_revision()
    a_newer_program()
    monkeypatch.chdir(tmp_path)
    settings = Settings.model_validate({"database": postgresql_database.url, "key_file": path})
    await upkeep.migrate(settings)
    await upkeep.migrate(settings)

    (copy,) = (name for name in listed(tmp_path) if name.endswith(".backup"))
    assert f".{older}." in copy
    restored = await backup.restore(tmp_path / copy, postgresql_database, path, replace=True)
    assert restored.revision == older
