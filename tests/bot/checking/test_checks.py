"""What `consultbot check` looks at besides Telegram."""

import socket
from pathlib import Path

import pytest

from bot.checking import checks as checking
from bot.checking.checks import ServerTooOld, findings
from bot.checking.finding import Finding
from bot.database.access import Database
from bot.listening import AddressTaken
from bot.settings import Settings


async def found(database: Database, folder: Path, listen: str = "127.0.0.1:0") -> dict[str, Finding]:
    settings = Settings.model_validate(
        {
            "database": database.url.render_as_string(hide_password=False),
            "key_file": folder / "consultbot.key",
            "public_url": "http://localhost:8000",
            "listen": listen,
        }
    )
    return {finding.en.split()[0].rstrip(":"): finding async for finding in findings(settings)}


async def test_the_server_of_a_shared_database_is_named_with_its_version(
    postgresql_database: Database, tmp_path: Path
) -> None:
    told = await found(postgresql_database, tmp_path)

    assert list(told) == ["Database", "PostgreSQL", "Key", "Disk", "Font", "Address"]
    assert told["PostgreSQL"].fault is None
    assert "schema" in told["Database"].en


async def test_a_server_too_old_for_several_processes_is_a_fault(
    postgresql_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "OLDEST", 1000)
    told = await found(postgresql_database, tmp_path)

    assert isinstance(told["PostgreSQL"].fault, ServerTooOld)


async def test_an_address_of_another_machine_is_a_fault_and_one_in_use_may_be_our_own(
    sqlite_database: Database, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        busy = (await found(sqlite_database, tmp_path, f"127.0.0.1:{port}"))["Address"]
    free = (await found(sqlite_database, tmp_path, f"127.0.0.1:{port}"))["Address"]
    elsewhere = (await found(sqlite_database, tmp_path, "192.0.2.1:8000"))["Address"]  # RFC 5737: nobody's

    assert (busy.fault, busy.en) == (None, f"Address: 127.0.0.1:{port}, in use (as it is while consultbot runs)")
    assert (free.fault, free.en) == (None, f"Address: 127.0.0.1:{port}")
    assert isinstance(elsewhere.fault, AddressTaken)
    assert "CONSULTBOT_LISTEN" in elsewhere.fault.zh
