"""An installation with something of every kind in it, and what is in a database or a folder."""

import os
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from bot.database import schema
from bot.database.access import Database
from bot.database.opening import opened
from bot.keys.cipher import KeyRingCipher
from bot.keys.keeper import KeyFileCipher
from dialogs.engine.records import chat, file
from dialogs.people.records import organisation, person

NOW = datetime(2026, 3, 16, 1, 30, 0, 250, tzinfo=UTC)

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
                sends=[NOW.timestamp(), NOW.timestamp() + 0.1] if number % 2 else None,
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


async def addresses(database: Database) -> list[bytes]:
    async with database.reading() as connection:
        return list((await connection.execute(select(chat.c.sealed_address).order_by(chat.c.id))).scalars())
