"""A card as plain text, with its buttons in brackets: for the terminal and for transcripts."""

from collections.abc import Iterator

from dialogs.engine.cards import (
    Block,
    Bullets,
    Button,
    Card,
    Heading,
    Note,
    Notice,
    Paragraph,
    Quote,
    Struck,
    Table,
)
from dialogs.engine.text import Reader, Text


def plain(card: Card, reader: Reader) -> str:
    """Write a card as its reader would hear it, one thing a line; ``[✓ label]`` is a button that is chosen."""
    lines = [line for block in card.blocks for line in _block(block, reader)]
    if card.picture is not None:
        lines.append(f"({reader.say(card.picture.alternative)})")
    if card.document is not None:
        lines.append(f"({card.document.name})")
    lines += [" ".join(_button(button, reader) for button in row) for row in card.buttons]
    return "\n".join(lines)


def _block(block: Block, reader: Reader) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield f"# {reader.say(text)}"
        case Paragraph(text=text):
            yield reader.say(text)
        case Note(text=text):
            yield f"- {reader.say(text)}"
        case Notice(text=text):
            yield f"! {reader.say(text)}"
        case Quote(text=text):
            yield f"“{reader.say(text)}”"
        case Struck(text=text):
            yield f"~~{reader.say(text)}~~"
        case Bullets(lines=lines, marks=marks):
            yield from _bullets(lines, marks, reader)
        case Table():
            yield from _table(block, reader)
        case _:
            yield f"{block.number}/{block.total} · {reader.say(block.place)}"


def _bullets(lines: tuple[Text, ...], marks: tuple[Text, ...], reader: Reader) -> Iterator[str]:
    shown = [reader.say(mark) for mark in marks] or ["•"] * len(lines)
    for mark, line in zip(shown, lines, strict=True):
        yield f"{mark} {reader.say(line)}"


def _table(table: Table, reader: Reader) -> Iterator[str]:
    yield reader.say(table.caption)
    for row in (table.header, *table.rows):
        yield " | ".join(reader.say(cell) for cell in row)


def _button(button: Button, reader: Reader) -> str:
    label = ("✓ " if button.chosen else "") + reader.say(button.label)
    return f"[{label}]" if button.link is None else f"[{label}]({button.link})"
