"""A key file, a backup's place, a second database in which nothing is, and a program that went on."""

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database import schema
from bot.database.access import Database
from tests.postgresql import PostgreSQL


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
