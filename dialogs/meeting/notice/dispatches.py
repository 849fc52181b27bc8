"""What was sent to those invited, and to whom: written once, never changed; who was told by hand is noted with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import insert, select, update

from dialogs.engine.work import Work
from dialogs.meeting import records, rows
from dialogs.meeting.notice.plans import Plan
from dialogs.meeting.notice.recipients import Recipient
from dialogs.meeting.references import Reference, read_parts, within
from dialogs.meeting.terms import Dispatch, Way


class Sent(BaseModel):
    """One dispatch: what, when, by which plan; ``asks``: whether an answer was asked for."""

    model_config = ConfigDict(frozen=True)

    id: int
    what: Dispatch
    sent_at: datetime
    asks: bool
    plan: Plan


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """To whom a dispatch went; ``told_at`` is none while they are still to be told by hand."""

    sent: Sent
    participant: int
    way: Way
    told_at: datetime | None


async def write_dispatch(  # noqa: PLR0913 - a row's columns
    work: Work, reference: Reference, what: Dispatch, plan: Plan, *, asks: bool, by: int | None
) -> int:
    """Note that something is sent; gives its number."""
    fields = {"what": what, "sent_at": work.now, "by": by, "asks": asks, **plan.model_dump()}
    table = records.dispatch
    written = await work.transaction.execute(
        insert(table).values(**_scope(work, reference), **rows.columns_of(work.cipher, table, fields))
    )
    (number,) = written.inserted_primary_key or (0,)
    return int(number)


async def write_deliveries(
    work: Work, reference: Reference, dispatch: int, told: Iterable[tuple[Recipient, Way]]
) -> None:
    """Note to whom it went through the bot, and who is to be told by hand."""
    scope = _scope(work, reference) | {"dispatch_id": dispatch}
    entries = [
        scope
        | {
            "participant_id": one.participant,
            "way": way.value,
            "told_at": work.now if way is Way.BOT else None,
        }
        for one, way in told
    ]
    if entries:
        await work.transaction.execute(insert(records.delivery), entries)


async def note_told(work: Work, reference: Reference, deliveries: Iterable[Delivery], *, by: int | None) -> None:
    """Note that people were told by hand."""
    table = records.delivery
    for one in deliveries:
        await work.transaction.execute(
            update(table)
            .where(*within(reference, table), table.c.dispatch_id == one.sent.id)
            .where(table.c.participant_id == one.participant)
            .values(way=Way.HAND.value, told_at=work.now, by_id=by)
        )


async def read_dispatches(work: Work, reference: Reference) -> tuple[Sent, ...]:
    """Read what was sent, the oldest first."""
    return tuple(
        Sent.model_validate({**one, "plan": Plan.model_validate(one)})
        for one in await read_parts(work, reference, records.dispatch)
    )


async def read_deliveries(work: Work, reference: Reference, sent: Iterable[Sent]) -> tuple[Delivery, ...]:
    """Read to whom it went, in the order in which it was sent."""
    known = {one.id: one for one in sent}
    table = records.delivery
    found = await work.transaction.execute(
        select(table.c.dispatch_id, table.c.participant_id, table.c.way, table.c.told_at)
        .where(*within(reference, table))
        .order_by(table.c.dispatch_id, table.c.id)
    )
    return tuple(
        Delivery(sent=known[row.dispatch_id], participant=row.participant_id, way=Way(row.way), told_at=row.told_at)
        for row in found
    )


def batch_of(dispatch: int) -> str:
    """Name the letters of a dispatch in the outbox."""
    return f"notice-{dispatch}"


def _scope(work: Work, reference: Reference) -> dict[str, object]:
    return {
        "organisation_id": reference.organisation,
        "consultation_id": reference.id,
        "created_at": work.now,
    }
