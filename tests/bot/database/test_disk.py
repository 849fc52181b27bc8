import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.database.access import Database
from bot.database.disk import DiskFull, room


def with_free(monkeypatch: pytest.MonkeyPatch, free: int) -> list[Path]:
    """Let every disk have so much room, and give where it is looked for."""
    looked: list[Path] = []

    def usage(path: Path) -> SimpleNamespace:
        looked.append(path)
        return SimpleNamespace(free=free)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    return looked


def test_a_disk_with_room_is_told_with_its_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_free(monkeypatch, 300 * 1024**2)
    told = room(Database(f"sqlite+aiosqlite:///{tmp_path}/consultbot.db"), Path("elsewhere.key"))

    assert (told.en, told.fault) == ("Disk: 300 MB free", None)


def test_a_disk_that_is_nearly_full_is_named_with_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = with_free(monkeypatch, 5 * 1024**2)
    told = room(Database(f"sqlite+aiosqlite:///{tmp_path}/not-yet/there.db"), Path("elsewhere.key"))

    assert looked == [tmp_path]
    assert isinstance(told.fault, DiskFull)
    assert str(tmp_path) in told.fault.zh
    assert "5 MB" in told.fault.en


def test_where_the_database_is_elsewhere_the_keys_disk_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = with_free(monkeypatch, 10**12)
    room(Database("postgresql+asyncpg://u@h/d"), tmp_path / "consultbot.key")

    assert looked == [tmp_path]
