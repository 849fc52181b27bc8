"""The legend: what each line of a chart is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from bot.drawing.charts.labels import WIDTH
from bot.drawing.charts.lettering import LEADING, Lettering
from bot.drawing.charts.paper import Dashes, Paper
from bot.drawing.wrapping import wrapped
from dialogs.engine.text import Reader, _


@dataclass(frozen=True)
class Style:
    """How a series looks; sizes in pixels, ``opacity`` that of its area."""

    colour: str
    dashes: Dashes
    width: float
    shape: str
    size: float
    hollow: bool
    opacity: float


STYLES = (
    Style("#0072b2", "-", 5, "o", 15, hollow=False, opacity=0.16),
    Style("#d55e00", "--", 5, "s", 19, hollow=True, opacity=0.08),
    Style("#009e73", "-.", 4, "^", 16, hollow=False, opacity=0),
    Style("#7d4f9b", (0, (6, 2, 1, 2, 1, 2)), 4, "v", 16, hollow=False, opacity=0),
)
"""The first three of the palette of Okabe and Ito (2008), which colour-blind people tell apart; dashes and marks
differ too."""

THIN = Style("#3d4652", ":", 3, "d", 11, hollow=False, opacity=0)
"""The line of targets, which is compared with and not looked at."""

TARGET = _("Target")
"""A series that dialogs name so is the line of targets."""

LETTERS = Lettering(32)
SAMPLE, BESIDE, BETWEEN, SIDES = 84, 14, 44, 48
"""The line's sample, the space to its name, the space between two entries, the margins; in pixels."""


def styles_of(names: Sequence[str], reader: Reader) -> tuple[Style, ...]:
    """Give each series its style: the line of targets the thin one, the others theirs in turn."""
    target = reader.say(TARGET)
    turn = cycle(STYLES)
    return tuple(THIN if name == target else next(turn) for name in names)


@dataclass(frozen=True)
class Entry:
    """One series with its name in lines."""

    style: Style
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        """The entry's width in pixels."""
        return SAMPLE + BESIDE + max(LETTERS.width(line) for line in self.lines)

    @property
    def height(self) -> float:
        """The entry's height in pixels."""
        return len(self.lines) * LETTERS.size * LEADING + 10

    def draw(self, paper: Paper, left: float, top: float) -> None:
        """Draw the sample of the line and the name."""
        middle = top + self.height / 2
        style = self.style
        paper.line(
            [(left, middle), (left + SAMPLE, middle)],
            colour=style.colour,
            width=style.width,
            dashes=style.dashes,
        )
        paper.marks(
            [(left + SAMPLE / 2, middle)],
            shape=style.shape,
            colour=style.colour,
            size=style.size,
            hollow=style.hollow,
        )
        for number, line in enumerate(self.lines):
            y = top + 5 + (number + 0.5) * LETTERS.size * LEADING
            paper.write((left + SAMPLE + BESIDE, y), line, LETTERS)


@dataclass(frozen=True)
class Legend:
    """The entries in rows, as many beside each other as there is room for."""

    rows: tuple[tuple[Entry, ...], ...]

    @classmethod
    def of(cls, names: Sequence[str], styles: Sequence[Style]) -> "Legend":
        """Lay out the names of all series with their styles."""
        room = WIDTH - 2 * SIDES - SAMPLE - BESIDE
        entries = [
            Entry(style, tuple(wrapped(name, room, LETTERS.width, 2)))
            for name, style in zip(names, styles, strict=True)
        ]
        return cls(tuple(_rows(entries)))

    @property
    def height(self) -> float:
        """The legend's height in pixels."""
        return sum(_height(row) for row in self.rows)

    def draw(self, paper: Paper, top: float) -> None:
        """Draw the rows, each in the middle of the sheet."""
        for row in self.rows:
            left = (WIDTH - _width(row)) / 2
            for entry in row:
                entry.draw(paper, left, top + (_height(row) - entry.height) / 2)
                left += entry.width + BETWEEN
            top += _height(row)


def _rows(entries: list[Entry]) -> Iterator[tuple[Entry, ...]]:
    row: tuple[Entry, ...] = ()
    for entry in entries:
        if row and _width((*row, entry)) > WIDTH - 2 * SIDES:
            yield row
            row = ()
        row = (*row, entry)
    if row:
        yield row


def _width(row: Sequence[Entry]) -> float:
    return sum(entry.width for entry in row) + BETWEEN * (len(row) - 1)


def _height(row: Sequence[Entry]) -> float:
    return max(entry.height for entry in row)
