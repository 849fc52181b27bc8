"""What lies under the lines of a radar chart: bands of levels, spokes, and the levels' names on the rings."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from math import cos, pi

from bot.drawing.charts.labels import Label, direction
from bot.drawing.charts.lettering import GREY, LEADING, Lettering
from bot.drawing.charts.paper import WHITE, Paper, Points
from dialogs.assessment.wording import LEVEL_NAMES
from dialogs.engine.text import Reader

HOLE = 0.1
"""The share of the radius at which 0 lies, so that zeros on different axes can be told apart."""

SHADE, RIM, RINGS, SPOKES = "#f1f4f8", "#8b95a3", "#c3cad4", "#dfe4ea"
STEP = 25
"""Level n is reached at 25 n points (SCORING.md, "Score", 4)."""

LETTERS = Lettering(23, GREY, halo=True)


Values = Sequence[float | None]
"""A value 0-100 an axis, or none."""


class Grid:
    """The place of every score on a chart; ``centre`` and ``radius`` in pixels of the paper."""

    def __init__(self, centre: tuple[float, float], radius: float, axes: int) -> None:
        self.centre = centre
        self.radius = radius
        self.axes = axes

    def point(self, axis: int, score: float) -> tuple[float, float]:
        """Where a score of 0-100 lies on an axis."""
        x, y = direction(axis, self.axes)
        away = self._away(score)
        return self.centre[0] + away * x, self.centre[1] + away * y

    def draw(self, paper: Paper) -> None:
        """Draw bands, rings and spokes."""
        for level, shade in zip((4, 3, 2, 1, 0), cycle((SHADE, WHITE)), strict=False):
            ring = self._ring(STEP * level)
            paper.area(ring, colour=shade, opacity=1)
            paper.line(ring, colour=RIM if level == 4 else RINGS, width=2, dashes="-")
        for axis in range(self.axes):
            paper.line([self.point(axis, 0), self.point(axis, 100)], colour=SPOKES, width=2, dashes="-")

    def name_levels(self, paper: Paper, reader: Reader, taken: Sequence[Label], lines: Sequence[Values]) -> None:
        """Write the levels' names on their rings, between the two axes where the fewest lines cross them.

        ``taken`` are the axes' labels, which no name may touch if that can be; ``lines`` the series' values.
        """
        names = [f"{STEP * level} {reader.say(name)}" for level, name in enumerate(LEVEL_NAMES)]
        passed = [point for values in lines for point in self._passed(values)]
        sector = min(self._steep(), key=lambda sector: self._crossings(sector, names, taken, passed))
        for box, name in self._boxes(sector, names):
            middle = box.left + box.width / 2, box.top + box.height / 2
            paper.write((self.centre[0] + middle[0], self.centre[1] + middle[1]), name, LETTERS, "center")

    def _steep(self) -> list[int]:
        """The spaces between two axes that run up or down enough for names below each other."""
        sectors = self._sectors()
        return [sector for sector in range(sectors) if abs(direction(2 * sector + 1, 2 * sectors)[1]) > 0.6]

    def _crossings(
        self, sector: int, names: Sequence[str], taken: Sequence[Label], passed: Sequence[tuple[float, float]]
    ) -> tuple[bool, int]:
        """Whether the names would touch a label in this space, and how many points of lines they would meet."""
        boxes = [box for box, _name in self._boxes(sector, names)]
        touching = any(box.touches(label, 6) for box in boxes for label in taken)
        return touching, sum(box.holds(*point) for point in passed for box in boxes)

    def _boxes(self, sector: int, names: Sequence[str]) -> Iterator[tuple[Label, str]]:
        height = LETTERS.size * LEADING
        for level, name in enumerate(names):
            x, y = self._between(sector, STEP * level)
            width = LETTERS.width(name)
            yield Label((name,), x - width / 2, y - height / 2, width, height, "center"), name

    def _passed(self, values: Values) -> Iterator[tuple[float, float]]:
        """Points along a series' line, from the centre."""
        for axis, (one, other) in enumerate(zip(values, (*values[1:], *values[:1]), strict=True)):
            if one is None:
                continue
            start = self.point(axis, one)
            end = start if other is None else self.point((axis + 1) % self.axes, other)
            for step in range(8):
                x, y = (start[side] + (end[side] - start[side]) * step / 8 for side in (0, 1))
                yield x - self.centre[0], y - self.centre[1]

    def _sectors(self) -> int:
        """Spaces between axes; a circle of one or two axes is quartered, so that none lies on an axis."""
        return self.axes if self.axes > 2 else 4

    def _between(self, sector: int, score: float) -> tuple[float, float]:
        """The middle of a ring's side between two axes, from the centre."""
        sectors = self._sectors()
        x, y = direction(2 * sector + 1, 2 * sectors)
        away = self._away(score) * (cos(pi / sectors) if self.axes > 2 else 1)
        return away * x, away * y

    def _ring(self, score: float) -> Points:
        """A polygon through the same score on every axis; with fewer than three, a circle."""
        corners = self.axes if self.axes > 2 else 180
        ends = (direction(corner, corners) for corner in range(corners + 1))
        away = self._away(score)
        return [(self.centre[0] + away * x, self.centre[1] + away * y) for x, y in ends]

    def _away(self, score: float) -> float:
        return self.radius * (HOLE + (1 - HOLE) * min(max(score, 0), 100) / 100)
