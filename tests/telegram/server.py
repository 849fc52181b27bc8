"""A Bot API server for the tests: strict, over real HTTP on loopback.

It refuses what Telegram refuses, with Telegram's codes and words, and also what Telegram silently ignores
(unknown parameters, empty keyboard rows), so that a misspelling fails a test.
"""

import itertools
import random
import time
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from aiohttp import web

from tests import discretion
from tests.telegram.chats import Chat, SentFile
from tests.telegram.faults import Fault, Faults, Script, answered, drop
from tests.telegram.menus import Menus
from tests.telegram.methods import methods
from tests.telegram.pending import Pending, Waiting
from tests.telegram.people import Person
from tests.telegram.refusals import Refusal, bad_request
from tests.telegram.requests import given, plain

JSON = dict[str, object]
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # the example of the Bot API's own documentation


@dataclass(frozen=True)
class Call:
    """One call that reached the server."""

    method: str
    values: dict[str, object]
    at: float
    peer: object = None


class BotApiServer:
    """``async with BotApiServer() as server``: ``server.url`` is the Bot API's root."""

    def __init__(self, token: str = TOKEN, username: str = "consult_test_bot") -> None:
        self.token = token
        discretion.note(token, token.partition(":")[2])
        self.username = username
        self.url = ""
        self.pending = Pending(reply=self._reply)
        self.refused_replies: list[Refusal] = []
        self.calls: list[Call] = []
        self.queries: dict[str, int] = {}
        self.answers: dict[str, str] = {}
        self.opened_links: dict[str, str] = {}
        self.menus = Menus(self.find_chat)
        self.faults = Faults()
        self._people: dict[int, Person] = {}
        self._chats: dict[int, Chat] = {}
        self._files: dict[str, SentFile] = {}
        self.sizes: dict[str, int] = {}
        self._methods = methods(self)
        self._update_ids = itertools.count(random.randint(100_000, 900_000_000))  # noqa: S311 (no secret)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=50 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        app.router.add_get("/file/bot{token}/{path:.+}", self._downloaded)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.pending.close()
        if self._runner is not None:
            await self._runner.cleanup()

    # the tests' side

    def person(self, id: int, *, language_code: str | None = "zh-hans", first_name: str = "王芳") -> Person:  # noqa: A002 (Telegram's own word)
        """Give the person with this id, the same one every time."""
        if id not in self._people:
            self._chats[id] = Chat(id, "private", first_name)
            self._people[id] = Person(self, self._chats[id], language_code, first_name)
        return self._people[id]

    def group(self, id: int, title: str = "协商小组") -> Chat:  # noqa: A002 (Telegram's own word)
        """Give the group with this id (negative), of which the bot is a member."""
        return self._chats.setdefault(id, Chat(id, "supergroup", title, opened=True))

    async def becomes_supergroup(self, group: Chat, id: int) -> Chat:  # noqa: A002 (Telegram's own word)
        """Let a group become a supergroup: its messages stay behind, and both chats tell of it (Bot API, Message)."""
        moved = self.group(id, group.title)
        del self._chats[group.id]
        for chat, news in ((group, {"migrate_to_chat_id": id}), (moved, {"migrate_from_chat_id": group.id})):
            number = self.number(chat)
            body: JSON = {"message_id": number, "date": int(time.time()), "chat": chat.described(), "from": self.me()}
            await self.push(chat.id, {"message": body | news})
        return moved

    async def removed_from(self, group: Chat, by: Person) -> int:
        """Let somebody put the bot out of a group."""
        group.blocked = True
        return await by.changes_membership(group, "member", "kicked")

    async def added_to(self, group: Chat, by: Person) -> int:
        """Let somebody add the bot to a group again."""
        group.blocked = False
        return await by.changes_membership(group, "kicked", "member")

    def chat(self, id: int) -> Chat:  # noqa: A002 (Telegram's own word)
        """Give what is seen in a chat."""
        return self._chats[id]

    def fail_next(
        self,
        method: str,
        fault: Fault,
        times: int = 1,
        *,
        retry_after: int = 1,
        description: str = "",
        migrate_to: int | None = None,
    ) -> None:
        """Let the next calls of a method fail; see :data:`tests.telegram.faults.Fault`."""
        script = Script(fault, times, retry_after, description, migrate_to)
        self.faults.scripts.setdefault(method, []).append(script)

    def called(self, method: str) -> list[Call]:
        """Give the calls of one method, those that failed too."""
        return [call for call in self.calls if call.method == method]

    def menu(self, person: Person) -> list[str]:
        """Give the command menu that a person sees."""
        return self.menus.shown(person.id, person.language_code or "")

    async def push(self, chat_id: int, content: JSON) -> int:
        """Make an update of this content."""
        number = next(self._update_ids)
        await self.pending.push(Waiting(number, chat_id, {"update_id": number} | content))
        return number

    # what is kept

    def me(self) -> JSON:
        """Give the bot's own User."""
        number = int(self.token.split(":")[0])
        return {"id": number, "is_bot": True, "first_name": "协商助手", "username": self.username}

    def find_chat(self, chat_id: str) -> Chat:
        """Give a chat; refuses an unknown one."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        chat = self._chats.get(int(chat_id)) if chat_id.removeprefix("-").isdecimal() else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def find_file(self, file_id: str) -> SentFile:
        """Give a file that is kept already."""
        if file_id not in self._files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._files[file_id]

    def keep(self, file: SentFile, size: int | None = None) -> SentFile:
        """Keep a new file under an id; ``size`` claims another size than the bytes have."""
        kept = replace(file, file_id=f"AgAC{len(self._files):08d}")
        self._files[kept.file_id] = kept
        self.sizes[kept.file_id] = len(file.content) if size is None else size
        return kept

    def number(self, chat: Chat) -> int:
        """Give the next message id of a chat."""
        chat.numbered += 1
        return chat.numbered

    # the bot's side

    async def _called(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
            return await self._answered(request, request.match_info["method"])
        except Refusal as refusal:
            return web.json_response(refusal.body(), status=refusal.code)

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if ":" not in token:
            raise Refusal(404, "Not Found")
        if token != self.token:
            raise Refusal(401, "Unauthorized")

    async def _answered(self, request: web.Request, method: str) -> web.StreamResponse:
        if method not in self._methods:
            raise Refusal(404, "Not Found: method not found")
        values = await given(request)
        self.calls.append(Call(method, values, time.monotonic(), _peer(request)))
        script = self.faults.take(method)
        if script is not None and script.fault != "lost":
            return await answered(script, request)
        result = await self._methods[method](values)
        if script is not None:
            return drop(request)
        return web.json_response({"ok": True, "result": result})

    async def _reply(self, body: dict[str, object]) -> None:
        """Call the method that the webhook answered with; how that went, nobody is told."""
        method, values = str(body.pop("method")), plain(body)
        self.calls.append(Call(method, values, time.monotonic()))
        try:
            await self._methods[method](values)
        except Refusal as refusal:
            self.refused_replies.append(refusal)

    async def _downloaded(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
            script = self.faults.take("download")
            if script is not None:
                return await answered(script, request)
            kept = self.find_file(request.match_info["path"].removeprefix("documents/"))
        except Refusal:
            return web.json_response(Refusal(404, "Not Found").body(), status=404)
        return web.Response(body=kept.content, content_type="application/octet-stream")


def _peer(request: web.Request) -> object:
    """Give the caller's address and port: the same as long as its connection stays open."""
    return request.transport.get_extra_info("peername") if request.transport else None
