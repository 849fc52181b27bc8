"""A key file, a backup's place, and a program that went on."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.database import schema


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "consultbot.key"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "kept.backup"


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
