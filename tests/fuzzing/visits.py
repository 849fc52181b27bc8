"""Requests of the web: methods, paths, headers and bodies, some of a signed-in page, some of nobody's."""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Final

from pydantic import JsonValue

from dialogs.engine.registry import Registry
from tests.fuzzing.nonsense import anything, number, words
from tests.fuzzing.presses import press

METHODS: Final = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "X-FUZZ")
POSTED: Final = ("/say", "/upload", "/leave", "/j/", "/telegram")
PATHS: Final = (
    *("/", *("/say",) * 8, "/upload", "/upload", "/events?since=", "/picture/", "/document/", "/j/", "/static/"),
    *("/healthz", "/readyz", "/metrics", "/telegram", "/nowhere/", "//", "/%00", "/..%2f..%2fetc/passwd", "/j/%ff%fe"),
)
TYPES: Final = (
    *("application/json", "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"),
    *("multipart/form-data", "text/plain; charset=klingon", "", "application/json; charset=utf-7"),
)
HEADERS: Final = (
    *("Origin", "Referer", "Sec-Fetch-Site", "Accept-Language", "X-Forwarded-For", "Last-Event-ID", "Range", "Cookie"),
    *("X-CSRF-Token", "If-None-Match", "Accept-Encoding", "X-Telegram-Bot-Api-Secret-Token"),
)
LINE: Final = dict.fromkeys((*range(32), 127))
"""Control signs: no client sends them in a header."""


@dataclass(frozen=True)
class Visit:
    """One request."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class Visits:
    """Makes requests; ``signed_in`` are the headers of a page that is open."""

    def __init__(self, random: Random, registry: Registry, signed_in: dict[str, str]) -> None:
        self._random = random
        self._registry = registry
        self._signed_in = signed_in

    def visit(self) -> Visit:
        """Give a request."""
        path = self._random.choice(PATHS)
        usual = "POST" if path in POSTED else "GET"
        method = usual if self._random.random() < 0.85 else self._random.choice(METHODS)
        if path[-1] in "/=" and path != "/":
            path += self._random.choice(("1", "2", "x", "9" * 12, "-1", "%E5%AD%97", "a" * 60, "../", "?x=%00"))
        headers = dict(self._signed_in) if self._random.random() < 0.7 else {}
        headers["Content-Type"] = self._random.choice(TYPES)
        if self._random.random() < 0.3:
            headers[self._random.choice(HEADERS)] = _line(words(self._random))
        return Visit(method, path, headers, self._body(headers) if method not in {"GET", "HEAD"} else b"")

    def _body(self, headers: dict[str, str]) -> bytes:
        pick = self._random.random()
        if pick < 0.6:
            headers["Content-Type"] = "application/json"
            return json.dumps(self._act()).encode()
        if pick < 0.7:
            return b"csrf=" + words(self._random).encode("utf-8", "surrogatepass") + b"&once=1&%=%zz"
        if pick < 0.8:
            return (
                b'--b\r\nContent-Disposition: form-data; name="id"\r\n\r\n12345678\r\n--b\r\nContent-Disposition: '
                b'form-data; name="file"; filename="'
                + words(self._random).encode("utf-8", "surrogatepass").replace(b"\n", b"")
                + b'"\r\n\r\n'
                + self._random.choice(
                    (b"%PDF-", b"\xff\xd8\xff\xe1\x00\x01", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"RIFF")
                )
                + self._random.randbytes(30)
                + b"\r\n--b--\r\n"
            )
        return self._random.randbytes(self._random.choice((0, 10, 70_000)))

    def _act(self) -> JsonValue:
        pick = self._random.random()
        act: dict[str, JsonValue] = {"id": f"aaaaaaaa-{self._random.getrandbits(60)}"}
        if pick < 0.35:
            act |= {
                "kind": "typed",
                "text": self._random.choice((words(self._random), f"/start {words(self._random)}")),
            }
        elif pick < 0.75:
            act |= {"kind": "pressed", "data": press(self._random, self._registry), "message": 1}
        elif pick < 0.9:
            act |= {"kind": "command", "name": self._random.choice([*self._registry.commands, "nosuch"])}
        else:
            return anything(self._random)
        if self._random.random() < 0.1:
            act[self._random.choice([*act, "more"])] = self._random.choice(
                (anything(self._random), number(self._random))
            )
        return act


def _line(value: str) -> str:
    return value.translate(LINE).encode("utf-8", "ignore").decode("utf-8")[:2000]
