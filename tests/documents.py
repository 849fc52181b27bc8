"""README and CONTRIBUTING taken apart: their tables, what stands in backquotes, the commands to type."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "SECURITY.md")
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
COMMAND = re.compile(r"(?:\.venv/bin/)?consultbot(?: |$)|uv run |\.ci/")
"""What begins a command that stands in the prose."""


@cache
def document(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def fences(name: str, language: str) -> list[str]:
    return [body for _indent, found, body in FENCE.findall(document(name)) if found == language]


def inline(name: str) -> list[str]:
    """Give what stands in backquotes within the prose and the tables."""
    return INLINE.findall(FENCE.sub("", document(name)))


def table(heading: str, below: str = "") -> dict[str, list[str]]:
    """Give the rows of README's table with this first column: what their first cell names, and all their cells."""
    lines = document("README.md").partition(below or "#")[2].partition(f"\n| {heading} |")[2].splitlines()[2:]
    rows = [line.strip("|").split("|") for line in _while_table(lines)]
    return {name: [cell.strip() for cell in row] for row in rows for name in INLINE.findall(row[0])}


def _while_table(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("|"):
            return
        yield line


def shell_lines(name: str) -> list[str]:
    """Give every command that a document tells the reader to type."""
    fenced = [line for body in fences(name, "console") for line in body.splitlines()]
    lines = [line.partition("  #")[0] for line in fenced] + [said for said in inline(name) if COMMAND.match(said)]
    return [part.strip() for line in lines for part in line.split("&&") if part.strip()]
