"""A Bot API stand-in that does next to nothing: every call is answered, a message with what was sent."""

import asyncio
import json
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl

from tests.benchmarks.wire import Messages, answer

PART: Final = re.compile(rb'name="(\w+)"\r\n(?:[^\r\n]+\r\n)*\r\n(.*?)\r\n--', re.DOTALL)
SHOWS: Final = {"sendMessage", "editMessageText"}
ME: Final = {"id": 42, "is_bot": True, "first_name": "bench", "username": "bench_bot"}

Shown = Callable[[int, dict[str, object]], None]
"""Is told what a chat was shown: its id, and the message."""


class BotApi:
    """Answers a bot's calls; ``after`` so many seconds, as the way to the Bot API takes."""

    def __init__(self, shown: Shown) -> None:
        self.after = 0.0
        self._shown = shown
        self._messages = 1000

    def connection(self) -> Messages:
        """Take one connection of the bot's."""
        return Messages(self._take)

    def _take(self, connection: Messages, line: bytes, body: bytes) -> None:
        if self.after:
            asyncio.get_running_loop().call_later(self.after, self._answer, connection, line, body)
        else:
            self._answer(connection, line, body)

    def _answer(self, connection: Messages, line: bytes, body: bytes) -> None:
        method = line.split(b" ")[1].rpartition(b"/")[2].decode()
        if method in SHOWS:
            message = self._message(_parameters(body))
            connection.transport.write(answer(_result(message)))
            self._shown(int(str(message["chat"]["id"])), message)  # type: ignore[index]
        else:
            connection.transport.write(answer(_result(ME if method == "getMe" else True)))

    def _message(self, given: dict[str, str]) -> dict[str, object]:
        self._messages += 1
        number = int(given.get("message_id") or self._messages)
        chat = {"id": int(given["chat_id"]), "type": "private", "first_name": "林小雨"}
        shown: dict[str, object] = {"message_id": number, "date": 1_773_000_000, "from": ME, "chat": chat}
        shown["text"] = given["text"]
        if given.get("reply_markup"):
            shown["reply_markup"] = json.loads(given["reply_markup"])
        return shown


def _result(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()


def _parameters(body: bytes) -> dict[str, str]:
    """Read a call's parameters from JSON, a form, or a form in parts."""
    if body.startswith(b"{"):
        return {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in json.loads(body).items()
        }
    if body.startswith(b"--"):
        return {name.decode(): value.decode() for name, value in PART.findall(body)}
    return dict(parse_qsl(body.decode()))
