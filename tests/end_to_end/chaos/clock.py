"""A clock that jumps: what the processes under test take for the time is the true time and an offset in a file.

Only the wall clock jumps, as a system's does when it is set; the monotonic one goes on. The program knows nothing of
it: a process that is forked for the test gets another ``time.time`` and another ``datetime`` for ``bot.house.now``,
from which every turn and every delivery has its time.
"""

import mmap
import struct
import time
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final

from bot import house

OFFSET: Final = struct.Struct("d")
"""Seconds, in the machine's own way to write a double."""


class Clock:
    """Sets the offset, in seconds, for all processes that were given the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.offset = 0.0
        path.write_bytes(OFFSET.pack(0.0))

    def jump(self, offset: float) -> None:
        """Let it be so many seconds later (or earlier) than it is."""
        self.offset = offset
        with self.path.open("r+b") as file:
            file.write(OFFSET.pack(offset))


def obey(path: Path) -> None:
    """Let this process take its time from the true one and the file."""
    with path.open("rb") as file:
        offset = mmap.mmap(file.fileno(), OFFSET.size, prot=mmap.PROT_READ)
    true_time = time.time

    def shifted() -> float:
        return true_time() + float(OFFSET.unpack_from(offset)[0])

    time.time = shifted
    vars(house)["datetime"] = _jumping(shifted)


def _jumping(shifted: Callable[[], float]) -> type[datetime]:
    class Jumping(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain one, as ever
            return datetime.fromtimestamp(shifted(), tz)

    return Jumping
