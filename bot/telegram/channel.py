"""The Telegram channel as a whole: who the bot is, how updates come in, how it ends."""

import asyncio
from dataclasses import dataclass

import structlog
from telegram.error import TelegramError

from bot.settings import Settings
from bot.telegram.answering import Answering
from bot.telegram.bot import FIRST_PAUSE, LONGEST_PAUSE, Identity, TelegramBot, introduced, telegram_bot
from bot.telegram.files import Files
from bot.telegram.flooding import FloodGate, Refusing
from bot.telegram.intake import Intake, Note
from bot.telegram.polling import Poller
from bot.telegram.updates import UpdateReader
from bot.telegram.webhook import set_webhook

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class TelegramChannel:
    """A bot that has introduced itself."""

    bot: TelegramBot
    identity: Identity
    files: Files
    answering: Answering

    @classmethod
    async def connect(cls, settings: Settings) -> "TelegramChannel | None":
        """Reach Telegram with the settings' token, as soon as it can be reached; none where there is no token.

        Raises :class:`~bot.telegram.bot.TokenRefused` and :class:`~bot.telegram.request.ProxyNotSupported`.
        """
        if settings.telegram_token is None:
            return None
        proxy = settings.proxy.get_secret_value() if settings.proxy is not None else None
        bot = telegram_bot(settings.telegram_token.get_secret_value(), settings.telegram_api, proxy)
        return cls(bot, await introduced(bot), Files(bot), Answering(bot))

    def intake(self, settings: Settings, turns: Refusing, note: Note) -> Intake:
        """Give what turns updates into turns."""
        taker = FloodGate(turns, settings.pace_incoming) if settings.pace_incoming else turns
        reader = UpdateReader(self.identity.id, self.identity.username, settings.operators)
        return Intake(self.bot, reader, taker, self.answering, note)

    def poller(self, intake: Intake) -> Poller:
        """Give the poller; for installations without a webhook."""
        return Poller(self.bot, intake)

    async def register_webhook(self, address: str, secret: str) -> None:
        """Tell Telegram where updates go, again and again until it has heard."""
        pause = FIRST_PAUSE
        while True:
            try:
                await set_webhook(self.bot, address, secret)
            except TelegramError as fault:
                log.warning("webhook not set", cause=type(fault).__name__, again_in=pause)
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
            else:
                return

    async def close(self) -> None:
        """Close the connections to Telegram."""
        await self.answering.close()
        await self.bot.shutdown()
