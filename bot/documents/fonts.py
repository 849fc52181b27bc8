"""The fonts of documents: all come with the installation, so a document looks alike wherever it is made."""

from importlib.util import find_spec
from pathlib import Path

from pylopdf_fonts_zh_cn import sans_path, serif_path


def font_folders() -> list[Path]:
    """Give the folders with Noto Sans and Serif SC, and with DejaVu Sans (matplotlib's) for scripts beyond them."""
    return sorted({Path(sans_path()).parent, Path(serif_path()).parent, *_dejavu()})


def _dejavu() -> list[Path]:
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        return []
    return [Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"]
