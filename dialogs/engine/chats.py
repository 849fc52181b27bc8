"""Chats as rows: found by their address, marked as out of reach or back."""

from datetime import datetime

from sqlalchemy import delete, select, update
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
