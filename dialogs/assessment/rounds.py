"""Rounds: when an organisation assesses itself, and what each round is called."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping, case, insert, select, update

from dialogs.assessment.records import assessment_round
from dialogs.engine.presses import row_number
from dialogs.engine.text import Text, _
from dialogs.engine.work import Work
from dialogs.people import records as people
from standard.library import Library
from standard.models import Words

Kind = Literal["named", "anonymous"]
NAMED: Final[Kind] = "named"


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of one organisation."""

    id: int
    organisation: int
    year: int
    number: int
    title: str | None
    kind: Kind
    version: str
    min_group: int | None
    opened_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether answers are taken."""
        return self.closed_at is None and (self.closes_at is None or now < self.closes_at)

    @property
    def ended_at(self) -> datetime | None:
        """When it was closed, or is to close."""
        return self.closed_at or self.closes_at

    @property
    def name(self) -> Text:
        """What it is called: the title it was given, or its year and number (2026年第一轮)."""
        if self.title is not None:
            return self.title
        counted = Words(zh=chinese_numeral(self.number), en=str(self.number))
        return _("Round {number}, {year}", number=counted, year=str(self.year))


async def open_first_round(library: Library, work: Work, organisation: int) -> None:
    """Open an organisation's first round, a named one; every organisation starts with it."""
    zone = await work.transaction.execute(
        select(people.organisation.c.timezone).where(people.organisation.c.id == organisation)
    )
    await work.transaction.execute(
        insert(assessment_round).values(
            organisation_id=organisation,
            year=work.now.astimezone(ZoneInfo(zone.scalar_one())).year,
            number=1,
            kind=NAMED,
            standard_version=library.version,
            opened_at=work.now,
        )
    )


async def find_round(work: Work, organisation: int, number: str | int) -> Round | None:
    """Find one of an organisation's rounds by its id, as a button brings it; none for any other's."""
    table = assessment_round
    rows = await work.transaction.execute(
        select(table).where(table.c.id == row_number(number), table.c.organisation_id == organisation)
    )
    return _round(rows.mappings().one_or_none())


async def current_round(work: Work, organisation: int) -> Round | None:
    """Give the round that is open, the latest one first; where none is, the one that was closed last."""
    table = assessment_round
    closed = case((table.c.closed_at.is_(None), 0), else_=1)
    rows = await work.transaction.execute(
        select(table).where(table.c.organisation_id == organisation).order_by(closed, table.c.id.desc()).limit(1)
    )
    return _round(rows.mappings().one_or_none())


async def close_round(work: Work, organisation: int, number: int) -> bool:
    """Close a round now; ``False`` when the organisation has none such that is still open."""
    table = assessment_round
    closed = await work.transaction.execute(
        update(table)
        .where(table.c.id == number, table.c.organisation_id == organisation, table.c.closed_at.is_(None))
        .values(closed_at=work.now)
    )
    return closed.rowcount == 1


def chinese_numeral(number: int) -> str:
    """Write 1-99 as it is said: 一, 十, 十二, 二十, 九十九; other numbers in digits."""
    if not 0 < number < 100:
        return str(number)
    digits = "一二三四五六七八九"
    tens, ones = divmod(number, 10)
    said = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens - 1]}十"
    return said + (digits[ones - 1] if ones else "")


def _round(row: RowMapping | None) -> Round | None:
    if row is None:
        return None
    return Round(
        id=row["id"],
        organisation=row["organisation_id"],
        year=row["year"],
        number=row["number"],
        title=row["title"],
        kind=row["kind"],
        version=row["standard_version"],
        min_group=row["min_group"],
        opened_at=row["opened_at"],
        closes_at=row["closes_at"],
        closed_at=row["closed_at"],
    )
