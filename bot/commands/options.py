"""What the command line hands on to the parts of the program."""

from dataclasses import dataclass
from pathlib import Path

from bot.addresses import Address


@dataclass(frozen=True)
class DemoOptions:
    """How to show consultbot: where it listens, the SQLite file, its key beside it, and the first language."""

    listen: Address
    database: Path
    language: str

    @property
    def key_file(self) -> Path:
        """Where the demonstration's own key lies."""
        return self.database.with_suffix(".key")
