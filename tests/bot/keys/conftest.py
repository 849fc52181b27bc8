"""A key file's place, and a rotation that does not pause."""

from pathlib import Path

import pytest

from bot.keys import rotation


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "consultbot.key"


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BETWEEN_PASSES", 0.01)
    monkeypatch.setattr(rotation, "LEAST_PAUSE", 0.0)
