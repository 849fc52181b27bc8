"""Fetches what people have sent (Bot API, getFile: at most 20 MB, the path good for an hour)."""

import time
from collections.abc import Callable
from typing import Final

from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.telegram.failures import Floods
from dialogs.engine.letters import Refused

LARGEST: Final = 20 * 1024 * 1024


class Files:
    """Fetches files by the ids that came with their updates; ``clock`` is monotonic, in seconds."""

    def __init__(self, bot: Bot, clock: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._clock = clock
        self._floods = Floods()

    async def fetch(self, remote: str) -> bytes:
        """Give a file's bytes.

        Raises :class:`~dialogs.engine.letters.TryLater`, or :class:`~dialogs.engine.letters.Refused` where Telegram
        has the file no more or it is too large.
        """
        try:
            return await self._fetch(remote)
        except BadRequest as fault:
            raise Refused(fault.message) from None
        except TelegramError as fault:
            raise self._floods.meaning(fault, "files", self._clock()) from None

    async def _fetch(self, remote: str) -> bytes:
        file = await self._bot.get_file(remote)
        if (file.file_size or 0) > LARGEST:
            raise Refused("larger than 20 MB")
        content = bytes(await file.download_as_bytearray())
        if file.file_size is not None and len(content) != file.file_size:
            raise NetworkError("the file did not arrive whole")
        return content
