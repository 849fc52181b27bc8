"""Delivers letters to the web chat: what a page shows is what lies in the transcript."""

from collections.abc import Callable
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database.access import Database
from bot.web import sessions
from bot.web.bells import Bells
from bot.web.transcript import SessionOver, ShownCard, Transcript
from dialogs.engine.cipher import Cipher
from dialogs.engine.letters import Delivered, Letter, TryLater, Unreachable

Menu = tuple[tuple[str, str], ...]
MENU: TypeAdapter[Menu] = TypeAdapter(Menu)
"""The commands of a page's menu: name and description."""

_BUSY_SECONDS = 2.0


class WebCourier:
    """The web channel's :class:`~dialogs.engine.letters.Courier`."""

    def __init__(self, database: Database, cipher: Cipher, bells: Bells, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._cipher = cipher
        self._bells = bells
        self._clock = clock

    async def deliver(self, address: str, letter: Letter, former_live: str | None) -> Delivered:
        """Put a letter on the page of a session; ``Unreachable`` once the session is over."""
        now = self._clock()
        try:
            async with self._database.writing() as connection:
                if await sessions.at(connection, address, now) is None:
                    raise Unreachable("the session has ended")
                message = await self._keep(connection, address, letter, former_live, now)
        except SessionOver as fault:
            raise Unreachable("the session has ended") from fault
        except DBAPIError as fault:
            raise TryLater(_BUSY_SECONDS, everyone=True, cause=type(fault).__name__) from fault
        self._bells.ring(address)
        return Delivered(message=message)

    async def _keep(
        self, connection: AsyncConnection, address: str, letter: Letter, former_live: str | None, now: datetime
    ) -> str | None:
        page = Transcript(connection, self._cipher, address)
        await sessions.set_locale(connection, address, letter.locale)
        if letter.commands is not None:
            sealed = self._cipher.seal(MENU.dump_json(letter.commands))
            await sessions.set_menu(connection, address, sealed, await page.next_edition())
        if letter.card is None:
            return None
        if letter.live and former_live != letter.edit:
            await _spend(page, _number(former_live))
        shown = ShownCard(card=letter.card, locale=letter.locale, pinned=letter.pin == "pin")
        edited = _number(letter.edit)
        if edited is not None and await page.change(edited, shown):
            return str(edited)
        return str(await page.add(shown, now))


async def _spend(page: Transcript, former: int | None) -> None:
    message = None if former is None else await page.one(former)
    if message is not None and isinstance(message.payload, ShownCard) and not message.payload.spent:
        await page.change(message.number, message.payload.model_copy(update={"spent": True}))


def _number(message: str | None) -> int | None:
    return int(message) if message is not None and message.isascii() and message.isdecimal() else None
