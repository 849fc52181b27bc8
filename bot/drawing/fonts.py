"""The font of charts and documents: Noto Sans SC, which comes with the installation."""

from pathlib import Path

from pylopdf_fonts_zh_cn import sans_path


def chinese_font() -> Path:
    """Where the font file (OpenType) lies."""
    return Path(sans_path())
