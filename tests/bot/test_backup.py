"""Everything in one encrypted file, taken and restored while the installation runs, from either database to either."""

import asyncio
import json
import os
import shutil
import stat
import sys
import zlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import delete, func, insert, select, update

from bot import backup
from bot.backup import faults, lines, stream
from bot.backup.lines import LineReader, Tally
from bot.commands import upkeep
from bot.database import schema
from bot.database.access import Database
from bot.database.opening import opened
from bot.keys import keeper as keys
from bot.keys import key_file
from bot.keys.cipher import KeyRing, KeyRingCipher
from bot.keys.keeper import KeyFileCipher
from bot.keys.rotation import rotate
from bot.settings import Settings
from dialogs.engine.records import chat, file
from dialogs.people.records import organisation, person
from tests.postgresql import PostgreSQL

NOW = datetime(2026, 3, 16, 1, 30, 0, 250, tzinfo=UTC)
KEY = b"k" * 44


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "consultbot.key"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "kept.backup"


@pytest_asyncio.fixture(params=["sqlite", "postgresql"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A second database, in which nothing is."""
    url = f"sqlite+aiosqlite:///{tmp_path}/second.db"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        assert isinstance(server, PostgreSQL)
        url = server.url(server.create()).render_as_string(hide_password=False)
    found = Database(url)
    yield found
    await found.close()


into_the_other_kind = pytest.mark.parametrize(
    ("database", "empty"), [("sqlite", "postgresql"), ("postgresql", "sqlite")], indirect=True
)
"""For what hangs on the one database or the other, and not on which of them are a pair."""


def content(path: Path) -> bytes:
    return path.read_bytes()


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def listed(folder: Path) -> set[str]:
    return {found.name for found in folder.iterdir()}


async def filled(database: Database, path: Path, people: int = 20) -> KeyRingCipher:
    """Give an installation an organisation, people, chats and files of every kind."""
    await opened(database, path)
    cipher = KeyFileCipher.of(path)
    async with database.writing() as connection:
        await connection.execute(
            insert(organisation).values(id=1, name="南山邻里中心 “甲”", timezone="Asia/Shanghai", created_at=NOW)
        )
    for number in range(1, people + 1):
        await add(database, cipher, number)
    return cipher


async def add(database: Database, cipher: KeyRingCipher, number: int) -> None:
    async with database.writing() as connection:
        await connection.execute(
            insert(person).values(
                sealed_name=cipher.seal(f"林 {number}".encode()) if number % 3 else None,
                locale="zh_CN",
                organisation_id=1,
                operator=number % 2 == 0,
                created_at=NOW,
            )
        )
        await connection.execute(
            insert(chat).values(
                channel="telegram",
                fingerprint=cipher.fingerprint(str(number)),
                sealed_address=cipher.seal(str(number).encode()),
                created_at=NOW.astimezone(timezone(timedelta(hours=8))),
            )
        )
        await connection.execute(
            insert(file).values(
                owner=f"person:{number}",
                sealed_name=cipher.seal("纪要.pdf".encode()),
                media_type="application/pdf",
                sealed_content=cipher.seal(os.urandom(50_000)),
                created_at=NOW,
                attempts=0,
            )
        )


async def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    async with database.reading() as connection:
        for table in schema.whole_metadata().sorted_tables:
            rows = await connection.execute(select(table).order_by(*table.primary_key))
            found[table.name] = [tuple(row) for row in rows]
    return found


async def occupied(database: Database) -> int:
    async with database.reading() as connection:
        return int(await connection.scalar(select(func.count()).select_from(person)) or 0)


async def test_what_was_backed_up_comes_back_to_the_last_row_in_either_kind_of_database(
    database: Database, empty: Database, path: Path, target: Path
) -> None:
    await filled(database, path)
    taken = await backup.take(database, path, target)
    restored = await backup.restore(target, empty, path)

    assert await everything(empty) == await everything(database)
    assert taken.rows["person"] == restored.tallies["person"].rows == 20
    assert taken.size == len(content(target))
    assert (await opened(empty, path)).upgrade.before == schema.newest_revision()


async def test_a_number_that_was_given_once_is_not_given_again_after_a_restore(
    database: Database, empty: Database, path: Path, target: Path
) -> None:
    cipher = await filled(database, path, 5)
    async with database.writing() as connection:
        await connection.execute(delete(person).where(person.c.id > 3))
    await backup.take(database, path, target)
    await backup.restore(target, empty, path)
    await add(empty, cipher, 6)

    async with empty.reading() as connection:
        assert (await connection.execute(select(person.c.id).order_by(person.c.id))).scalars().all() == [1, 2, 3, 6]


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


# What is refused, with nothing changed.


async def test_a_database_that_holds_something_is_replaced_only_when_that_is_said(
    database: Database, path: Path, target: Path
) -> None:
    cipher = await filled(database, path, 3)
    await backup.take(database, path, target)
    kept = await everything(database)
    await add(database, cipher, 4)
    with pytest.raises(faults.DatabaseOccupied, match="--replace"):
        await backup.restore(target, database, path)
    assert await occupied(database) == 4

    restored = await backup.restore(target, database, path, replace=True)
    assert await everything(database) == kept
    assert (restored.safety_copy is not None) is database.is_sqlite


async def test_a_restore_while_turns_are_committed_lets_them_go_on_behind_it(
    database: Database, path: Path, target: Path
) -> None:
    cipher = await filled(database, path, 3)
    await backup.take(database, path, target)
    added = 0

    async def serve() -> None:
        nonlocal added
        for number in range(1000, 1400):
            await add(database, cipher, number)
            added += 1

    serving = asyncio.create_task(serve())
    await asyncio.sleep(0.1)
    restoring = Database(database.url)
    await backup.restore(target, restoring, path, replace=True)
    await restoring.close()
    at_the_end = added
    while added < at_the_end + 3:  # noqa: ASYNC110 - the other task goes on
        await asyncio.sleep(0.01)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)

    found = await everything(database)
    assert 6 <= len(found["person"]) < 3 + added
    assert [cipher.open(bytes(row)) for row in await addresses(database)][:3] == [b"1", b"2", b"3"]


async def test_a_restore_gives_way_to_a_turn_under_way_and_says_so_when_it_never_ends(
    postgresql_database: Database, path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(postgresql_database, path, 3)
    await backup.take(postgresql_database, path, target)
    async with postgresql_database.writing() as turn:
        await turn.execute(update(person).where(person.c.id == 1).values(locale="en"))
        restoring = asyncio.create_task(backup.restore(target, postgresql_database, path, replace=True))
        await asyncio.sleep(0.7)
        await turn.execute(update(chat).where(chat.c.id == 1).values(locale="en"))
    await restoring

    monkeypatch.setattr("bot.backup.restoring.ATTEMPTS", 2)
    async with postgresql_database.writing() as turn:
        await turn.execute(update(person).where(person.c.id == 1).values(locale="en"))
        with pytest.raises(faults.DatabaseBusy):
            await backup.restore(target, postgresql_database, path, replace=True)


async def addresses(database: Database) -> list[bytes]:
    async with database.reading() as connection:
        return list((await connection.execute(select(chat.c.sealed_address).order_by(chat.c.id))).scalars())


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


@into_the_other_kind
async def test_a_database_that_has_only_begun_counts_as_empty(
    database: Database, empty: Database, path: Path, target: Path
) -> None:
    await filled(database, path, 3)
    await backup.take(database, path, target)
    await opened(empty, path)
    await backup.restore(target, empty, path)

    assert await occupied(empty) == 3


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


def forged(path: Path, target: Path, heading: lines.Heading, body: list[bytes] | None = None) -> None:
    """Write a backup with the right key and whatever content."""
    with target.open("wb") as written:
        writer = stream.StreamWriter(written, key_file.read(path).seals[0].get_secret_value().encode())
        writer.write(zlib.compress(b"".join([lines.special_line(heading), *(body or [])])))
        writer.close()


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


# An older schema's backup.


@pytest.fixture
def a_newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the program go on to a further revision, which makes everybody read English."""

    def become() -> None:
        folder, newest = tmp_path / "history", schema.newest_revision()
        shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "revision_9000.py").write_text(
            f"from alembic import op\nimport sqlalchemy as sa\nrevision = '9000'\ndown_revision = {newest!r}\n\n\n"
            "def upgrade() -> None:\n"
            "    op.execute(sa.table('person', sa.column('locale')).update().values(locale='en'))\n"
        )
        monkeypatch.setattr(schema, "MIGRATIONS", folder)

    return become


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


# The stream and its lines.


@pytest.mark.parametrize("size", [0, 1, stream.CHUNK - 1, stream.CHUNK, stream.CHUNK + 1, 3 * stream.CHUNK])
def test_a_stream_gives_back_what_was_written_whatever_its_length(size: int) -> None:
    plain = os.urandom(size)
    written = BytesIO()
    writer = stream.StreamWriter(written, KEY)
    for begin in range(0, size, 10_000):
        writer.write(plain[begin : begin + 10_000])
    writer.close()

    assert b"".join(stream.unsealed(BytesIO(written.getvalue()), [b"other" * 9, KEY])) == plain


def test_chunks_cannot_change_places() -> None:
    written = BytesIO()
    writer = stream.StreamWriter(written, KEY)
    writer.write(bytes(3 * stream.CHUNK))
    writer.close()
    content, head, sealed = written.getvalue(), len(stream.MAGIC) + stream.SALT_BYTES, stream.CHUNK + stream.TAG_BYTES
    first, second = content[head : head + sealed], content[head + sealed : head + 2 * sealed]
    swapped = content[:head] + first + content[head + 2 * sealed : head + 3 * sealed] + second

    with pytest.raises(stream.BrokenStream):
        list(stream.unsealed(BytesIO(swapped), [KEY]))


@pytest.mark.parametrize(
    "value",
    [None, True, 0, 2**62, 2.5, "", "议题\n“甲”\u2028", b"", b"a", b"\xff\x00", NOW, NOW.date(), {"not": "a value"}],
)
def test_a_value_comes_back_as_it_was_or_is_refused_at_once(value: object) -> None:
    if isinstance(value, dict):
        with pytest.raises(TypeError):
            lines.row_line([value])
        return
    line = lines.row_line([value])

    assert line.count(b"\n") == 1
    assert lines.row_values(line, aware=True) == [value]


def test_an_instant_is_the_same_line_from_either_database() -> None:
    assert lines.row_line([NOW]) == lines.row_line([NOW.replace(tzinfo=None)])
    assert lines.row_values(lines.row_line([NOW]), aware=False) == [NOW.replace(tzinfo=None)]


def test_tallies_do_not_depend_on_the_order_of_rows_and_notice_every_change() -> None:
    def tally(*rows: bytes) -> Tally:
        found = Tally()
        for row in rows:
            found.add(row)
        return found

    assert tally(b"a", b"b") == tally(b"b", b"a")
    assert len({json.dumps(tally(*rows).model_dump()) for rows in ([b"a"], [b"a", b"a"], [b"b"], [b"a", b"b"])}) == 4


def test_lines_are_cut_wherever_the_chunks_end() -> None:
    assert list(lines.split([b"a\nb", b"", b"c\n", b"d\n\ne"])) == [b"a\n", b"bc\n", b"d\n", b"\n"]


def test_a_reader_refuses_what_does_not_begin_with_a_heading() -> None:
    with pytest.raises(ValueError, match="validation error"):
        LineReader(iter([])).heading()


# As the person at the terminal meets it.


async def consultbot(folder: Path, *arguments: str, **settings: str) -> tuple[int, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONSULTBOT_")}
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env=kept | {"LC_ALL": "en_GB.UTF-8"} | {f"CONSULTBOT_{name}": value for name, value in settings.items()},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _none = await running.communicate()
    return int(running.returncode or 0), said.decode()


async def test_the_commands_back_up_restore_and_change_the_key(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/consultbot.db")
    await filled(database, tmp_path / "consultbot.key", 4)
    await database.close()

    code, said = await consultbot(tmp_path, "backup", "kept.backup")
    assert (code, "rows are backed up in kept.backup" in said) == (0, True), said
    code, said = await consultbot(tmp_path, "restore", "kept.backup")
    assert (code, "say --replace" in said) == (2, True), said
    code, said = await consultbot(tmp_path, "restore", "kept.backup", "--replace")
    assert (code, "rows are restored, as of" in said, "A copy of what was there" in said) == (0, True, True), said
    code, said = await consultbot(tmp_path, "rotate-key")
    assert (code, "The key is changed" in said, "Encrypting anew 100 %" in said) == (0, True, True), said
    code, said = await consultbot(tmp_path, "restore", "kept.backup", "--replace")
    assert (code, "Use the key file of the day" in said, "Traceback" in said) == (2, True, False), said
