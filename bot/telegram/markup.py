"""Cards in Telegram's HTML (Bot API, "Formatting options"): escaped here, cut into messages that fit.

Lengths are UTF-16 code units after entities parsing, as Telegram counts them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Final

from dialogs.engine.cards import Block, Bullets, Card, Progress, Table
from dialogs.engine.text import Text

MESSAGE_UNITS: Final = 4096
CAPTION_UNITS: Final = 1024
BAR: Final = 10
"""Squares in a progress bar."""

GAP: Final = "\n\n"

TAGS: Final = MappingProxyType({"heading": "b", "note": "i", "quote": "blockquote", "struck": "s"})


@dataclass(frozen=True)
class Span:
    """Plain words under at most one tag."""

    text: str
    tag: str | None = None

    def html(self) -> str:
        """Give the words escaped, within their tag."""
        words = escape(self.text, quote=False)
        return f"<{self.tag}>{words}</{self.tag}>" if self.tag and self.text.strip() else words


Spans = tuple[Span, ...]


def units(text: str) -> int:
    """Count UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def messages(card: Card, *, extra: Iterable[str] = (), limit: int = MESSAGE_UNITS) -> list[str]:
    """Give the card's words as HTML, one string a message; none for a card without words.

    Breaks fall between blocks, and within a block only where it alone is longer than ``limit``. ``extra`` are lines
    put below (addresses that cannot be buttons).
    """
    blocks = [spans(block) for block in card.blocks] + [(Span(clean(line)),) for line in extra]
    pages: list[list[Spans]] = []
    room = 0
    for block in blocks:
        for piece, length in _pieces(block, limit):
            if not length:
                continue
            if not pages or length + len(GAP) > room:
                pages.append([])
                room = limit + len(GAP)
            pages[-1].append(piece)
            room -= length + len(GAP)
    return [GAP.join("".join(span.html() for span in piece) for piece in page) for page in pages]


def spans(block: Block) -> Spans:
    """Give one block's words with their tags."""
    if block.kind == "bullets":
        return (Span(_bullets(block)),)
    if block.kind == "progress":
        return (Span(_progress(block)),)
    if block.kind == "table":
        return _table(block)
    return (Span(_plain(block.text), TAGS.get(block.kind)),)


def _plain(text: Text) -> str:
    return clean(str(text)).strip()


def clean(text: str) -> str:
    """Drop what Telegram refuses or reads as another sign: NUL, lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "ignore").decode()
    return text.replace("\0", "")


def _bullets(block: Bullets) -> str:
    marks = [_plain(mark) for mark in block.marks] or ["•"] * len(block.lines)
    return "\n".join(f"{mark} {_plain(line)}".strip() for mark, line in zip(marks, block.lines, strict=False))


def _progress(block: Progress) -> str:
    full = round(BAR * min(block.number, block.total) / block.total) if block.total > 0 else 0
    figures = f"{'▓' * full}{'░' * (BAR - full)} {block.number}/{block.total}"
    place = _plain(block.place)
    return f"{figures} · {place}" if place else figures


def _table(block: Table) -> Spans:
    """Show a row a line: its figures first, in columns, then what they are of.

    Only figures are aligned: on a phone a Chinese sign is not two monospaced Latin ones wide.
    """
    header = [_plain(cell) for cell in block.header]
    rows = [[_plain(cell) for cell in row] for row in block.rows]
    columns = max((len(row) for row in [header, *rows]), default=0)
    rows = [row + [""] * (columns - len(row)) for row in rows]
    figures = [at for at in range(1, columns) if rows and all(_is_figure(row[at]) for row in rows)]
    words = [at for at in range(columns) if at not in figures]
    widths = {at: max(len(row[at]) for row in rows) for at in figures}
    result = [Span(_plain(block.caption), "b")]
    names = " · ".join(header[at] for at in [*figures, *words] if at < len(header) and header[at])
    if names:
        result += [Span("\n"), Span(names, "i")]
    for row in rows:
        aligned = "  ".join(row[at].rjust(widths[at]) for at in figures)
        result += [Span("\n"), *([Span(aligned, "code"), Span("  ")] if figures else [])]
        result.append(Span(" · ".join(row[at] for at in words if row[at])))
    return tuple(result)


def _is_figure(cell: str) -> bool:
    return all(sign in "0123456789.,%+-−–—/ " for sign in cell)


def _length(piece: Spans) -> int:
    return units("".join([span.text for span in piece]))


def _pieces(block: Spans, limit: int) -> Iterable[tuple[Spans, int]]:
    """Give a block in pieces that fit, each with its length."""
    while (length := _length(block)) > limit:
        head, block = _cut(block, limit)
        yield head, _length(head)
    yield block, length


def _cut(block: Spans, limit: int) -> tuple[Spans, Spans]:
    """Cut a block that is too long: at its last line end that fits, else at a sentence's, else anywhere."""
    text = "".join(span.text for span in block)
    fits = _fitting(text, limit)
    ends = (text.rfind(sign, 1, fits) + 1 for sign in ("\n", "。", "；", "，", " "))
    return _split(block, next((end for end in ends if end > fits // 2), fits))


def _fitting(text: str, limit: int) -> int:
    """Give how many characters have at most ``limit`` code units."""
    used = 0
    for place, sign in enumerate(text):
        used += 1 + (sign > "\uffff")
        if used > limit:
            return place
    return len(text)


def _split(block: Spans, place: int) -> tuple[Spans, Spans]:
    head: list[Span] = []
    rest: list[Span] = []
    for span in block:
        cut = max(0, min(len(span.text), place))
        place -= len(span.text)
        head += [Span(span.text[:cut], span.tag)] if cut else []
        rest += [Span(span.text[cut:], span.tag)] if cut < len(span.text) else []
    return tuple(head), tuple(rest)
