"""A folder of data read into records, each with its place, before it is known whether they agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import TypeVar

from standard.documents import Document, Placed, UnreadableFileError, read, record, records
from standard.faults import Fault
from standard.models import (
    Affair,
    Clause,
    Edition,
    Item,
    Record,
    Remedy,
    SupportMeasure,
    SupportScale,
    Tag,
    Term,
)

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Draft:
    """Everything in a folder that could be read; ``broken`` names the files and folders with faults."""

    edition: Placed[Edition] | None
    clauses: Sequence[Placed[Clause]]
    items: Sequence[Placed[Item]]
    affairs: Sequence[Placed[Affair]]
    tags: Sequence[Placed[Tag]]
    support: Sequence[Placed[SupportMeasure]]
    support_scale: Placed[SupportScale] | None
    remedies: Sequence[Placed[Remedy]]
    glossary: Sequence[Placed[Term]]
    faults: Sequence[Fault]

    @property
    def broken(self) -> frozenset[str]:
        """``{"items", "remedies"}``: of these families a record may be missing because it is faulty."""
        return frozenset(fault.file.partition("/")[0].removesuffix(".yaml") for fault in self.faults)


def read_draft(folder: Traversable) -> Draft:
    """Read every file of a data folder; whatever cannot be read is left out and stands in ``faults``."""
    reading = _Reading(folder)
    return Draft(
        edition=reading.one("version.yaml", Edition),
        clauses=reading.folder_of("clauses", Clause),
        items=reading.folder_of("items", Item),
        affairs=reading.all("affairs.yaml", Affair, "kinds"),
        tags=reading.all("affairs.yaml", Tag, "tags"),
        support=reading.all("support.yaml", SupportMeasure, "measures"),
        support_scale=reading.one("support.yaml", SupportScale, "scale"),
        remedies=reading.all("remedies.yaml", Remedy),
        glossary=reading.all("glossary.yaml", Term),
        faults=tuple(reading.faults),
    )


@dataclass
class _Reading:
    folder: Traversable
    faults: list[Fault] = field(default_factory=list)
    documents: dict[str, Document | None] = field(default_factory=dict)

    def one(self, name: str, model: type[R], *path: str) -> Placed[R] | None:
        document = self._document(name)
        return next(iter(self._sound(record(document, model, *path))), None) if document else None

    def all(self, name: str, model: type[R], *path: str) -> tuple[Placed[R], ...]:
        document = self._document(name)
        return self._sound(records(document, model, *path)) if document else ()

    def folder_of(self, name: str, model: type[R]) -> tuple[Placed[R], ...]:
        folder = self.folder.joinpath(name)
        files = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
        files = [each for each in files if each.endswith(".yaml")]
        if not files:
            self.faults.append(Fault(name, 0, "", "there is no such folder, or it holds no .yaml file"))
        return tuple(placed for each in files for placed in self.all(f"{name}/{each}", model))

    def _document(self, name: str) -> Document | None:
        if name not in self.documents:
            try:
                self.documents[name] = read(self.folder, name)
            except UnreadableFileError as error:
                self.faults.append(error.fault)
                self.documents[name] = None
        return self.documents[name]

    def _sound(self, found: Iterator[Placed[R] | Fault]) -> tuple[Placed[R], ...]:
        sound: list[Placed[R]] = []
        for each in found:
            if isinstance(each, Fault):
                self.faults.append(each)
            else:
                sound.append(each)
        return tuple(sound)
