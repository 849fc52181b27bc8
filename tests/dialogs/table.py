"""The small house at work on a database, and what it has put into the outbox."""

from collections.abc import Sequence

from sqlalchemy import func, insert, select

from bot.database.access import Database
from dialogs.engine import records
from dialogs.engine.cards import Card
from dialogs.engine.events import Pressed
from dialogs.engine.house import House
from dialogs.engine.letters import Letter
from dialogs.engine.taking import Turns
from dialogs.people.records import organisation, person


class Table:
    """The small house at work on a database, with what it has put into the outbox."""

    def __init__(self, database: Database, house: House) -> None:
        self.database = database
        self.house = house
        self.rung = 0
        self.turns = Turns(house, database, self.ring)

    def ring(self) -> None:
        self.rung += 1

    async def letters(self) -> list[Letter]:
        async with self.database.reading() as connection:
            rows = await connection.execute(select(records.outbox.c.sealed_letter).order_by(records.outbox.c.id))
            return [Letter.model_validate_json(self.house.cipher.open(row.sealed_letter)) for row in rows]

    async def cards(self) -> list[Card]:
        return [letter.card for letter in await self.letters() if letter.card is not None]

    async def said(self) -> list[str]:
        return [str(getattr(block, "text", "")) for card in await self.cards() for block in card.blocks]

    async def addresses(self) -> list[str]:
        """Give where each letter goes."""
        letters, chat = records.outbox, records.chat
        async with self.database.reading() as connection:
            rows = await connection.execute(
                select(chat.c.sealed_address).join(letters, letters.c.chat_id == chat.c.id).order_by(letters.c.id)
            )
            return [self.house.cipher.open(row.sealed_address).decode() for row in rows]

    async def count(self, table: str) -> int:
        async with self.database.reading() as connection:
            counted = await connection.execute(select(func.count()).select_from(records.metadata.tables[table]))
            return int(counted.scalar_one())

    async def person(self, number: int, addresses: Sequence[str]) -> None:
        """Put a person who reads English into the records, with their Telegram chats."""
        cipher, now = self.house.cipher, self.house.clock()
        async with self.database.writing() as connection:
            await connection.execute(insert(organisation).values(id=number, name="O", timezone="UTC", created_at=now))
            await connection.execute(
                insert(person).values(id=number, locale="en", organisation_id=number, operator=False, created_at=now)
            )
            for address in addresses:
                await connection.execute(
                    insert(records.chat).values(
                        channel="telegram",
                        fingerprint=cipher.fingerprint(f"telegram:{address}"),
                        sealed_address=cipher.seal(address.encode()),
                        person_id=number,
                        created_at=now,
                    )
                )


def press(card: Card, label: str) -> Pressed:
    """Press the button that bears a label."""
    found = [button.press for row in card.buttons for button in row if label in str(button.label)]
    assert found, f"no button {label!r}"
    return Pressed(data=found[0] or "")
