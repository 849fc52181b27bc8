"""Minutes as messages: the outline cut into pages that a phone shows in one piece."""

from collections.abc import Iterator
from typing import Final

from dialogs.engine import cards
from dialogs.meeting.minutes.outline import Block, Entries, Grid, Outline, Topic, Words

PAGE: Final = 3000
"""Characters on a page: one Telegram message (4,096 units), with room for the signs that are two."""

PIECE: Final = 1500
"""Characters of one paragraph; a longer one goes on as another."""


def pages_of(outline: Outline) -> tuple[tuple[cards.Block, ...], ...]:
    """Give the blocks of each page, at least one page."""
    pages: list[list[cards.Block]] = [[]]
    room = PAGE
    for block in _blocks(outline):
        size = _size(block)
        if size > room and pages[-1]:
            pages.append([])
            room = PAGE
        pages[-1].append(block)
        room -= size
    return tuple(tuple(page) for page in pages)


def _blocks(outline: Outline) -> Iterator[cards.Block]:
    colon = "：" if outline.locale.startswith("zh") else ": "
    yield cards.Heading(text=f"{outline.title} {outline.number}")
    yield cards.Note(text=outline.organisation)
    yield from _bullets([f"{fact.label}{colon}{fact.value}" for fact in outline.facts])
    for section in outline.sections:
        yield cards.Heading(text=section.title)
        for block in section.blocks:
            yield from _block(block, colon)
    yield cards.Heading(text=outline.signatures_title)
    yield from _bullets([_signature(line.office, line.name, line.day, colon) for line in outline.signatures])


def _signature(office: str, name: str, day: str, colon: str) -> str:
    return f"{office}{colon}{name} · {day}" if name else f"{office}{colon}–"


def _block(block: Block, colon: str) -> Iterator[cards.Block]:
    match block:
        case Words(lead=lead, text=text):
            yield from (cards.Paragraph(text=piece) for piece in _pieces(f"{lead}{colon}{text}" if lead else text))
        case Topic(title=title, note=note):
            yield cards.Heading(text=title)
            if note:
                yield cards.Note(text=note)
        case Entries(label=label, entries=entries):
            if label:
                yield cards.Paragraph(text=label)
            yield from _bullets([f"{entry.lead}{colon}{entry.text}" for entry in entries])
        case Grid():
            yield cards.Table(caption=block.header[0], header=("", *block.header[1:]), rows=block.rows)


def _bullets(lines: list[str]) -> Iterator[cards.Block]:
    """Give the lines in lists no longer than a piece."""
    pieces = [piece for line in lines for piece in _pieces(line)]
    taken: list[str] = []
    for piece in pieces:
        if taken and sum(map(len, taken)) + len(piece) > PIECE:
            yield cards.Bullets(lines=tuple(taken))
            taken = []
        taken.append(piece)
    if taken:
        yield cards.Bullets(lines=tuple(taken))


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, max(len(text), 1), PIECE):
        yield text[start : start + PIECE]


def _size(block: cards.Block) -> int:
    match block:
        case cards.Bullets(lines=lines):
            return sum(len(str(line)) + 3 for line in lines)
        case cards.Table(header=header, rows=rows):
            return sum(len(str(cell)) + 3 for row in (header, *rows) for cell in row)
        case cards.Progress():
            return 0
        case _:
            return len(str(block.text)) + 2
