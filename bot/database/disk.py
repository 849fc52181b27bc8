"""Whether the disk has room for what is kept."""

import shutil
from pathlib import Path
from typing import Final

from bot.checking.finding import Finding
from bot.database.access import Database
from bot.faults import SetUpFault

LEAST: Final = 200 * 1024**2
"""Bytes: an upgrade copies the database beside itself, a long day of uploads takes as much."""

MEGABYTE: Final = 1024**2


class DiskFull(SetUpFault):
    """There is hardly any room left on a disk."""

    def __init__(self, folder: Path, free: int) -> None:
        super().__init__(
            zh=f"{folder} 所在磁盘只剩 {free // MEGABYTE} MB，写满后就无法保存回答。请清理磁盘或换到更大的磁盘。",
            en=f"Only {free // MEGABYTE} MB are left on the disk of {folder}; once it is full, answers can't be kept. "
            "Free some space or move to a larger disk.",
        )


def room(database: Database, key_file: Path) -> Finding:
    """Look at the disk of the SQLite file, or of the key where the database is elsewhere."""
    folder = _existing((Path(str(database.url.database)) if database.is_sqlite else key_file).absolute().parent)
    free = shutil.disk_usage(folder).free
    if free < LEAST:
        return Finding("磁盘", "Disk", DiskFull(folder, free))
    return Finding(f"磁盘：剩余 {free // MEGABYTE} MB", f"Disk: {free // MEGABYTE} MB free")


def _existing(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if each.is_dir())
