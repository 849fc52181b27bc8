"""Striking: out of the record's counts and minutes, with the reason; never deleted, and put back by the same way."""

from typing import Final

from sqlalchemy import Table

from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.polls import count_again
from dialogs.meeting.record import AgendaItem, Consultation
from dialogs.meeting.references import Reference
from dialogs.meeting.striking.navigating import What
from dialogs.meeting.striking.things import Thing
from dialogs.meeting.striking.words import FIELDS
from dialogs.meeting.terms import ItemState

ROWS: Final[dict[What, Table]] = {
    What.OPINION: records.opinion,
    What.DECISION: records.decision,
    What.ACTION: records.action,
    What.OUTCOME: records.outcome,
    What.PARTICIPANT: records.participant,
    What.CONSULTATION: records.consultation,
}
"""What is a row of its own; the rest are words of an agenda item."""

WITHOUT_CONSENSUS: Final = {ItemState.CONSENSUS: ItemState.OPEN, ItemState.PARTIAL: ItemState.DISSENT}
WITHOUT_DISSENT: Final = {ItemState.DISSENT: ItemState.OPEN, ItemState.PARTIAL: ItemState.CONSENSUS}
"""How far an item came once its consensus, or its dissent, is struck."""


async def strike(  # noqa: PLR0913 - what of what, why, by whom
    work: Work, reference: Reference, consultation: Consultation, thing: Thing, reason: str, *, by: int
) -> None:
    """Strike something of a consultation's record, and what cannot stand without it."""
    table = ROWS.get(thing.what)
    if table is None:
        item = next(one for one in consultation.agenda if one.id == thing.number)
        fields = _without(item, thing.what)
        await history.correct(work, reference, records.agenda_item, item.id, fields, by=by, reason=reason)
        return
    for opinion in thing.opinions:
        await history.remove(work, reference, records.opinion, opinion, by=by, reason=reason)
    await history.remove(work, reference, table, thing.number, by=by, reason=reason)
    if thing.what is What.PARTICIPANT:
        await count_again(work, reference, thing.number, by=by)


def _without(item: AgendaItem, what: What) -> dict[str, object]:
    states = {What.CONSENSUS: WITHOUT_CONSENSUS, What.DISSENT: WITHOUT_DISSENT}.get(what, {})
    return {FIELDS[what]: None, "state": states.get(item.state, item.state).value}
