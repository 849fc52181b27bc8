"""The browser sessions as the dialogs see them: which are open, ending them, erasing what their pages show."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.web import sessions
from bot.web.records import web_message


class WebBrowsers:
    """The web channel's :class:`~dialogs.engine.house.Browsers`. Open pages hear of an end within a second."""

    async def last_used(
        self, connection: AsyncConnection, addresses: Collection[str], now: datetime
    ) -> dict[str, datetime]:
        """Give when those of the addresses whose session is open were last used, to the hour."""
        found = {address: await sessions.at(connection, address, now) for address in addresses}
        return {address: session.seen_at for address, session in found.items() if session is not None}

    async def end(self, connection: AsyncConnection, addresses: Collection[str], now: datetime) -> None:
        """End sessions, and erase what their pages showed."""
        for address in addresses:
            await sessions.end(connection, address, now)

    async def erase(self, connection: AsyncConnection, addresses: Collection[str]) -> None:
        """Erase what the sessions' pages show; the sessions go on."""
        await connection.execute(delete(web_message).where(web_message.c.address.in_(addresses)))
