"""Which consultation is meant: found within one organisation, by its row, by its number as people type it.

A :class:`Reference` is what every writing function asks for. It is made here alone, from a query within the
organisation, so that nobody can write to, or read from, what is another's.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, Table, and_, select

from dialogs.engine.presses import row_number
from dialogs.engine.work import Work
from dialogs.meeting import rows
from dialogs.meeting.records import consultation
from dialogs.meeting.records import number as numbers

LETTERS: Final = {"5.1": "公", "5.2": "基", "5.3": "行", "5.4": "社"}
"""The letter of each kind in a consultation's number: 公共事务, 基层事务, 行业事务, 社会组织管理."""

_CLAUSES: Final = {letter: clause for clause, letter in LETTERS.items()}
_TYPED: Final = re.compile(r"(\d{4})([公基行社])(\d{1,9})")
_DASHES: Final = str.maketrans("", "", "-‐‑‒–—―−－_ \t　·.。号")
LONGEST: Final = 40


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One consultation of one organisation."""

    id: int
    organisation: int
    number: str


def number_text(year: int, clause: str, serial: int) -> str:
    """Write a consultation's number: ``2026-行-014``."""
    return f"{year}-{LETTERS[clause]}-{serial:03}"


def typed_number(text: str) -> tuple[int, str, int] | None:
    """Read a number as people type it (``2026-行-014``, ``２０２６行１４``): year, clause, serial; else none."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).translate(_DASHES)
    found = _TYPED.fullmatch("".join(plain.split()))
    return (int(found[1]), _CLAUSES[found[2]], int(found[3])) if found else None


async def find(work: Work, organisation: int, number: str | int, *, struck: bool = False) -> Reference | None:
    """Find one of an organisation's consultations by its row, as a button brings it; none for any other's.

    ``struck`` finds one that was struck, and no other.
    """
    return await _one(work, organisation, consultation.c.id == row_number(number), struck=struck)


async def find_by_number(work: Work, organisation: int, text: str, *, struck: bool = False) -> Reference | None:
    """Find one of an organisation's consultations by its number as people type it: its own, or a former one."""
    typed = typed_number(text)
    if typed is None:
        return None
    table = consultation
    former = select(numbers.c.consultation_id).where(numbers.c.organisation_id == organisation, *_is(numbers, typed))
    return await _one(work, organisation, and_(*_is(table, typed)) | table.c.id.in_(former), struck=struck)


async def hold(work: Work, reference: Reference) -> None:
    """Let whoever else would hold this consultation wait until this transaction ends."""
    await work.transaction.execute(
        select(consultation.c.id)
        .where(consultation.c.id == reference.id, consultation.c.organisation_id == reference.organisation)
        .with_for_update()
    )


def within(reference: Reference, table: Table) -> tuple[ColumnElement[bool], ...]:
    """Give the condition for a part's rows that are this consultation's and still in."""
    return (
        table.c.consultation_id == reference.id,
        table.c.organisation_id == reference.organisation,
        table.c.removed_at.is_(None),
    )


async def read_parts(work: Work, reference: Reference, table: Table) -> list[dict[str, object]]:
    """Read all rows of a part, the oldest first, under the names of their fields."""
    found = await work.transaction.execute(select(table).where(*within(reference, table)).order_by(table.c.id))
    return [rows.fields_of(work.cipher, table, row) for row in found.mappings()]


def _is(table: Table, number: tuple[int, str, int]) -> tuple[ColumnElement[bool], ...]:
    year, clause, serial = number
    return table.c.year == year, table.c.clause == clause, table.c.serial == serial


async def _one(work: Work, organisation: int, *which: ColumnElement[bool], struck: bool = False) -> Reference | None:
    table = consultation
    out = table.c.removed_at.is_not(None) if struck else table.c.removed_at.is_(None)
    rows = await work.transaction.execute(
        select(table.c.id, table.c.organisation_id, table.c.year, table.c.clause, table.c.serial).where(
            table.c.organisation_id == organisation, out, *which
        )
    )
    row = rows.mappings().one_or_none()
    return None if row is None else reference_of(row)


def reference_of(row: RowMapping) -> Reference:
    """Make the reference of a consultation's row, which must come from a query within the organisation."""
    number = number_text(row["year"], row["clause"], row["serial"])
    return Reference(id=row["id"], organisation=row["organisation_id"], number=number)
