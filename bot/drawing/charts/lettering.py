"""Letters on a chart: which font, how wide, and what to do with characters that no font has."""

from dataclasses import dataclass
from functools import cache, lru_cache

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

from bot.drawing.fonts import chinese_font

INK, GREY = "#1c2430", "#5b6573"
SUBSTITUTE = "□"
LEADING = 1.3
"""Line height in font sizes."""

DPI = 72
"""One point is one pixel, so that sizes of letters and lines are pixels too."""


@dataclass(frozen=True)
class Lettering:
    """How a text looks: ``size`` in pixels; ``halo`` keeps it readable on lines."""

    size: float
    colour: str = INK
    halo: bool = False

    def width(self, text: str) -> float:
        """Measure one line of text, in pixels."""
        return _width(text, self.size)


@cache
def families() -> tuple[str, str]:
    """Register the font with matplotlib; give the families to ask for, the Chinese one first.

    The second comes with matplotlib and has scripts that the first lacks (Arabic, Hebrew).
    """
    fontManager.addfont(str(chinese_font()))
    return (get_font(str(chinese_font())).family_name, "DejaVu Sans")


def drawable(text: str) -> str:
    """Give the text without what no font can draw: other characters become ``□``, white space one space.

    Format characters (joiners, marks of direction) and variation selectors have no shape and are left out.
    """
    return "".join(_shape(character) for character in " ".join(text.split()))


def _shape(character: str) -> str:
    if not character.isprintable() or "\ufe00" <= character <= "\ufe0f":
        return ""
    return character if ord(character) in _characters() else SUBSTITUTE


@cache
def _characters() -> frozenset[int]:
    paths = [findfont(FontProperties(family=[family])) for family in families()]
    return frozenset[int]().union(*(get_font(path).get_charmap() for path in paths))


@cache
def _renderer() -> RendererAgg:
    return RendererAgg(8, 8, DPI)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4096)
def _width(text: str, size: float) -> float:
    font = FontProperties(family=list(families()), size=size)
    width, _height, _descent = _renderer().get_text_width_height_descent(  # type: ignore[no-untyped-call]
        text, font, ismath=False
    )
    return float(width)
