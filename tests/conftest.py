"""What tests of every package share: databases with the whole schema, a cipher, and a day that stays."""

import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from alembic import command
from hypothesis import HealthCheck, settings

from bot.database import schema
from bot.database.access import Database
from bot.keys.cipher import KeyRing, KeyRingCipher
from tests.postgresql import TEMPLATE, PostgreSQL, postgresql
from tests.spares import Spares

# A busy machine fails nothing: what takes long is measured by the benchmarks, beside a rival.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

pytest_plugins = ["tests.compiled", "tests.discretion", "tests.transcripts"]


@pytest.fixture(scope="session")
def key_ring() -> KeyRing:
    return KeyRing.new()


@pytest.fixture(scope="session")
def cipher(key_ring: KeyRing) -> KeyRingCipher:
    return KeyRingCipher(key_ring)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 16, 1, 30, tzinfo=UTC)  # a Monday, 09:30 in Shenzhen


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL]:
    with postgresql() as server:
        yield server


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def postgresql_template(postgresql_server: PostgreSQL) -> str:
    postgresql_server.create(name=TEMPLATE)
    await _fill(Database(postgresql_server.url(TEMPLATE)))
    return TEMPLATE


@pytest.fixture(scope="session")
def postgresql_spares(postgresql_server: PostgreSQL, postgresql_template: str) -> Spares:
    return Spares(postgresql_server, postgresql_template)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    await _fill(Database(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest_asyncio.fixture
async def sqlite_database(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    path = tmp_path / "consultbot.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite+aiosqlite:///{path}")
    yield database
    await database.close()


@pytest_asyncio.fixture
async def postgresql_database(postgresql_spares: Spares) -> AsyncIterator[Database]:
    async with postgresql_spares.lent() as url:
        database = Database(url)
        yield database
        await database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """Run the test on either kind of database."""
    found = request.getfixturevalue(f"{request.param}_database")
    assert isinstance(found, Database)
    return found


async def _fill(database: Database) -> None:
    """Make the tables as the records describe them; that the migrations do the same is a test of its own."""
    async with database.writing() as connection:
        await connection.run_sync(schema.whole_metadata().create_all)
        await connection.run_sync(lambda plain: command.stamp(schema.config(plain), "head"))
    await database.close()
