"""A sheet measured in pixels, drawn on through matplotlib's objects (never pyplot, which keeps global state)."""

from collections.abc import Sequence
from io import BytesIO
from itertools import count
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from bot.drawing.charts.lettering import DPI, Lettering, families

WHITE = "#ffffff"
Dashes = str | tuple[int, tuple[int, ...]]
"""One of matplotlib's line styles: a name, or an offset and the lengths of dashes and gaps in line widths."""

Points = Sequence[tuple[float, float]]
"""``x`` to the right and ``y`` downwards, in pixels from the top left corner."""


class Paper:
    """A white sheet, its size in pixels; what is drawn later covers what was drawn before."""

    def __init__(self, width: float, height: float) -> None:
        self.figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=WHITE)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)
        self.axes.set_axis_off()
        self.layers = count(1)

    def line(self, points: Points, *, colour: str, width: float, dashes: Dashes) -> None:
        """Draw a line through points; ``dashes`` is one of matplotlib's line styles."""
        xs, ys = zip(*points, strict=True)
        self.axes.plot(xs, ys, color=colour, linewidth=width, linestyle=dashes, zorder=next(self.layers))

    def marks(self, points: Points, *, shape: str, colour: str, size: float, hollow: bool) -> None:
        """Put a mark on every point; ``shape`` is one of matplotlib's markers."""
        xs, ys = zip(*points, strict=True)
        self.axes.plot(
            xs, ys, linestyle="none", marker=shape, markersize=size, markeredgewidth=size / 4,
            markeredgecolor=colour, markerfacecolor=WHITE if hollow else colour, zorder=next(self.layers),
        )  # fmt: skip

    def area(self, points: Points, *, colour: str, opacity: float) -> None:
        """Fill a polygon, without an edge."""
        xs, ys = zip(*points, strict=True)
        self.axes.fill(xs, ys, facecolor=colour, edgecolor="none", alpha=opacity, zorder=next(self.layers))

    def write(
        self,
        point: tuple[float, float],
        text: str,
        lettering: Lettering,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write one line of text, the middle of its height at the point."""
        written = self.axes.text(
            *point, text, family=list(families()), size=lettering.size, color=lettering.colour,
            ha=align, va="center_baseline", parse_math=False, zorder=next(self.layers),
        )  # fmt: skip
        if lettering.halo:
            written.set_path_effects([withStroke(linewidth=lettering.size / 5, foreground=WHITE)])

    def png(self) -> bytes:
        """Give the sheet as a PNG, the same bytes for the same drawing."""
        target = BytesIO()
        self.figure.savefig(target, format="png", metadata={"Software": None})
        return target.getvalue()
