"""The agenda: items in order, what came of each, and what is left to the next consultation of the series."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, TypedDict, Unpack

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select

from dialogs.engine.errors import Refusal
from dialogs.engine.text import _
from dialogs.engine.work import Work
from dialogs.meeting import history, records, rows
from dialogs.meeting.consultations import continue_series
from dialogs.meeting.references import Reference, hold, within
from dialogs.meeting.terms import ItemState

MOST_ITEMS: Final = 60
"""Items on one agenda."""


class NewItem(BaseModel):
    """An agenda item: its title; ``minutes`` is its time box."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    presenter: str | None = None
    minutes: int | None = None
    summary: str | None = None
    state: ItemState = ItemState.OPEN
    consensus: str | None = None
    dissent: str | None = None
    carried_from: int | None = None
    """The consultation that left it over."""


class ItemChanges(TypedDict, total=False):
    """What can be corrected of an item."""

    title: str
    presenter: str | None
    minutes: int | None
    summary: str | None
    state: ItemState
    consensus: str | None
    dissent: str | None
    started_at: datetime | None
    ended_at: datetime | None


class AgendaFull(Refusal):
    """An agenda has no room for so many items."""

    def __init__(self, held: int, more: int) -> None:
        super().__init__(
            _("An agenda holds {most} items at the most; {held} are on it already.", most=MOST_ITEMS, held=held),
            f"{held} + {more} items",
        )


async def add_items(work: Work, reference: Reference, items: Sequence[NewItem], *, by: int | None) -> tuple[int, ...]:
    """Add items at the end of the agenda; gives their numbers in order.

    Raises :class:`AgendaFull` where there would be more than :data:`MOST_ITEMS`.
    """
    await hold(work, reference)
    table = records.agenda_item
    found = await work.transaction.execute(
        select(func.count(), func.coalesce(func.max(table.c.position), 0)).where(*within(reference, table))
    )
    count, last = found.one()
    if count + len(items) > MOST_ITEMS:
        raise AgendaFull(count, len(items))
    entries = [dict(item) | {"position": last + place} for place, item in enumerate(items, start=1)]
    return await history.add(work, reference, table, entries, by=by)


async def correct_item(
    work: Work, reference: Reference, number: int, *, by: int | None, **changes: Unpack[ItemChanges]
) -> bool:
    """Change what is said of an item; ``False`` where this consultation has no such one."""
    return await history.correct(work, reference, records.agenda_item, number, {**changes}, by=by)


async def remove_item(work: Work, reference: Reference, number: int, *, by: int | None) -> bool:
    """Take an item off the agenda, with all that was said on it; undoing puts it back."""
    return await history.remove(work, reference, records.agenda_item, number, by=by)


async def move_item(work: Work, reference: Reference, number: int, place: int, *, by: int | None) -> bool:
    """Move an item to a place on the agenda, from 1; ``False`` where this consultation has no such one."""
    await hold(work, reference)
    table = records.agenda_item
    found = await work.transaction.execute(
        select(table.c.id, table.c.position).where(*within(reference, table)).order_by(table.c.position, table.c.id)
    )
    former = {row.id: row.position for row in found}
    if number not in former:
        return False
    order = [item for item in former if item != number]
    order.insert(max(place - 1, 0), number)
    for position, item in enumerate(order, start=1):
        if former[item] != position:
            await history.correct(work, reference, table, item, {"position": position}, by=by)
    return True


async def carry_over(
    work: Work, reference: Reference, onto: Reference, items: Sequence[int], *, by: int | None
) -> tuple[int, ...]:
    """Leave items to the next consultation of the series: they are marked here and added to its agenda.

    Items that are not this consultation's, or were carried over already, are passed over. Gives the new items'
    numbers; raises :class:`AgendaFull`.
    """
    table = records.agenda_item
    found = await work.transaction.execute(
        select(table)
        .where(*within(reference, table), table.c.id.in_(items), table.c.state != ItemState.CARRIED_OVER.value)
        .order_by(table.c.position, table.c.id)
    )
    left = [rows.fields_of(work.cipher, table, row) for row in found.mappings()]
    new = [
        NewItem.model_validate(
            {name: fields[name] for name in ("title", "presenter", "minutes")} | {"carried_from": reference.id}
        )
        for fields in left
    ]
    added = await add_items(work, onto, new, by=by)
    await continue_series(work, onto, reference)
    for fields in left:
        number = fields["id"]
        if isinstance(number, int):
            await correct_item(work, reference, number, by=by, state=ItemState.CARRIED_OVER)
    return added
