"""A database that cannot be opened is named without its password, with what its operator can do about it."""

import sqlite3
from pathlib import Path

import pytest

from bot.database import schema
from bot.database.access import Database
from bot.database.unreachable import DatabaseUnreachable


async def refusal(url: str) -> DatabaseUnreachable:
    database = Database(url)
    with pytest.raises(DatabaseUnreachable) as caught:
        await schema.upgrade(database)
    await database.close()
    return caught.value


@pytest.mark.parametrize(
    ("url", "zh", "en"),
    [
        ("sqlite+aiosqlite:///nowhere/consultbot.db", "文件夹须已存在", "its folder must exist"),
        (
            "postgresql+asyncpg://lilei:planted@/consultbot?host=/nowhere",
            "数据库是否已启动",
            "that the database is running",
        ),
    ],
)
async def test_a_database_that_cannot_be_opened_is_named_without_its_password(url: str, zh: str, en: str) -> None:
    fault = await refusal(url)

    assert "/consultbot" in fault.en
    assert zh in fault.zh
    assert en in fault.en
    assert "planted" not in fault.zh + fault.en


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "consultbot.db"
    path.write_text("not a database" * 100)
    fault = await refusal(f"sqlite+aiosqlite:///{path}")

    assert "not a database" in fault.en
    assert "consultbot restore" in fault.zh
    assert "consultbot restore" in fault.en
    assert path.read_text() == "not a database" * 100


@pytest.mark.parametrize(
    ("why", "zh", "en"),
    [
        ("database or disk is full", "清理磁盘", "Free some space"),
        ("disk I/O error", "清理磁盘", "Free some space"),
        ("database disk image is malformed", "恢复备份", "run consultbot restore"),
        ("database is locked", "别的程序", "Another program"),
        ("unable to open database file", "文件夹须已存在", "its folder must exist"),
    ],
)
def test_each_thing_that_sqlite_complains_of_has_its_own_way_out(why: str, zh: str, en: str) -> None:
    fault = DatabaseUnreachable(Database("sqlite+aiosqlite:///consultbot.db"), sqlite3.OperationalError(why))

    assert zh in fault.zh
    assert en in fault.en
    assert why in fault.en
