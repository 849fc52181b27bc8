"""The materials of a consultation: files to be read before it, under names that can be changed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Final

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import update

from dialogs.engine.forms import Kept
from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.references import Reference, read_parts, within

MOST: Final = 10
"""Materials of one consultation: each has its button on the notice."""


class Material(BaseModel):
    """One file; ``file_at``: since when it is this file, ``sent_at``: when those invited were last sent it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: int
    name: str = Field(validation_alias="label")
    file: int | None
    file_at: datetime
    sent_at: datetime | None

    @property
    def is_fresh(self) -> bool:
        """Whether those invited have not been sent it as it is now."""
        return self.sent_at is None or self.sent_at < self.file_at


async def read_materials(work: Work, reference: Reference) -> tuple[Material, ...]:
    """Read the materials, in the order in which they were added."""
    return tuple(Material.model_validate(one) for one in await read_parts(work, reference, records.material))


async def find_material(work: Work, reference: Reference, number: int) -> Material | None:
    """Find a material of a consultation that has not been taken out."""
    return next((one for one in await read_materials(work, reference) if one.id == number), None)


async def add_materials(work: Work, reference: Reference, files: Sequence[Kept], *, by: int | None) -> None:
    """Add files under the names that they came with."""
    entries = [{"label": one.name, "file": one.file, "file_at": work.now} for one in files]
    await history.add(work, reference, records.material, entries, by=by)


async def rename_material(work: Work, reference: Reference, number: int, name: str, *, by: int | None) -> bool:
    """Call a material otherwise; ``False`` where there is no such one."""
    return await history.correct(work, reference, records.material, number, {"label": name}, by=by)


async def replace_material(work: Work, reference: Reference, number: int, file: Kept, *, by: int | None) -> bool:
    """Put another file in a material's place, under its own name; the former one stays on record."""
    fields = {"file": file.file, "label": file.name, "file_at": work.now}
    return await history.correct(work, reference, records.material, number, fields, by=by)


async def note_sent(work: Work, reference: Reference, materials: Sequence[Material]) -> None:
    """Note that those invited have been sent materials as they are now."""
    table = records.material
    await work.transaction.execute(
        update(table)
        .where(*within(reference, table), table.c.id.in_([one.id for one in materials]))
        .values(sent_at=work.now)
    )


def file_name(name: str, original: str) -> str:
    """Name a file as it is given out: a material's name, with the ending that its file came with."""
    ending = PurePath(original).suffix
    return name if not ending or name.lower().endswith(ending.lower()) else f"{name}{ending}"
