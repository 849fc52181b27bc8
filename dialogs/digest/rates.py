"""Who has answered of how many (response rate, both numbers), and who has not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from dialogs.assessment.records import response
from dialogs.assessment.responses import count_responses
from dialogs.assessment.rounds import NAMED, Round
from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work
from dialogs.people import records as people


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How many have answered of those who were asked: the members now, or when the round ended."""

    answered: int
    invited: int

    @property
    def missing(self) -> int:
        """How many have not; never below none, though somebody who left may have answered."""
        return max(0, self.invited - self.answered)

    @property
    def share(self) -> float:
        """The response rate, 0-1."""
        return min(1.0, self.answered / self.invited) if self.invited else 0.0


@dataclass(frozen=True, kw_only=True)
class Member:
    """A member by name."""

    person: int
    name: str


async def response_rate(work: Work, round_: Round) -> Rate:
    """Count who has answered; in an anonymous round by the answers alone."""
    table = people.membership
    asked = select(func.count()).select_from(table).where(_is_asked(round_, work.now))
    invited = int((await work.transaction.execute(asked)).scalar_one())
    if round_.kind != NAMED:
        return Rate(answered=await count_responses(work, round_), invited=invited)
    answered = await work.transaction.execute(asked.where(_has_answered(round_)))
    return Rate(answered=int(answered.scalar_one()), invited=invited)


async def who_is_missing(work: Work, round_: Round) -> tuple[Member, ...]:
    """Name the members who have not answered a named round, in the order they joined; nobody of an anonymous one."""
    if round_.kind != NAMED:
        return ()
    table = people.membership
    rows = await work.transaction.execute(
        select(people.person.c.id, people.person.c.sealed_name)
        .join(table, table.c.person_id == people.person.c.id)
        .where(_is_asked(round_, work.now), ~_has_answered(round_))
        .order_by(table.c.joined_at, people.person.c.id)
    )
    return tuple(
        Member(person=row.id, name="" if row.sealed_name is None else open_text(work.cipher, row.sealed_name))
        for row in rows
    )


def _is_asked(round_: Round, now: datetime) -> ColumnElement[bool]:
    table = people.membership
    moment = now if round_.is_open(now) else round_.ended_at or now
    return and_(
        table.c.organisation_id == round_.organisation,
        table.c.joined_at <= moment,
        or_(table.c.left_at.is_(None), table.c.left_at > moment),
    )


def _has_answered(round_: Round) -> ColumnElement[bool]:
    return exists().where(response.c.round_id == round_.id, response.c.person_id == people.membership.c.person_id)
