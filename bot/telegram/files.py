"""Fetches what people have sent (Bot API, getFile: at most 20 MB, the path good for an hour)."""

from typing import Final

from telegram import Bot
from telegram.error import NetworkError, TelegramError

from bot.telegram.failures import meaning
from dialogs.engine.letters import Refused

LARGEST: Final = 20 * 1024 * 1024


class Files:
    """Fetches files by the ids that came with their updates."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, remote: str) -> bytes:
        """Give a file's bytes; raises a :class:`~dialogs.engine.letters.DeliveryFault`."""
        try:
            return await self._fetch(remote)
        except TelegramError as fault:
            raise meaning(fault) from None

    async def _fetch(self, remote: str) -> bytes:
        file = await self._bot.get_file(remote)
        if (file.file_size or 0) > LARGEST:
            raise Refused("larger than 20 MB")
        content = bytes(await file.download_as_bytearray())
        if file.file_size is not None and len(content) != file.file_size:
            raise NetworkError("the file did not arrive whole")
        return content
