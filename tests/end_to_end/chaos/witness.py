"""What people received, noted where it arrives: each reply in the order of its chat, once more where it came again."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from tests.end_to_end.chaos.marks import conversation, mark
from tests.telegram import BotApiServer, SeenMessage
from tests.telegram.refusals import Refusal

METHODS: Final = ("sendMessage", "sendPhoto", "sendDocument", "editMessageText")
"""By which a reply arrives; an edit that only takes old buttons away is none."""

NOT_MODIFIED: Final = "message is not modified"
PAGE: Final = 2000
"""Characters of a message without buttons beyond which it is the first page of a reply, whose last page counts."""


@dataclass(frozen=True)
class Arrival:
    """One reply as it arrived; ``changed`` is false where the message showed it already, so that nobody saw it come."""

    mark: str
    conversation: int | None
    changed: bool


class Witness:
    """Stands beside the Bot API server; ``arrivals`` are by chat, ``apologies`` the replies that own up to a fault."""

    def __init__(self, server: BotApiServer, apologies: frozenset[str]) -> None:
        self.arrivals: defaultdict[int, list[Arrival]] = defaultdict(list)
        self.apologies = 0
        self._server = server
        self._apologies = apologies
        self._news: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        for name in METHODS:
            server._methods[name] = self._noting(server._methods[name])

    async def waits(self, chat: int, seconds: float) -> bool:
        """Wait until something more arrives in a chat; tell whether it did within so many seconds.

        Not by ``wait_for``: before Python 3.12 that swallows a cancellation in whose moment the news comes.
        """
        self._news[chat].clear()
        try:
            async with asyncio.timeout(seconds):
                await self._news[chat].wait()
        except TimeoutError:
            return False
        return True

    def _noting(
        self, answer: Callable[[dict[str, object]], Awaitable[object]]
    ) -> Callable[[dict[str, object]], Awaitable[object]]:
        async def noted(values: dict[str, object]) -> object:
            chat = int(str(values.get("chat_id")))
            try:
                told = await answer(values)
            except Refusal as refusal:
                if NOT_MODIFIED in str(refusal):
                    self._note(chat, int(str(values["message_id"])), changed=False)
                raise
            assert isinstance(told, dict)
            self._note(chat, int(told["message_id"]), changed=True)
            return told

        return noted

    def _note(self, chat: int, number: int, *, changed: bool) -> None:
        message = self._server.chat(chat).messages[number]
        if _has_more_pages(message):
            return
        self.apologies += any(words in message.text for words in self._apologies)
        presses = [button.data for button in message.buttons if button.data is not None]
        self.arrivals[chat].append(Arrival(mark(presses, message.text), conversation(presses), changed))
        self._news[chat].set()


def _has_more_pages(message: SeenMessage) -> bool:
    return not message.buttons and (len(message.text) > PAGE or (message.photo is not None and not message.text))
