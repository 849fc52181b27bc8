"""Just enough HTTP/1.1 for a load that costs less than what it measures: whole bodies on connections that stay."""

import asyncio
import re
from collections.abc import Callable
from typing import Final, cast

LENGTH: Final = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
END: Final = b"\r\n\r\n"


class Unreadable(ValueError):
    """The other side sent a body without its length."""


class Messages(asyncio.Protocol):
    """One connection: gives each message's first line and body to ``taken``."""

    def __init__(self, taken: "Callable[[Messages, bytes, bytes], None]") -> None:
        self._taken = taken
        self._buffer = b""
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass

    def data_received(self, data: bytes) -> None:
        """Take every message that is whole."""
        self._buffer += data
        while (end := self._buffer.find(END)) >= 0:
            head = self._buffer[:end]
            length = _length(head)
            whole = end + len(END) + length
            if len(self._buffer) < whole:
                return
            body, self._buffer = self._buffer[end + len(END) : whole], self._buffer[whole:]
            self._taken(self, head[: head.find(b"\r\n")], body)


def _length(head: bytes) -> int:
    found = LENGTH.search(head)
    if found is None and b"chunked" in head.lower():
        raise Unreadable(head.decode(errors="replace"))
    return int(found[1]) if found is not None else 0


def request(path: str, host: str, body: bytes, secret: str) -> bytes:
    """Write a POST of JSON."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def answer(body: bytes) -> bytes:
    """Write a 200 with JSON."""
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
