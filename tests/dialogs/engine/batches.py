"""Letters of batches, put into an outbox without any turn around it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from dialogs.engine import posting, records
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.letters import Letter


async def write(
    database: Database, cipher: KeyRingCipher, now: datetime, letters: Sequence[tuple[int, str, str | None]]
) -> None:
    async with database.writing() as connection:
        posted = [
            (chat, Letter(card=Card(blocks=(Paragraph(text=text),)), locale="en", batch=batch))
            for chat, text, batch in letters
        ]
        await posting.post(connection, cipher, now, posted)


async def open_chats(database: Database, cipher: KeyRingCipher, now: datetime, *numbers: int) -> None:
    async with database.writing() as connection:
        await connection.execute(
            insert(records.chat),
            [
                {
                    "id": number,
                    "channel": "telegram",
                    "fingerprint": number.to_bytes(32, "big"),
                    "sealed_address": cipher.seal(str(number).encode()),
                    "created_at": now,
                }
                for number in numbers
            ],
        )
