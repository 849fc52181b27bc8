"""What a session's page shows: cards of ours and the person's own words and files, sealed, the last 200 of them."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

import structlog
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, Select, delete, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.web.records import web_message, web_session
from dialogs.engine.cards import Card
from dialogs.engine.cipher import Cipher

KEPT: Final = 200
"""How many messages a page shows, and the table keeps, a session."""


class Shown(BaseModel):
    """Base of what a message can be."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ShownCard(Shown):
    """A card of ours; ``spent`` says that its buttons are no longer the ones to press.

    ``pinned`` keeps it above the conversation.
    """

    kind: Literal["card"] = "card"
    card: Card
    locale: str
    spent: bool = False
    pinned: bool = False


class ShownWords(Shown):
    """What the person typed."""

    kind: Literal["words"] = "words"
    text: str


class ShownFile(Shown):
    """What the person attached; its bytes lie in the file records under ``file``."""

    kind: Literal["file"] = "file"
    file: int
    name: str
    media_type: str
    size: int
    caption: str = ""


Payload = Annotated[ShownCard | ShownWords | ShownFile, Field(discriminator="kind")]
_log = structlog.get_logger(__name__)
_PAYLOAD: TypeAdapter[Payload] = TypeAdapter(Payload)


class Message(BaseModel):
    """One message of a transcript. ``update`` is the page's own id for what the person did."""

    model_config = ConfigDict(frozen=True)

    number: int
    edition: int
    update: str | None
    at: datetime
    payload: Payload


class SessionOver(Exception):
    """The session has ended: nothing more can be shown there."""


class Transcript:
    """One session's messages, in one transaction."""

    def __init__(self, connection: AsyncConnection, cipher: Cipher, address: str) -> None:
        self._connection = connection
        self._cipher = cipher
        self._address = address

    async def add(self, payload: Payload, now: datetime, update_id: str | None = None) -> int:
        """Add a message and give its number; raises :class:`SessionOver`. Messages beyond the last 200 go."""
        edition, number = await self._count(new=True)
        await self._connection.execute(
            insert(web_message).values(
                address=self._address,
                number=number,
                edition=edition,
                update_id=update_id,
                sealed_payload=self._sealed(payload),
                created_at=now,
            )
        )
        await self._connection.execute(delete(web_message).where(self._own, web_message.c.number <= number - KEPT))
        return number

    async def change(self, number: int, payload: Payload) -> bool:
        """Put another payload in a message's place; false when there is no such message any more."""
        edition = await self.next_edition()
        found = await self._connection.execute(
            update(web_message)
            .where(self._own, web_message.c.number == number)
            .values(edition=edition, sealed_payload=self._sealed(payload))
        )
        return found.rowcount == 1

    async def next_edition(self) -> int:
        """Count one change to the session's page; raises :class:`SessionOver`."""
        return (await self._count(new=False))[0]

    async def of_update(self, update_id: str) -> Message | None:
        """Find what the person's update has already put on the page."""
        found = await self._read(self._select().where(web_message.c.update_id == update_id))
        return found[0] if found else None

    async def one(self, number: int) -> Message | None:
        """Find one message by its number."""
        found = await self._read(self._select().where(web_message.c.number == number))
        return found[0] if found else None

    async def last(self) -> list[Message]:
        """Give the messages that a page shows when it is opened, oldest first."""
        newest = self._select().order_by(web_message.c.number.desc()).limit(KEPT)
        return (await self._read(newest))[::-1]

    async def since(self, edition: int, most: int) -> tuple[list[Message], int | None]:
        """Give what is new or changed after an edition, in the order of the changes, at most ``most`` messages.

        The second value is the edition to go on from when there are more, else none.
        """
        later = self._select().where(web_message.c.edition > edition).order_by(web_message.c.edition)
        rows = (await self._connection.execute(later.limit(most))).all()
        messages = [message for message in map(self._message, rows) if message is not None]
        return messages, rows[-1].edition if len(rows) == most else None

    async def erase(self) -> None:
        """Erase everything that the page shows (a person's wish, or a draft that must leave no trace)."""
        await self._connection.execute(delete(web_message).where(self._own))

    @property
    def _own(self) -> ColumnElement[bool]:
        return web_message.c.address == self._address

    def _select(self) -> Select[Any]:
        return select(web_message).where(self._own)

    def _sealed(self, payload: Payload) -> bytes:
        return self._cipher.seal(payload.model_dump_json().encode())

    async def _count(self, *, new: bool) -> tuple[int, int]:
        counted = await self._connection.execute(
            update(web_session)
            .where(web_session.c.address == self._address, web_session.c.ended_at.is_(None))
            .values(edition=web_session.c.edition + 1, number=web_session.c.number + int(new))
            .returning(web_session.c.edition, web_session.c.number)
        )
        row = counted.one_or_none()
        if row is None:
            raise SessionOver(self._address)
        return row.edition, row.number

    async def _read(self, query: Select[Any]) -> list[Message]:
        rows = await self._connection.execute(query)
        return [message for message in map(self._message, rows) if message is not None]

    def _message(self, row: Row[Any]) -> Message | None:
        try:
            payload = _PAYLOAD.validate_json(self._cipher.open(row.sealed_payload))
        except ValidationError:
            # Shown by another version, whose cards were built otherwise: a page without it is better than no page.
            _log.warning("web_message_unreadable", number=row.number)
            return None
        return Message(
            number=row.number,
            edition=row.edition,
            update=row.update_id.removeprefix(f"{self._address}:") if row.update_id else None,
            at=row.created_at,
            payload=payload,
        )
