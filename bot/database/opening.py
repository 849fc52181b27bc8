"""How a database and its key are brought together before anything else happens."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from bot.database import schema
from bot.database.access import Database
from bot.keys import keeper as keys
from bot.keys.cipher import KeyRingCipher
from dialogs.engine.records import installation

KEY_CHECK: Final = "key_check"


@dataclass(frozen=True)
class Opened:
    """What an opened database is worked with, and what was done to its schema."""

    cipher: KeyRingCipher
    upgrade: schema.Upgrade


async def opened(database: Database, key_file: Path) -> Opened:
    """Check the key, bring the schema up to date, and give the cipher.

    The key comes first: a wrong or missing one is refused before the database has been touched. Raises the
    faults of :mod:`bot.keys.keeper` and of :mod:`bot.database.schema`.
    """
    check = await key_check(database)
    cipher = keys.load(key_file, check)
    upgrade = await schema.upgrade(database)
    if check is None:
        await _record(database, key_file, cipher)
    return Opened(cipher, upgrade)


async def key_check(database: Database) -> bytes | None:
    """Give the known text that the database was sealed with, none for a new one; changes nothing."""
    if await schema.revision(database) is None:
        return None
    async with database.reading() as connection:
        if not await connection.run_sync(_has_installation):
            return None
        found = await connection.scalar(select(installation.c.value).where(installation.c.name == KEY_CHECK))
        return None if found is None else bytes(found)


async def _record(database: Database, key_file: Path, cipher: KeyRingCipher) -> None:
    """Note the key; where another process was first, its key counts."""
    try:
        async with database.writing() as connection:
            await connection.execute(insert(installation).values(name=KEY_CHECK, value=keys.sealed_check(cipher)))
    except IntegrityError:
        first = await key_check(database)
        if first is None or not keys.fits(cipher, first):
            raise keys.KeyWrong(key_file) from None


def _has_installation(connection: Connection) -> bool:
    return inspect(connection).has_table(installation.name)
