"""Updates on their way to the bot: kept until it confirms them, by long poll or by webhook."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import aiohttp

from tests.telegram.facts import GetUpdates, SetWebhook
from tests.telegram.refusals import Refusal, bad_request

JSON = dict[str, object]
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LOOPBACK = ("http://127.0.0.1", "http://localhost")


@dataclass(frozen=True)
class Waiting:
    """One update, and the chat in whose order it is delivered."""

    update_id: int
    chat_id: int
    body: JSON


@dataclass
class Pending:
    """The queue of one bot."""

    retry_seconds: float = 0.05
    allowed: tuple[str, ...] = ()
    queue: list[Waiting] = field(default_factory=list)
    again: list[Waiting] = field(default_factory=list)
    history: dict[int, Waiting] = field(default_factory=dict)
    held: list[Waiting] | None = None
    webhook: SetWebhook | None = None
    last_error: str | None = None
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    polls: int = 0
    posters: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    attempts: int = 0
    reply: Callable[[JSON], Awaitable[None]] | None = None
    """Is given the call that the webhook answers with (Bot API, "Making requests when getting updates")."""

    async def push(self, update: Waiting) -> None:
        """Queue a new update, unless the bot asked not to be told of its kind."""
        kind = next(name for name in update.body if name != "update_id")
        if kind not in self.allowed if self.allowed else kind in UNASKED:
            return
        self.history[update.update_id] = update
        if self.held is not None:
            self.held.append(update)
        else:
            await self._add([update], self.queue)

    async def redeliver(self, update_id: int) -> None:
        """Deliver an update once more, confirmed or not."""
        await self._add([self.history[update_id]], self.again if self.webhook is None else self.queue)

    def hold(self) -> None:
        """Keep updates back from now on."""
        self.held = []

    async def release(self, arrange: Callable[[list[Waiting]], Iterable[Waiting]] = list) -> None:
        """Let the held updates go, in the order that ``arrange`` gives them (doubled, reversed ...)."""
        held, self.held = self.held or [], None
        await self._add(list(arrange(held)), self.queue)

    async def _add(self, updates: list[Waiting], queue: list[Waiting]) -> None:
        async with self.arrived:
            queue.extend(updates)
            self.arrived.notify_all()
        self.post()

    async def drained(self, timeout: float = 10, *, chat_id: int | None = None) -> None:  # noqa: ASYNC109 (an assertion's patience)
        """Wait until the bot has confirmed everything, or all of one chat."""
        end = time.monotonic() + timeout
        while any(chat_id in (None, each.chat_id) for each in [*self.queue, *self.again]):
            assert time.monotonic() < end, f"{len(self.queue)} updates unconfirmed; last error {self.last_error}"
            await asyncio.sleep(0.01)

    # by long poll

    async def get_updates(self, asked: GetUpdates) -> list[JSON]:
        """Answer getUpdates: the offset confirms all before it, and a later poll ends the one under way."""
        if self.webhook is not None:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if asked.allowed_updates is not None:
            self.allowed = tuple(asked.allowed_updates)
        if asked.offset > 0:
            self.queue[:] = [each for each in self.queue if each.update_id >= asked.offset]
        elif asked.offset < 0:
            self.queue[:] = self.queue[asked.offset :]
        await self._something(min(asked.timeout, 50))
        limit = min(max(asked.limit, 1), 100)
        again, self.again = self.again[:limit], self.again[limit:]
        return [each.body for each in [*again, *self.queue][:limit]]

    async def _something(self, seconds: int) -> None:
        self.polls += 1
        mine = self.polls
        end = time.monotonic() + seconds
        async with self.arrived:
            self.arrived.notify_all()
            while not self.queue and not self.again and time.monotonic() < end:
                with suppress(TimeoutError):
                    async with asyncio.timeout(end - time.monotonic()):
                        await self.arrived.wait()
                if self.polls != mine:
                    raise Refusal(
                        409,
                        "Conflict: terminated by other getUpdates request; "
                        "make sure that only one bot instance is running",
                    )

    # by webhook

    async def set_webhook(self, wanted: SetWebhook) -> bool:
        """Answer setWebhook; plain http only to loopback, as a local Bot API server allows it."""
        if wanted.drop_pending_updates:
            self.queue.clear()
        if not wanted.url:
            self.webhook = None
            return True
        if not wanted.url.startswith(("https://", *LOOPBACK)):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if len(wanted.secret_token) > 256:
            raise bad_request("secret token is too long")
        if not all(sign.isascii() and (sign.isalnum() or sign in "_-") for sign in wanted.secret_token):
            raise bad_request("secret token contains unallowed characters")
        if wanted.allowed_updates is not None:
            self.allowed = tuple(wanted.allowed_updates)
        self.webhook = wanted
        self.post()
        return True

    def info(self) -> JSON:
        """Answer getWebhookInfo."""
        answer: JSON = {
            "url": self.webhook.url if self.webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.queue),
        }
        if self.last_error:
            answer |= {"last_error_message": self.last_error, "last_error_date": int(time.time())}
        return answer

    def post(self) -> None:
        """See that every chat with updates has one poster: in order in a chat, chats side by side."""
        if self.webhook is None:
            return
        for chat_id in {each.chat_id for each in self.queue}:
            if chat_id not in self.posters or self.posters[chat_id].done():
                self.posters[chat_id] = asyncio.create_task(self._post_chat(chat_id))
                self.posters[chat_id].add_done_callback(self._go_on)

    def _go_on(self, poster: asyncio.Task[None]) -> None:
        """Look again: an update may have come while a poster was already on its way out."""
        if not poster.cancelled() and poster.exception() is None:
            self.post()

    async def _post_chat(self, chat_id: int) -> None:
        async with aiohttp.ClientSession() as session:
            while self.webhook is not None:
                update = next((each for each in self.queue if each.chat_id == chat_id), None)
                if update is None:
                    return
                if await self._posted(session, self.webhook, update):
                    if update in self.queue:
                        self.queue.remove(update)
                else:
                    await asyncio.sleep(self.retry_seconds)

    async def _posted(self, session: aiohttp.ClientSession, webhook: SetWebhook, update: Waiting) -> bool:
        self.attempts += 1
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret_token} if webhook.secret_token else {}
        try:
            async with session.post(webhook.url, json=update.body, headers=headers) as response:
                if response.status == 200:
                    await self._replied(await response.read())
                    return True
                self.last_error = f"Wrong response from the webhook: {response.status} {response.reason}"
        except aiohttp.ClientError as fault:
            self.last_error = type(fault).__name__
        return False

    async def _replied(self, body: bytes) -> None:
        if body and self.reply is not None:
            await self.reply(json.loads(body))

    async def close(self) -> None:
        """End every poster."""
        self.webhook = None
        for task in self.posters.values():
            task.cancel()
        await asyncio.gather(*self.posters.values(), return_exceptions=True)
