"""The whole schema: every ``records`` module's tables, and how a database comes to have them."""

import os
import pkgutil
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import EACCES
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

import dialogs
from bot.database.access import SQLITE_WRITING, Database
from bot.database.unreachable import DatabaseUnreachable
from bot.faults import SetUpFault
from dialogs.engine.records import metadata

MIGRATIONS: Final = Path(__file__).parent.parent / "migrations"
ADVISORY_LOCK: Final = 0x636F6E73756C74
"""PostgreSQL's advisory lock (``consult`` in ASCII) under which one process upgrades while the others wait."""


class SchemaNewer(SetUpFault):
    """A newer consultbot has upgraded this database."""

    def __init__(self, database: Database, revision: str) -> None:
        super().__init__(
            zh=f"数据库 {database.url} 已由更新版本的 consultbot 升级（结构版本 {revision}）。"
            "请改用那个版本，或恢复升级前的备份。没有改动任何内容。",
            en=f"A newer consultbot has upgraded the database {database.url} (to schema {revision}). Use that "
            "version, or restore the backup from before the upgrade. Nothing has been changed.",
        )


class SchemaBroken(SetUpFault):
    """An upgrade left rows that point nowhere; it has been undone."""

    def __init__(self, database: Database, rows: int) -> None:
        super().__init__(
            zh=f"升级数据库 {database.url} 时发现 {rows} 行数据引用不存在的内容，升级已撤销。",
            en=f"The upgrade of {database.url} would have left {rows} rows that refer to nothing. It has been undone.",
        )


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade did: revisions before (none: an empty database) and after, and where the backup lies."""

    before: str | None
    after: str
    backup: Path | None


def whole_metadata() -> MetaData:
    """Give the metadata with the tables of the engine, of every capability and of the web channel."""
    folders = [f"dialogs.{module.name}" for module in pkgutil.iter_modules(dialogs.__path__) if module.ispkg]
    for folder in [*folders, "bot.web"]:
        if find_spec(folder) and find_spec(f"{folder}.records"):
            import_module(f"{folder}.records")
    return metadata


def newest_revision() -> str:
    """Give the revision that this program works with."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None, "the migrations have a head"  # noqa: S101 - a broken installation
    return head


async def revision(database: Database) -> str | None:
    """Give the database's revision, none for an empty one, without making a file where there is none.

    Raises :class:`DatabaseUnreachable`, and :class:`SchemaNewer` where this program does not know the revision.
    """
    if database.is_sqlite and not _has_sqlite_file(database):
        return None
    try:
        async with database.reading() as connection:
            found = await connection.run_sync(_current)
    except (DBAPIError, OSError) as fault:
        raise DatabaseUnreachable(database, fault) from fault
    if found is not None and not knows(found):
        raise SchemaNewer(database, found)
    return found


async def upgrade(database: Database) -> Upgrade:
    """Bring a database to the newest revision, in one transaction; an SQLite file with data is copied first.

    Raises :class:`DatabaseUnreachable`, :class:`SchemaNewer` or :class:`SchemaBroken`, each with nothing changed.
    """
    before, after = await revision(database), newest_revision()
    if before == after:
        return Upgrade(before, after, None)
    copy = backup(database, before) if before is not None and database.is_sqlite else None
    try:
        async with upgrading(database) as connection:
            await connection.run_sync(lambda plain: command.upgrade(config(plain), "head"))
    except (OperationalError, OSError) as fault:
        raise DatabaseUnreachable(database, fault) from fault
    return Upgrade(before, after, copy)


@asynccontextmanager
async def upgrading(database: Database) -> AsyncIterator[AsyncConnection]:
    """Open the one transaction of an upgrade; another process's waits for it, and then finds nothing to do."""
    if database.is_sqlite:
        _keep_private(database)
    async with database.engine.connect() as connection:
        if not database.is_sqlite:
            async with connection.begin():
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
                yield connection
            return
        await connection.execution_options(**{SQLITE_WRITING: True})
        # Batch mode drops and renames tables; SQLite ignores this pragma inside a transaction.
        await _pragma(connection, "foreign_keys=OFF")
        try:
            async with connection.begin():
                yield connection
                dangling = (await connection.execute(text("PRAGMA foreign_key_check"))).all()
                if dangling:
                    raise SchemaBroken(database, len(dangling))
        finally:
            await _pragma(connection, "foreign_keys=ON")


async def _pragma(connection: AsyncConnection, pragma: str) -> None:
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None  # noqa: S101 - the connection is open
    await (await driver.execute(f"PRAGMA {pragma}")).close()


def _has_sqlite_file(database: Database) -> bool:
    """Look before a connection would make the file; raises :class:`DatabaseUnreachable` where it could not.

    Only SQLite itself may open the file: when anything else in this process closes it again, the system lets go of
    all the locks that the process has on it (sqlite.org/howtocorrupt.html, 2.2). The next program that closes the
    database, a backup for one, then takes the write-ahead log for nobody's and deletes it, and what is committed
    from there on is gone with the process.
    """
    path = Path(str(database.url.database)).absolute()
    try:
        if not path.exists() and path.parent.is_dir():
            return False
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES), str(path))  # SQLite would be content to read
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("PRAGMA schema_version")
    except (OSError, sqlite3.Error) as fault:
        raise DatabaseUnreachable(database, fault) from fault
    return True


def _keep_private(database: Database) -> None:
    """Make a file that is to come one of this user's alone; what SQLite lays beside it takes its mode from it."""
    try:
        os.close(os.open(str(database.url.database), os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return  # its owner may have let a group read it
    except OSError as fault:
        raise DatabaseUnreachable(database, fault) from fault


def backup(database: Database, before: str) -> Path:
    """Copy an SQLite file beside itself by SQLite's own means, which see what the write-ahead log holds."""
    path = Path(str(database.url.database))
    target = path.with_name(f"{path.name}.{before}.{datetime.now(UTC):%Y%m%dT%H%M%S}.backup")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    shutil.copymode(path, target)
    return target


def config(connection: Connection | None = None) -> Config:
    """Give Alembic's configuration for our history, on an open connection."""
    found = Config()
    found.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    found.attributes["connection"] = connection
    return found


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def knows(found: str) -> bool:
    """Tell whether a revision is in this program's history."""
    try:
        return ScriptDirectory.from_config(config()).get_revision(found) is not None
    except CommandError:
        return False
