import asyncio
import shutil
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from sqlite3 import connect

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, insert, inspect, select, text

from bot.database import schema
from bot.database.access import Database
from dialogs.engine.records import chat
from dialogs.people.records import organisation, person

Revise = Callable[[str], None]


@pytest.fixture
def revise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Revise:
    """Add a revision, given as the body of its ``upgrade``, to a copy of the history."""

    def add(body: str) -> None:
        folder = tmp_path / "history"
        shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        newest = schema.newest_revision()
        (folder / "versions" / "revision_9000.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision = '9000'\ndown_revision = {newest!r}\n\n\ndef upgrade() -> None:\n    {body}\n"
        )
        monkeypatch.setattr(schema, "MIGRATIONS", folder)

    return add


async def with_a_person(database: Database, now: datetime) -> None:
    await schema.upgrade(database)
    async with database.writing() as connection:
        await connection.execute(
            insert(organisation).values(id=1, name="南山邻里中心", timezone="Asia/Shanghai", created_at=now)
        )
        await connection.execute(insert(person).values(id=7, locale="zh_CN", organisation_id=1, created_at=now))
        await connection.execute(
            insert(chat).values(channel="web", fingerprint=b"f" * 32, sealed_address=b"s", person_id=7, created_at=now)
        )


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, schema.whole_metadata()))


async def test_an_empty_database_comes_to_have_exactly_the_tables_of_the_records(empty: Database) -> None:
    done = await schema.upgrade(empty)

    assert (done.before, done.after, done.backup) == (None, schema.newest_revision(), None)
    async with empty.reading() as connection:
        assert await connection.run_sync(differences) == [], "records changed without a revision"


async def test_the_second_upgrade_finds_nothing_to_do(empty: Database) -> None:
    await schema.upgrade(empty)
    done = await schema.upgrade(empty)

    assert done.before == done.after
    assert done.backup is None


async def test_processes_that_start_together_upgrade_once(empty: Database) -> None:
    other = Database(empty.url)
    await asyncio.gather(schema.upgrade(empty), schema.upgrade(other))
    await other.close()

    assert await schema.revision(empty) == schema.newest_revision()


async def test_rows_survive_a_revision_that_rebuilds_their_table(
    empty: Database, now: datetime, revise: Revise
) -> None:
    await with_a_person(empty, now)
    revise("with op.batch_alter_table('person') as batch:\n        batch.alter_column('locale', type_=sa.String(35))")
    done = await schema.upgrade(empty)

    assert done.after == "9000"
    async with empty.reading() as connection:
        assert await connection.scalar(select(chat.c.person_id)) == 7
        keys = await connection.run_sync(lambda plain: inspect(plain).get_foreign_keys("person"))
        assert [key["referred_table"] for key in keys] == ["organisation"]
        columns = await connection.run_sync(lambda plain: inspect(plain).get_columns("person"))
        assert "VARCHAR(35)" in [str(column["type"]) for column in columns]


async def test_an_sqlite_file_with_data_is_copied_beside_itself_first(
    tmp_path: Path, now: datetime, revise: Revise
) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/kept.db")
    await with_a_person(database, now)
    revise("op.drop_table('chat')")
    before = await schema.revision(database)
    done = await schema.upgrade(database)
    await database.close()

    assert done.backup is not None
    assert done.backup.parent == tmp_path
    assert done.backup.name.startswith(f"kept.db.{before}.")
    with closing(connect(done.backup)) as copy:
        assert copy.execute("SELECT person_id FROM chat").fetchall() == [(7,)]


def _modes(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


@pytest.mark.parametrize(("before", "after"), [(None, 0o600), (0o640, 0o640)], ids=["new", "there already"])
async def test_a_new_sqlite_file_is_its_users_alone_and_one_that_is_there_keeps_its_mode(
    before: int | None, after: int, tmp_path: Path
) -> None:
    path = tmp_path / "consultbot.db"
    if before is not None:
        path.touch()
        path.chmod(before)
    database = Database(f"sqlite+aiosqlite:///{path}")
    await schema.upgrade(database)
    modes = _modes(tmp_path)
    await database.close()
    assert modes == dict.fromkeys(("consultbot.db", "consultbot.db-wal", "consultbot.db-shm"), after)


async def test_foreign_keys_hold_again_after_an_upgrade_of_sqlite(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/consultbot.db")
    await schema.upgrade(database)
    async with database.reading() as connection:
        assert await connection.scalar(text("PRAGMA foreign_keys")) == 1
    await database.close()


async def test_an_upgrade_that_would_leave_rows_pointing_nowhere_is_undone(
    tmp_path: Path, now: datetime, revise: Revise
) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/consultbot.db")
    await with_a_person(database, now)
    before = await schema.revision(database)
    revise("op.execute('DELETE FROM organisation')")

    with pytest.raises(schema.SchemaBroken, match="1 rows"):
        await schema.upgrade(database)
    assert await schema.revision(database) == before
    async with database.reading() as connection:
        assert await connection.scalar(select(organisation.c.id)) == 1
    await database.close()


async def test_a_schema_that_this_program_does_not_know_is_refused_and_left_alone(empty: Database) -> None:
    await schema.upgrade(empty)
    async with empty.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(schema.SchemaNewer, match="9999"):
        await schema.upgrade(empty)
    async with empty.reading() as connection:
        assert await connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
