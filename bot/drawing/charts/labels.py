"""Where the names of a radar's axes go: around the circle, as large as they can be without touching."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import cos, hypot, pi, sin
from typing import Literal

from bot.drawing.charts.lettering import LEADING, Lettering
from bot.drawing.wrapping import fits, wrapped

WIDTH = 1080
MARGIN, AWAY, APART = 20, 24, 10
"""Pixels kept free at the sheet's sides, between a label and the circle, and between two labels."""

SIZES = (36, 34, 32, 30, 28, 26, 24)
RADII = (390, 375, 360, 345, 330, 315, 300, 285)
LINES = 3
WIDEST = (300, 240, 200, 170, 140, 110, 80)
"""How wide a label may be in pixels; the narrower ones are for names that would have to be cut anyway."""

TRIES = sorted(product((2, LINES), SIZES, RADII), key=lambda choice: 40 * choice[0] - 14 * choice[1] - choice[2])
"""Lines a label, size of its letters, radius, in the order of preference."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Label:
    """A name in lines; its box in pixels from the centre, ``x`` to the right and ``y`` downwards."""

    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    align: Align

    def anchors(self) -> Iterator[tuple[float, float, str]]:
        """Give for each line where it is to be written (see ``align``), and the line."""
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        step = self.height / len(self.lines)
        for number, line in enumerate(self.lines):
            yield self.left + share * self.width, self.top + (number + 0.5) * step, line

    def touches(self, other: "Label", apart: float = 0) -> bool:
        """Whether two boxes are less than ``apart`` pixels apart in both directions."""
        return (
            self.left < other.left + other.width + apart
            and other.left < self.left + self.width + apart
            and self.top < other.top + other.height + apart
            and other.top < self.top + self.height + apart
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the box."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height

    def reach(self) -> float:
        """Give the box's distance from the centre, in pixels."""
        return hypot(max(self.left, -self.left - self.width, 0), max(self.top, -self.top - self.height, 0))


@dataclass(frozen=True)
class Ring:
    """The labels of all axes, with the size of their letters and the radius of the circle, in pixels."""

    labels: tuple[Label, ...]
    size: float
    radius: float

    @property
    def top(self) -> float:
        """The highest point of circle and labels, as ``y`` from the centre."""
        return min([-self.radius, *(label.top for label in self.labels)])

    @property
    def bottom(self) -> float:
        """The lowest point of circle and labels, as ``y`` from the centre."""
        return max([self.radius, *(label.top + label.height for label in self.labels)])


def direction(axis: int, axes: int) -> tuple[float, float]:
    """Give the unit vector of an axis: the first points up, the others follow clockwise."""
    angle = 2 * pi * axis / axes
    return sin(angle), -cos(angle)


def arranged(names: Sequence[str]) -> Ring:
    """Choose letters and circle as large as they can be with no label touching another.

    Names too long for any (more than three lines of the smallest letters) end in an ellipsis. More axes than
    can be named at all, some forty, stay without names.
    """
    tries = (_placed(names, *choice) for choice in TRIES)
    cut = (_cut(names, most) for most in WIDEST)
    found = (ring for ring in chain(tries, cut) if ring and not _crowded(ring))
    return next(found, None) or _cut((), WIDEST[-1])


def _placed(names: Sequence[str], lines: int, size: float, radius: float) -> Ring | None:
    measure = Lettering(size).width
    rooms = [_room(direction(axis, len(names)), radius) for axis in range(len(names))]
    if not all(fits(name, room, measure, lines) for name, room in zip(names, rooms, strict=True)):
        return None
    return Ring(tuple(_labels(names, lines, size, radius)), size, radius)


def _cut(names: Sequence[str], widest: float) -> Ring:
    return Ring(tuple(_labels(names, LINES, SIZES[-1], RADII[-1], widest)), SIZES[-1], RADII[-1])


def _labels(names: Sequence[str], lines: int, size: float, radius: float, widest: float = WIDEST[0]) -> Iterator[Label]:
    lettering = Lettering(size)
    for axis, name in enumerate(names):
        towards = direction(axis, len(names))
        broken = wrapped(name, min(widest, _room(towards, radius)), lettering.width, lines)
        yield _label(broken, lettering, towards, radius)


def _crowded(ring: Ring) -> bool:
    together = any(one.touches(other, APART) for one, other in combinations(ring.labels, 2))
    return together or any(label.reach() < ring.radius + AWAY / 2 for label in ring.labels)


def _lean(towards: tuple[float, float]) -> float:
    """How far a label stands beside its axis' end: 0 centred on it, 1 wholly to the right, -1 to the left."""
    return max(-1.0, min(1.0, 1.8 * towards[0]))


def _room(towards: tuple[float, float], radius: float) -> float:
    end = abs(towards[0]) * (radius + AWAY)
    return min(WIDEST[0], 2 * (WIDTH / 2 - MARGIN - end) / (1 + abs(_lean(towards))))


def _label(lines: list[str], lettering: Lettering, towards: tuple[float, float], radius: float) -> Label:
    width = max(lettering.width(line) for line in lines)
    height = len(lines) * lettering.size * LEADING
    middle_x = towards[0] * (radius + AWAY) + _lean(towards) * width / 2
    middle_y = towards[1] * (radius + AWAY + height / 2)
    align: Align = "center" if abs(towards[0]) < 0.3 else "left" if towards[0] > 0 else "right"
    return Label(tuple(lines), middle_x - width / 2, middle_y - height / 2, width, height, align)
