"""Answers presses at once (Bot API, answerCallbackQuery), so that the button stops turning.

Outside every transaction and at best effort: a press is answered whether or not its turn succeeds, and an answer
that is late or lost harms nothing.
"""

import asyncio
from typing import Final

import structlog
from telegram.error import TelegramError

from bot.telegram.bot import TelegramBot
from dialogs.engine.notices import Answer

log = structlog.get_logger(__name__)

MOST: Final = 200
"""Answers under way at once; beyond them the buttons stop by themselves."""


class Answering:
    """Answers presses in tasks of its own."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot
        self._tasks: set[asyncio.Task[None]] = set()

    def answer(self, query: str, said: Answer | None = None) -> None:
        """Begin to answer a press, with a notice over the button where there is one; returns at once."""
        if len(self._tasks) >= MOST:
            return
        task = asyncio.create_task(self._answer(query, said))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up the answers under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, query: str, said: Answer | None) -> None:
        try:
            await self._bot.call("answerCallbackQuery", callback_query_id=query, **parameters(said))
        except TelegramError as fault:
            log.debug("press not answered", cause=type(fault).__name__)


def parameters(said: Answer | None) -> dict[str, object]:
    """Give what answerCallbackQuery is told beside the query."""
    if said is None:
        return {}
    given: dict[str, object] = {"text": said.text, "show_alert": said.alert or None, "url": said.link}
    return {name: value for name, value in given.items() if value}
