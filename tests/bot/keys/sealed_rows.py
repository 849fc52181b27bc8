"""An installation's sealed rows: written by a process that serves it, and read with one key or another."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select

from bot.database.access import Database
from bot.database.opening import opened
from bot.keys.cipher import KeyRingCipher
from bot.keys.keeper import KeyFileCipher
from dialogs.engine.records import chat, file

NOW = datetime(2026, 3, 16, 1, 30, tzinfo=UTC)


async def filled(database: Database, path: Path, rows: int = 30) -> KeyFileCipher:
    """Give an installation some chats and files, and the cipher of a process that serves it."""
    await opened(database, path)
    cipher = KeyFileCipher.of(path)
    for number in range(rows):
        await add(database, cipher, number)
    async with database.writing() as connection:
        await connection.execute(insert(file), [file_row(cipher, number) for number in range(rows)])
    return cipher


def file_row(cipher: KeyRingCipher, number: int) -> dict[str, object]:
    return {
        "owner": "person:1",
        "sealed_name": cipher.seal(f"file {number}".encode()),
        "media_type": "image/png",
        "sealed_content": cipher.seal(bytes(1000)) if number % 2 else None,
        "created_at": NOW,
        "attempts": 0,
    }


def copied(path: Path, to: Path) -> Path:
    shutil.copy(path, to)
    return to


def ignored(done: int, total: int) -> None: ...


async def add(database: Database, cipher: KeyRingCipher, number: int) -> None:
    async with database.writing() as connection:
        await connection.execute(
            insert(chat).values(
                channel="telegram",
                fingerprint=cipher.fingerprint(str(number)),
                sealed_address=cipher.seal(str(number).encode()),
                created_at=NOW,
            )
        )


async def addresses(database: Database, cipher: KeyRingCipher) -> list[str]:
    async with database.reading() as connection:
        rows = (await connection.execute(select(chat.c.sealed_address).order_by(chat.c.id))).all()
    return [cipher.open(row.sealed_address).decode() for row in rows]


async def names(database: Database, cipher: KeyRingCipher) -> list[str]:
    async with database.reading() as connection:
        rows = (await connection.execute(select(file.c.sealed_name).order_by(file.c.id))).all()
    return [cipher.open(row.sealed_name).decode() for row in rows]
