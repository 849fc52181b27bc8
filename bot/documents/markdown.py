"""Minutes as Markdown (CommonMark with the tables of GitHub), every sign of people's own words escaped."""

import re
from collections.abc import Iterator
from typing import Final

from dialogs.meeting.minutes.outline import Block, Entries, Grid, Outline, Topic, Words

_ACTIVE: Final = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
"""What means something wherever it stands (CommonMark 0.31, 6; GitHub's tables, strikethrough, formulas)."""

_AT_START: Final = re.compile(r"^([-+=]|\d+(?=[.)]))")
"""What makes a list or a heading at the beginning of a line (CommonMark 0.31, 4.3, 5.2)."""

_BLANK: Final = "＿" * 8
"""To be filled in by hand."""

_BREAK: Final = "  \n"


def markdown(outline: Outline) -> str:
    """Write the minutes as Markdown."""
    colon = "：" if outline.locale.startswith("zh") else ": "
    parts = [f"# {_words(outline.title)}", _words(outline.organisation)]
    if outline.mark:
        parts.append(f"**【{_words(outline.mark)}】**")
    parts.append("\n".join(f"- **{_words(fact.label)}**{colon}{_words(fact.value)}" for fact in outline.facts))
    for section in outline.sections:
        parts.append(f"## {_words(section.title)}")
        parts += [text for block in section.blocks for text in _block(block, colon)]
    parts.append(f"## {_words(outline.signatures_title)}")
    parts.append(_signatures(outline, colon))
    if outline.link:
        parts.append(f"{_words(outline.link_caption)} <{outline.link}>")
    return "\n\n".join(parts) + "\n"


def _signatures(outline: Outline, colon: str) -> str:
    return "\n".join(
        f"- **{_words(line.office)}**{colon}{_words(line.name) or _BLANK} · "
        f"{_words(outline.date_label)}{colon}{_words(line.day) or _BLANK}"
        for line in outline.signatures
    )


def _block(block: Block, colon: str) -> Iterator[str]:
    match block:
        case Words(lead=lead, text=text):
            yield _told(lead, text, colon)
        case Topic(title=title, note=note):
            yield f"### {_words(title)}"
            if note:
                yield f"*{_words(note)}*"
        case Entries(label=label, entries=entries):
            if label:
                yield f"**{_words(label)}**"
            yield "\n".join(f"- {_told(entry.lead, entry.text, colon, indent='  ')}" for entry in entries)
        case Grid():
            yield _grid(block)


def _told(lead: str, text: str, colon: str, indent: str = "") -> str:
    told = _words(text, _BREAK + indent)
    return f"**{_words(lead)}**{colon}{told}" if lead else told


def _grid(grid: Grid) -> str:
    rule = "|".join(" :-: " if place in grid.figures else " --- " for place in range(len(grid.header)))
    rows = ["|".join(f" {_words(cell, '<br>')} " for cell in row) for row in (grid.header, *grid.rows)]
    return "\n".join(f"|{row}|" for row in (rows[0], rule, *rows[1:]))


def _words(text: str, line_break: str = " ") -> str:
    lines = (_line(" ".join(line.split())) for line in text.split("\n"))
    return line_break.join(line for line in lines if line)


def _line(text: str) -> str:
    escaped = _ACTIVE.sub(r"\\\1", text)
    return _AT_START.sub(lambda found: f"\\{found[1]}" if not found[1].isdecimal() else f"{found[1]}\\", escaped)
