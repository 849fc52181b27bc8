"""Telegram's HTML (Bot API, "Formatting options"), read as strictly as the server reads it."""

import re
from dataclasses import dataclass
from html import unescape

from tests.telegram.refusals import Refusal, bad_request

NAMES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}
TOKEN = re.compile(r"<[^>]*>?|&(?:#x[0-9a-fA-F]+|#[0-9]+|lt|gt|amp|quot);?|[^<&]+|&")
TAG = re.compile(r'<(?P<end>/?)(?P<name>[^\s>]*)(?P<attributes>(?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>')


@dataclass(frozen=True)
class Entity:
    """A formatted stretch of a message; offset and length in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None


def units(text: str) -> int:
    """Count UTF-16 code units, as Telegram does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parsed(text: str, parse_mode: str) -> tuple[str, tuple[Entity, ...]]:
    """Give the words and entities of a message; refuses what Telegram cannot parse."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise bad_request("strings must be encoded in UTF-8")
    if len(text.encode()) > 1 << 15:
        raise bad_request("text is too long")
    match parse_mode.lower():
        case "" | "none":
            return text.strip(), ()
        case "html":
            return _trimmed(*_Html().read(text))
        case _:
            raise bad_request("unsupported parse_mode")


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Drop outer white space, as the server does before it stores a message."""
    cut = units(text) - units(text.lstrip())
    kept = text.strip()
    end = units(kept)
    moved = [
        Entity(each.type, max(0, each.offset - cut), min(each.length, end - max(0, each.offset - cut)), each.url)
        for each in entities
    ]
    return kept, tuple(sorted((each for each in moved if each.length > 0), key=lambda each: each.offset))


def _unparsable(words: str) -> Refusal:
    return bad_request(f"can't parse entities: {words}")


class _Html:
    """One reading of one message."""

    def __init__(self) -> None:
        self.text = ""
        self.entities: list[Entity] = []
        self.open: list[tuple[str, int, str | None]] = []

    def read(self, source: str) -> tuple[str, list[Entity]]:
        for token in TOKEN.finditer(source):
            piece = token.group()
            place = len(source[: token.start()].encode())
            if piece.startswith("</"):
                self._end(piece, place)
            elif piece.startswith("<"):
                self._start(piece, place)
            else:
                self.text += unescape(piece) if piece.startswith("&") else piece
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        return self.text, self.entities

    def _start(self, piece: str, place: int) -> None:
        tag = TAG.fullmatch(piece)
        name = piece[1:].rstrip(">").split(maxsplit=1)[0].lower() if piece[1:].rstrip(">").strip() else ""
        if not piece.endswith(">"):
            raise _unparsable(f"Unclosed start tag at byte offset {place}")
        if tag is None or name not in NAMES:
            raise _unparsable(f'Unsupported start tag "{name}" at byte offset {place}')
        link = re.search(r'href="([^"]*)"', tag["attributes"])
        self.open.append((name, units(self.text), unescape(link[1]) if link else None))

    def _end(self, piece: str, place: int) -> None:
        if not self.open:
            raise _unparsable(f"Unexpected end tag at byte offset {place}")
        if not piece.endswith(">"):
            raise _unparsable(f"Unclosed end tag at byte offset {place}")
        name, offset, url = self.open.pop()
        found = piece[2:-1].strip().lower()
        if found and found != name:
            raise _unparsable(f'Unmatched end tag at byte offset {place}, expected "</{name}>", found "</{found}>"')
        if units(self.text) > offset:
            self.entities.append(Entity(NAMES[name], offset, units(self.text) - offset, url))
