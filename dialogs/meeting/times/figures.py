"""Figures inside days and times: in digits, or in Chinese numerals."""

from typing import Final

from dialogs.engine.walk.numerals import whole_number

FIGURE: Final = r"(?:\d{1,2}(?!\d)|[〇零一二三四五六七八九十两廿]{1,4})"
"""A day, a month, an hour, a minute."""


def figure(written: str) -> int:
    """Read what :data:`FIGURE` matched; numerals that are no number (``十十十``) give 99, which nothing has."""
    value = whole_number(written.replace("廿", "二十").removeprefix("零") or "0")
    return 99 if value is None else value
