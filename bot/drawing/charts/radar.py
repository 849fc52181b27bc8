"""The radar chart: one axis a capability, 0 near the centre and 100 at the rim, levels as rings.

It can be read on a phone without zooming and without colours (lines differ in dashes and marks too). Where a series
has no figure its line is interrupted, and a note below names the place.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC
from itertools import groupby
from threading import Lock

from babel.lists import format_list

from bot.catalogues import reader
from bot.drawing.charts.grid import Grid, Values
from bot.drawing.charts.labels import WIDTH, arranged
from bot.drawing.charts.legend import Legend, Style, styles_of
from bot.drawing.charts.lettering import GREY, LEADING, Lettering, drawable
from bot.drawing.charts.paper import Paper
from bot.drawing.wrapping import wrapped
from dialogs.engine.cards import Radar, Series
from dialogs.engine.text import Reader, Text, _

TITLE, NOTES = Lettering(42), Lettering(27, GREY)
EDGE, GAP, SIDES = 34, 26, 48
"""The margin above and below, the space between the parts, the margins beside texts; in pixels."""

LOCK = Lock()
"""matplotlib keeps global state (fonts) and does one drawing at a time."""


def radar_png(radar: Radar, locale: str) -> bytes:
    """Draw a radar chart as a PNG, 1080 pixels wide and at least as high.

    Raises ``ValueError`` when a series has not one value an axis.
    """
    if any(len(series.values) != len(radar.axes) for series in radar.series):
        raise ValueError("a radar's series has one value, or none, for each axis")
    with LOCK:
        return _Sheet(radar, reader(locale, UTC)).png()


class _Sheet:
    """The parts of the picture from top to bottom: title, circle with its labels, legend, notes."""

    def __init__(self, radar: Radar, reader: Reader) -> None:
        self.radar = radar
        self.reader = reader
        self.title = wrapped(self._words(radar.title), WIDTH - 2 * SIDES, TITLE.width, 2)
        self.ring = arranged([self._words(axis) for axis in radar.axes])
        names = [self._words(series.name) for series in radar.series]
        self.styles = styles_of(names, reader)
        self.legend = Legend.of(names, self.styles)
        self.notes = [line for note in self._gaps() for line in wrapped(note, WIDTH - 2 * SIDES, NOTES.width, 12)]

    def png(self) -> bytes:
        """Draw everything."""
        circle = self.ring.bottom - self.ring.top
        parts = [_height(self.title, TITLE), circle, self.legend.height, _height(self.notes, NOTES)]
        needed = sum(parts) + GAP * (len([part for part in parts if part]) - 1) + 2 * EDGE
        height = max(WIDTH, round(needed))
        paper = Paper(WIDTH, height)
        _write(paper, self.title, TITLE, EDGE)
        spare = (height - needed) / 2
        top = EDGE + parts[0] + GAP * bool(self.title) + spare
        self._circle(paper, top - self.ring.top)
        top += circle + GAP + spare
        self.legend.draw(paper, top)
        _write(paper, self.notes, NOTES, top + parts[2] + GAP)
        return paper.png()

    def _circle(self, paper: Paper, middle: float) -> None:
        grid = Grid((WIDTH / 2, middle), self.ring.radius, len(self.radar.axes))
        grid.draw(paper)
        lines = [series.values for series in self.radar.series]
        drawn = list(zip(lines, self.styles, strict=True))
        for values, style in drawn:
            _area(paper, grid, values, style)
        grid.name_levels(paper, self.reader, self.ring.labels, lines)
        for values, style in drawn:
            _line(paper, grid, values, style)
        for values, style in reversed(drawn):
            _marks(paper, grid, values, style)
        lettering = Lettering(self.ring.size)
        for label in self.ring.labels:
            for x, y, line in label.anchors():
                paper.write((WIDTH / 2 + x, middle + y), line, lettering, label.align)

    def _gaps(self) -> Iterator[str]:
        for series in self.radar.series:
            missing = [
                self._words(axis) for axis, value in zip(self.radar.axes, series.values, strict=True) if value is None
            ]
            if missing:
                yield drawable(self.reader.say(self._gap(series, missing)))

    def _gap(self, series: Series, missing: list[str]) -> Text:
        if len(missing) == len(self.radar.axes):
            return _("{series}: no figures yet", series=self._words(series.name))
        axes = format_list(missing, locale=self.reader.locale)
        if len(self.radar.series) == 1:
            return _("No figure: {axes}", axes=axes)
        return _("{series}, no figure: {axes}", series=self._words(series.name), axes=axes)

    def _words(self, text: Text) -> str:
        return drawable(self.reader.say(text)) or "–"


def _height(lines: Sequence[str], lettering: Lettering) -> float:
    return len(lines) * lettering.size * LEADING


def _write(paper: Paper, lines: Sequence[str], lettering: Lettering, top: float) -> None:
    for number, line in enumerate(lines):
        y = top + (number + 0.5) * lettering.size * LEADING
        paper.write((WIDTH / 2, y), line, lettering, "center")


def _runs(values: Values) -> Iterator[list[int]]:
    """Give the axes that a line joins without a gap; the whole circle ends where it began."""
    if None not in values:
        yield [*range(len(values)), 0][: len(values) + 1]
        return
    first = values.index(None)
    around = [(first + step) % len(values) for step in range(len(values))]
    for missing, run in groupby(around, key=lambda axis: values[axis] is None):
        if not missing:
            yield list(run)


def _area(paper: Paper, grid: Grid, values: Values, style: Style) -> None:
    for run in _runs(values):
        points = [grid.point(axis, values[axis] or 0) for axis in run]
        ends = [] if run[0] == run[-1] else [grid.centre]
        if style.opacity and len(points) > 1:
            paper.area([*points, *ends], colour=style.colour, opacity=style.opacity)


def _line(paper: Paper, grid: Grid, values: Values, style: Style) -> None:
    for run in _runs(values):
        points = [grid.point(axis, values[axis] or 0) for axis in run]
        paper.line(points, colour=style.colour, width=style.width, dashes=style.dashes)


def _marks(paper: Paper, grid: Grid, values: Values, style: Style) -> None:
    """Hollow marks are larger and lie under the filled ones, so that equal values of two series both show."""
    points = [grid.point(axis, value) for axis, value in enumerate(values) if value is not None]
    if points:
        paper.marks(points, shape=style.shape, colour=style.colour, size=style.size, hollow=style.hollow)
