"""The lists of consultations: those somebody takes part in, those they recorded, all; under way, to come and past."""

from collections.abc import Sequence
from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, select, true

from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.listed import COLUMNS, Listed, listed_of

_TABLE = records.consultation
Condition = ColumnElement[bool]


class Whose(StrEnum):
    """Which consultations."""

    MINE = "mine"
    RECORDED = "recorded"
    ALL = "all"


class When(StrEnum):
    """Those being held just now, those to come (without a day yet, too), or those that are over."""

    NOW = "now"
    COMING = "coming"
    PAST = "past"


async def count_lists(turn: Turn) -> dict[tuple[Whose, When], int]:
    """Count every list of the person's in the organisation worked in, in one statement."""
    lists = [(whose, when) for whose in Whose for when in When]
    columns = [
        func.coalesce(func.sum(case((and_(_whose(turn, whose), _when(turn, when)), 1), else_=0)), 0)
        for whose, when in lists
    ]
    found = await turn.transaction.execute(select(*columns).where(*_here(turn)))
    return dict(zip(lists, (int(count) for count in found.one()), strict=True))


async def read_list(turn: Turn, whose: Whose, when: When, *, limit: int, offset: int = 0) -> list[Listed]:
    """Read a list: the next one to come first, else the latest first."""
    at = func.coalesce(_TABLE.c.held_at, _TABLE.c.starts_at)
    order = (at.is_(None), at, _TABLE.c.id) if when is When.COMING else (at.desc(), _TABLE.c.id.desc())
    found = await turn.transaction.execute(
        select(*COLUMNS)
        .where(*_here(turn), _whose(turn, whose), _when(turn, when))
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    )
    return [listed_of(turn.cipher, row) for row in found.mappings()]


def _here(turn: Turn) -> Sequence[Condition]:
    return _TABLE.c.organisation_id == turn.member[1], _TABLE.c.removed_at.is_(None)


def _whose(turn: Turn, whose: Whose) -> Condition:
    person, _organisation = turn.member
    match whose:
        case Whose.MINE:
            part = records.participant
            return exists().where(
                part.c.consultation_id == _TABLE.c.id,
                part.c.organisation_id == _TABLE.c.organisation_id,
                part.c.person_id == person,
                part.c.removed_at.is_(None),
            )
        case Whose.RECORDED:
            return _TABLE.c.created_by_id == person
        case _:
            return true()


def _when(turn: Turn, when: When) -> Condition:
    """Tell past from coming: past is what was held or called off, and what should have begun before today.

    What is being held is neither, whenever it began.
    """
    room = records.room
    now = exists().where(
        room.c.consultation_id == _TABLE.c.id,
        room.c.organisation_id == _TABLE.c.organisation_id,
        room.c.ended_at.is_(None),
    )
    if when is When.NOW:
        return now
    midnight = datetime.combine(turn.now.astimezone(turn.who.timezone).date(), time(), tzinfo=turn.who.timezone)
    # Without a beginning the comparison is neither true nor false.
    begun = func.coalesce(_TABLE.c.starts_at < midnight, False)
    past = _TABLE.c.held_at.is_not(None) | _TABLE.c.called_off_at.is_not(None) | begun
    return and_(not_(now), past if when is When.PAST else not_(past))
