"""What is wrong with a folder of data, said so that the editor of a YAML file can go and mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: the file inside the data folder, the line from 1 (0: the whole file), the place in it."""

    file: str
    line: int
    place: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (where, self.place, self.message) if part)


class DataFault(Exception):
    """The data of a standard cannot be used; ``faults`` names every fault found, file by file."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        listed = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"The data of the standard has {count}:\n{listed}")
