"""An outbox on a database, without any turn or delivery around it."""

from datetime import datetime, timedelta

from sqlalchemy import insert

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from dialogs.engine import posting, records
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.letters import Letter
from dialogs.engine.mailbox import Waiting
from dialogs.engine.outbox import Outbox


class Desk:
    """An outbox with chats 1-3 and a clock that is moved by hand; ``jumped`` is by how much it was only set."""

    def __init__(self, database: Database, cipher: KeyRingCipher, now: datetime) -> None:
        self.database = database
        self.cipher = cipher
        self.now = now
        self.jumped = timedelta()
        self.outbox = self.process()

    def process(self) -> Outbox:
        """Give the outbox as one process has it."""
        return Outbox(
            self.database,
            self.cipher,
            shared=not self.database.is_sqlite,
            clock=lambda: self.now,
            monotonic=self.elapsed,
        )

    def elapsed(self) -> float:
        """Give the time of a clock that is never set, in seconds."""
        return (self.now - self.jumped).timestamp()

    def jump(self, by: timedelta) -> None:
        """Set the wall clock, which takes no time."""
        self.now += by
        self.jumped += by

    async def open(self) -> None:
        async with self.database.writing() as connection:
            for number in (1, 2, 3):
                address = str(100 + number)
                await connection.execute(
                    insert(records.chat).values(
                        id=number,
                        channel="telegram",
                        fingerprint=self.cipher.fingerprint(address),
                        sealed_address=self.cipher.seal(address.encode()),
                        created_at=self.now,
                    )
                )

    async def post(self, *letters: tuple[int, str], live: bool = False) -> None:
        async with self.database.writing() as connection:
            cards = [
                (chat, Letter(card=Card(blocks=(Paragraph(text=text),)), locale="en", live=live))
                for chat, text in letters
            ]
            await posting.post(connection, self.cipher, self.now, cards)

    async def waiting(self, limit: int = 10) -> list[Waiting]:
        return list(await self.outbox.waiting(self.now, limit))


def texts(rows: list[Waiting]) -> list[str]:
    return [str(getattr(row.letter.card.blocks[0], "text", "")) for row in rows if row.letter.card]
