"""Chats as rows: found by their address, marked as out of reach or back."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import records
from dialogs.engine.cipher import Cipher
from dialogs.engine.events import Channel


def fingerprint(cipher: Cipher, channel: Channel, address: str) -> bytes:
    """Give by what a chat is found again without keeping its address in the open."""
    return cipher.fingerprint(f"{channel}:{address}")


async def owner_at(connection: AsyncConnection, cipher: Cipher, channel: Channel, address: str) -> str | None:
    """Give under what a chat's things are kept (``person:7``, ``chat:3``); none for an unknown chat."""
    table = records.chat
    row = (
        await connection.execute(
            select(table.c.id, table.c.person_id).where(
                table.c.channel == channel, table.c.fingerprint == fingerprint(cipher, channel, address)
            )
        )
    ).one_or_none()
    if row is None:
        return None
    return f"chat:{row.id}" if row.person_id is None else f"person:{row.person_id}"


async def find(connection: AsyncConnection, cipher: Cipher, channel: Channel, address: str) -> int | None:
    """Give the row of a chat; none for an unknown one."""
    table = records.chat
    key = table.c.channel == channel, table.c.fingerprint == fingerprint(cipher, channel, address)
    number = (await connection.execute(select(table.c.id).where(*key))).scalar_one_or_none()
    return None if number is None else int(number)


async def find_or_begin(
    connection: AsyncConnection, cipher: Cipher, channel: Channel, address: str, now: datetime
) -> int:
    """Give the row of a chat; an unknown one gets its row, which holds nothing but the way back."""
    known = await find(connection, cipher, channel, address)
    if known is None:
        await begin(connection, cipher, channel, address, now)
        known = await find(connection, cipher, channel, address)
    assert known is not None  # noqa: S101 (it was just written, unless it was there)
    return known


async def begin(  # noqa: PLR0913, PLR0917 (a row's columns)
    connection: AsyncConnection,
    cipher: Cipher,
    channel: Channel,
    address: str,
    now: datetime,
    locale: str | None = None,
) -> None:
    """Write the row of an unknown chat, unless somebody else just has."""
    inserting = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    await connection.execute(
        inserting(records.chat)
        .values(
            channel=channel,
            fingerprint=fingerprint(cipher, channel, address),
            sealed_address=cipher.seal(address.encode()),
            locale=locale,
            created_at=now,
        )
        .on_conflict_do_nothing()
    )


async def readdress(connection: AsyncConnection, cipher: Cipher, former: str, address: str) -> tuple[int, int] | None:
    """Let a Telegram chat go on at another address, as a group does that becomes a supergroup.

    Gives the row that it had and the one that it has from now on: another one where the new address was known first.
    None for an unknown chat.
    """
    table = records.chat
    was = await find(connection, cipher, "telegram", former)
    known = await find(connection, cipher, "telegram", address)
    if was is None or was == known:
        return None
    if known is not None:
        return was, known
    values = {"fingerprint": fingerprint(cipher, "telegram", address), "sealed_address": cipher.seal(address.encode())}
    await connection.execute(update(table).where(table.c.id == was).values(**values, live_message=None))
    return was, was


async def mark_reachable(
    connection: AsyncConnection, cipher: Cipher, address: str, now: datetime, *, reachable: bool
) -> None:
    """Note that a Telegram chat blocked the bot, and erase what waits for it; or that it let the bot in again."""
    table = records.chat
    key = table.c.channel == "telegram", table.c.fingerprint == fingerprint(cipher, "telegram", address)
    await connection.execute(update(table).where(*key).values(unreachable_at=None if reachable else now))
    if not reachable:
        await connection.execute(
            delete(records.outbox).where(records.outbox.c.chat_id.in_(select(table.c.id).where(*key)))
        )
