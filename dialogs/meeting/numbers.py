"""The numbers of consultations: counted up by organisation, year and kind, none given twice; the former ones kept."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.references import Reference, number_text


async def next_serial(work: Work, organisation: int, year: int, clause: str) -> int:
    """Give the next number of a year and kind.

    Counted up in one statement: whoever counts at the same time waits for this row and gets the next number.
    """
    inserting = sqlite.insert if work.transaction.dialect.name == "sqlite" else postgresql.insert
    table = records.serial
    counted = await work.transaction.execute(
        inserting(table)
        .values(organisation_id=organisation, year=year, clause=clause, last=1)
        .on_conflict_do_update(index_elements=["organisation_id", "year", "clause"], set_={"last": table.c.last + 1})
        .returning(table.c.last)
    )
    return int(counted.scalar_one())


async def renumber(work: Work, reference: Reference, clause: str, *, by: int | None) -> Reference:
    """Give a consultation a number of another kind; one that it had of that kind already is its own again.

    The number bears the letter of its kind, so it changes with the kind; the year stays. Whatever number a
    consultation ever had leads to it for good.
    """
    table, kept = records.consultation, records.number
    found = await work.transaction.execute(
        select(table.c.year, table.c.clause, table.c.serial).where(
            table.c.id == reference.id, table.c.organisation_id == reference.organisation
        )
    )
    row = found.one()
    had = await work.transaction.scalar(
        select(kept.c.serial).where(
            kept.c.consultation_id == reference.id, kept.c.year == row.year, kept.c.clause == clause
        )
    )
    serial = had or await next_serial(work, reference.organisation, row.year, clause)
    await _keep(work, reference, row.year, row.clause, row.serial)
    await _keep(work, reference, row.year, clause, serial)
    await history.correct(work, reference, table, reference.id, {"clause": clause, "serial": serial}, by=by)
    return Reference(id=reference.id, organisation=reference.organisation, number=number_text(row.year, clause, serial))


async def former_numbers(work: Work, reference: Reference) -> tuple[str, ...]:
    """Give the numbers under which a consultation stood before."""
    kept = records.number
    found = await work.transaction.execute(
        select(kept.c.year, kept.c.clause, kept.c.serial)
        .where(kept.c.consultation_id == reference.id, kept.c.organisation_id == reference.organisation)
        .order_by(kept.c.year, kept.c.clause)
    )
    numbers = (number_text(row.year, row.clause, row.serial) for row in found)
    return tuple(number for number in numbers if number != reference.number)


async def _keep(work: Work, reference: Reference, year: int, clause: str, serial: int) -> None:
    inserting = sqlite.insert if work.transaction.dialect.name == "sqlite" else postgresql.insert
    await work.transaction.execute(
        inserting(records.number)
        .values(
            organisation_id=reference.organisation,
            year=year,
            clause=clause,
            serial=serial,
            consultation_id=reference.id,
        )
        .on_conflict_do_nothing(index_elements=["organisation_id", "year", "clause", "serial"])
    )
