"""A transaction at work: what due work and turns have in common."""

from datetime import datetime
from typing import Literal

from pydantic import JsonValue
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import due, posting
from dialogs.engine.cards import Card
from dialogs.engine.cipher import Cipher
from dialogs.engine.house import Addressee, House, Place
from dialogs.engine.letters import Letter
from dialogs.engine.rendering import rendered
from dialogs.engine.text import Reader


class Work:
    """A transaction at work, with or without a person in front of it; ``posted`` counts its letters."""

    def __init__(self, house: House, transaction: AsyncConnection, now: datetime, correlation: str) -> None:
        self.house = house
        self.transaction = transaction
        self.now = now
        self.correlation = correlation
        self._letters: list[tuple[int, Letter]] = []
        self.posted = 0

    @property
    def cipher(self) -> Cipher:
        """What seals personal things before they are kept."""
        return self.house.cipher

    async def write_to(self, person: int, card: Card, *, batch: str | None = None) -> int:
        """Send a card to each chat of a person, in their own language; gives the number of chats."""
        addressees = await self.house.addressees(self, person)
        for addressee in addressees:
            self.post(addressee, card, batch=batch)
        return len(addressees)

    def post(
        self,
        addressee: Addressee,
        card: Card,
        *,
        edit: str | None = None,
        live: bool = False,
        batch: str | None = None,
    ) -> None:
        """Put a reply into the outbox, in the words of its reader; ``batch`` names the many of which it is one."""
        reader = self.house.reader(addressee.locale, addressee.timezone)
        self._letters.append(
            (
                addressee.chat,
                Letter(
                    card=rendered(card, reader),
                    edit=edit,
                    live=live,
                    locale=addressee.locale,
                    correlation=self.correlation,
                    batch=batch,
                ),
            )
        )

    def put(  # noqa: PLR0913 - a letter's particulars
        self,
        place: Place,
        card: Card,
        *,
        edit: str | None = None,
        pin: Literal["pin", "unpin"] | None = None,
        former: str | None = None,
        receipt: tuple[str, str] | None = None,
        reader: Reader | None = None,
        batch: str | None = None,
    ) -> None:
        """Put a card up where it stays, in the installation's language or a reader's; see :class:`Letter`."""
        told = reader or self.house.reader(self.house.installation.locale, self.house.installation.timezone)
        letter = Letter(
            card=rendered(card, told),
            edit=edit,
            locale=told.locale,
            correlation=self.correlation,
            thread=place.thread or None,
            pin=pin,
            former=former,
            receipt=receipt,
            batch=batch,
        )
        self._letters.append((place.chat, letter))

    def send(self, chat: int, letter: Letter) -> None:
        """Put a letter into the outbox as it stands."""
        self._letters.append((chat, letter))

    async def later(
        self, kind: str, subject: str, at: datetime, payload: JsonValue = None, *, move: bool = True
    ) -> None:
        """Let work of a kind fall due; the same kind and subject again moves it, or leaves it where it is."""
        await due.schedule(self.transaction, self.cipher, kind, subject, at=at, payload=payload, move=move)

    async def flush(self) -> None:
        """Write the replies gathered so far into the outbox."""
        letters = self._taken_letters()
        await posting.post(self.transaction, self.cipher, self.now, letters)

    def _taken_letters(self) -> list[tuple[int, Letter]]:
        letters, self._letters = self._letters, []
        self.posted += len(letters)
        return letters
