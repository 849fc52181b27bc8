"""A disk that can be filled: a small file system of its own where that is permitted, else a limit on files' size.

Where this process may mount (as root), the database lies on a ``tmpfs`` of :data:`MEGABYTES`, and a file beside it
takes all that is left: SQLite meets ``ENOSPC``, as on any full disk. Where it may not, ``RLIMIT_FSIZE`` of the
processes under test is lowered instead: every write to a file then fails (``EFBIG``), reads and locks go on; SQLite
calls that an I/O error rather than a full disk, but rolls back all the same. The table says which of the two it was.
Before the disk fills up, the write-ahead log is emptied, or its unused pages would take what is written meanwhile.
"""

import os
import resource
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MEGABYTES: Final = 64
CHUNKS: Final = (1 << 20, 1 << 12, 1)
UNLIMITED: Final = resource.RLIM_INFINITY


@dataclass(frozen=True)
class Disk:
    """Where the database lies; ``mounted`` where it is a file system of its own."""

    folder: Path
    mounted: bool

    @property
    def database(self) -> Path:
        """The database's file."""
        return self.folder / "consultbot.db"

    @property
    def filled(self) -> str:
        """By what it is full."""
        return "disk full" if self.mounted else "disk full (as a limit on files)"

    def fill(self, processes: Iterable[int]) -> None:
        """Leave no room for the processes to write anything."""
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(self.database, timeout=1)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if self.mounted:
            self._take_all()
        else:
            self._limit(processes, 0)

    def free(self, processes: Iterable[int]) -> None:
        """Leave room again."""
        if self.mounted:
            self._ballast.unlink(missing_ok=True)
        else:
            self._limit(processes, UNLIMITED)

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"

    def _take_all(self) -> None:
        with self._ballast.open("wb", buffering=0) as ballast:
            for chunk in CHUNKS:
                with suppress(OSError):  # ENOSPC
                    while True:
                        ballast.write(b"\0" * chunk)

    def _limit(self, processes: Iterable[int], size: int) -> None:
        for process in processes:
            with suppress(ProcessLookupError):
                resource.prlimit(process, resource.RLIMIT_FSIZE, (size, UNLIMITED))


@contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    """Give a disk; it is gone afterwards."""
    place = folder / "disk"
    place.mkdir()
    mounted = os.geteuid() == 0 and _succeeds("mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place))
    try:
        yield Disk(place, mounted)
    finally:
        if mounted:
            _succeeds("umount", "--lazy", str(place))


def _succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False
