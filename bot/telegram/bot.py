"""The bot itself: PTB's ``Bot`` on our requests, and its first words with Telegram."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.faults import SetUpFault
from bot.telegram.request import READ_TIMEOUT, plain_data, request_factory

log = structlog.get_logger(__name__)

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
"""Seconds between tries to reach Telegram at the start."""


class TokenRefused(SetUpFault):
    """Telegram does not know the token."""

    def __init__(self) -> None:
        super().__init__(
            zh="Telegram 不认识 CONSULTBOT_TELEGRAM_TOKEN 的令牌；请向 @BotFather 核对或重新生成。",
            en="Telegram does not know the token in CONSULTBOT_TELEGRAM_TOKEN. Check it with @BotFather, "
            "or have a new one made.",
        )


@dataclass(frozen=True)
class Identity:
    """Who the bot is (Bot API, getMe)."""

    id: str
    username: str


class TelegramBot(Bot):
    """PTB's bot, which also gives updates as they come, and does not print its token."""

    __slots__ = ()

    def __repr__(self) -> str:
        return type(self).__name__

    async def call(self, method: str, **parameters: object) -> object:
        """Call a method with plain JSON values, and give its plain result; raises PTB's ``TelegramError``.

        For what every turn does: PTB's own methods make objects of everything that goes and comes, which costs as
        much as the turn itself.
        """
        return await self.request.post(f"{self.base_url}/{method}", plain_data(parameters))

    async def get_raw_updates(
        self, offset: int | None, long_poll: int, allowed: Sequence[str]
    ) -> list[dict[str, object]]:
        """Call getUpdates for up to ``long_poll`` seconds and give the updates' JSON.

        PTB's own reads the whole batch into objects at once: one update that it cannot read would hide all others,
        and it logs what people wrote in them.
        """
        parameters = {"offset": offset, "timeout": long_poll, "allowed_updates": list(allowed)}
        answer: object = await self._post("getUpdates", parameters, read_timeout=long_poll + READ_TIMEOUT)
        if not isinstance(answer, list):
            raise NetworkError("getUpdates gave no list")
        return [body for body in answer if isinstance(body, dict) and isinstance(body.get("update_id"), int)]


def telegram_bot(token: str, api: str, proxy: str | None = None) -> TelegramBot:
    """Build the bot; ``api`` is the Bot API server's root, without ``/bot``.

    Raises :class:`~bot.telegram.request.ProxyNotSupported`. PTB's own loggers are held at warnings: below that they
    print addresses, which hold the token, and what people write.
    """
    logging.getLogger("telegram").setLevel(logging.WARNING)
    request = request_factory(proxy)
    root = api.rstrip("/")
    return TelegramBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request(),
        get_updates_request=request(),
    )


async def introduced(bot: Bot) -> Identity:
    """Open the bot's connections and ask Telegram who it is, again and again until it can be reached.

    Raises :class:`TokenRefused`.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            await bot.initialize()
        except InvalidToken:
            await bot.shutdown()
            raise TokenRefused from None
        except TelegramError as fault:
            log.warning("telegram out of reach", cause=type(fault).__name__, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
        else:
            return Identity(id=str(bot.id), username=bot.username)
