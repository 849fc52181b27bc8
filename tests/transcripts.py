"""Golden transcripts: a conversation as a text file, played again by a test.

    # what this conversation shows
    > 3
    < 1/45 · 6.1.1.2 Building mechanisms
    < [0] [1] [2] [3] [4]

    > [Skip]
    < ...

``#`` begins a remark, ``>`` what the person does (one line a turn; what it may hold is up to the test's ``act``, by
custom words to type, ``[a button's label]``, ``<file.pdf> caption``, ``(sticker)``), ``<`` what comes back. A test
gives :func:`replay` (or :func:`replay_in_time`, for coroutines) the file and a function from one line to what comes
back; with ``pytest --update-transcripts`` the file is written anew instead, to be read before it is committed.

The flag and the ``transcripts`` fixture need ``-p tests.transcripts`` or ``pytest_plugins = ["tests.transcripts"]``.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC
from gettext import NullTranslations
from pathlib import Path

import pytest

from dialogs.engine.cards import Card
from dialogs.engine.plain import plain
from dialogs.engine.text import Reader

FLAG = "--update-transcripts"
ENGLISH = Reader("en", UTC, NullTranslations())
_FILE = re.compile(r"<(?P<name>[^>]+)>\s*(?P<caption>.*)")


@dataclass(frozen=True)
class Said:
    """One line of a person's, taken apart: at most one of the fields is set, beside ``caption``."""

    words: str | None = None
    button: str | None = None
    file: str | None = None
    caption: str = ""
    other: str | None = None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(FLAG, action="store_true", help="write the golden transcripts anew instead of comparing")


@pytest.fixture
def transcripts(request: pytest.FixtureRequest) -> "Transcripts":
    """Transcripts that obey ``--update-transcripts``."""
    return Transcripts(update=bool(request.config.getoption(FLAG, default=False)))


class Transcripts:
    """Plays transcripts again, or writes them anew."""

    def __init__(self, *, update: bool = False) -> None:
        self.update = update

    def replay(self, path: Path, act: Callable[[str], str]) -> None:
        """Play the file with ``act``, which answers one line; fails where an answer differs."""
        self._settle(path, [(line, act(line[2:]) if line.startswith("> ") else "") for line in _kept(path)])

    async def replay_in_time(self, path: Path, act: Callable[[str], Awaitable[str]]) -> None:
        """Do the same with a coroutine."""
        self._settle(path, [(line, await act(line[2:]) if line.startswith("> ") else "") for line in _kept(path)])

    def _settle(self, path: Path, turns: list[tuple[str, str]]) -> None:
        lines = [line for input_line, answer in turns for line in (input_line, *_answer(answer))]
        played = "\n".join(lines).strip() + "\n"
        if self.update:
            path.write_text(played, encoding="utf-8")
        else:
            written = path.read_text(encoding="utf-8")
            assert played.splitlines() == written.splitlines(), f"{path.name}: read the difference, then {FLAG}"


def card_as_text(card: Card, reader: Reader = ENGLISH) -> str:
    """Write a card as it stands in a transcript (a rendered card needs no reader)."""
    return plain(card, reader)


def said(line: str) -> Said:
    """Take apart what a person does, as it is written by custom."""
    if found := _FILE.fullmatch(line):
        return Said(file=found["name"], caption=found["caption"])
    if line.startswith("[") and line.endswith("]"):
        return Said(button=line[1:-1].removeprefix("✓ "))
    if line.startswith("(") and line.endswith(")"):
        return Said(other=line[1:-1])
    return Said(words=line)


def _kept(path: Path) -> list[str]:
    """All lines but the answers, which are to come anew."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("<")]


def _answer(text: str) -> list[str]:
    return [f"< {line}".rstrip() for line in text.splitlines()]
