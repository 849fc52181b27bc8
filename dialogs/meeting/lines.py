"""Lists as people type them: one entry a line, numbered or not."""

import re
from typing import Final

_NUMBERING: Final = re.compile(
    r"^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）、．:：]|\.(?!\d))|[-–—•·*＊])\s*"
)
"""``1.``, ``（二）``, ``3、``, ``-``; not the year in ``2026年预算``, nor ``1.5``."""


def lines_of(text: str) -> tuple[str, ...]:
    """Give the entries of a typed list, without their numbering and without empty lines."""
    lines = (_NUMBERING.sub("", line, count=1).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)
