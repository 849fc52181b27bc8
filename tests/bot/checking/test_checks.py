"""What `consultbot check` looks at besides Telegram, on a PostgreSQL server that runs."""

from pathlib import Path

import pytest

from bot.checking import checks as checking
from bot.checking.checks import ServerTooOld, findings
from bot.checking.finding import Finding
from bot.database.access import Database
from bot.settings import Settings


async def found(database: Database, folder: Path) -> dict[str, Finding]:
    settings = Settings.model_validate(
        {
            "database": database.url.render_as_string(hide_password=False),
            "key_file": folder / "consultbot.key",
            "public_url": "http://localhost:8000",
        }
    )
    return {finding.en.split()[0].rstrip(":"): finding async for finding in findings(settings)}


async def test_the_server_of_a_shared_database_is_named_with_its_version(
    postgresql_database: Database, tmp_path: Path
) -> None:
    told = await found(postgresql_database, tmp_path)

    assert list(told) == ["Database", "PostgreSQL", "Key", "Disk", "Font"]
    assert told["PostgreSQL"].fault is None
    assert "schema" in told["Database"].en


async def test_a_server_too_old_for_several_processes_is_a_fault(
    postgresql_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "OLDEST", 1000)
    told = await found(postgresql_database, tmp_path)

    assert isinstance(told["PostgreSQL"].fault, ServerTooOld)
