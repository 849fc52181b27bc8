"""Opinions on agenda items: who said what, of which kind, on which side; an anonymous one names nobody."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, TypedDict, Unpack

from pydantic import BaseModel, ConfigDict, model_validator

from dialogs.engine.work import Work
from dialogs.meeting import history, records
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import StakeholderKind, Stance

LONGEST_OPINION: Final = 4000
"""Characters."""


class NewOpinion(BaseModel):
    """What somebody said on an item; ``at`` is now unless it is given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: int
    kind: StakeholderKind
    stance: Stance
    text: str
    participant: int | None = None
    anonymous: bool = False
    at: datetime | None = None

    @model_validator(mode="after")
    def _names_nobody(self) -> "NewOpinion":
        if self.anonymous and self.participant is not None:
            raise ValueError("an anonymous opinion names no participant")
        return self


class OpinionChanges(TypedDict, total=False):
    """What can be corrected of an opinion."""

    kind: StakeholderKind
    stance: Stance
    text: str
    participant: int | None
    anonymous: bool


async def add_opinions(
    work: Work, reference: Reference, opinions: Sequence[NewOpinion], *, by: int | None
) -> tuple[int, ...]:
    """Add opinions; gives their numbers in order.

    ``by`` must be none where the person who writes is the one who stays anonymous. Raises
    :class:`~dialogs.meeting.history.NoSuchPart` for an item or participant that is not this consultation's.
    """
    await history.must_have(work, reference, records.agenda_item, {opinion.item for opinion in opinions})
    named = {opinion.participant for opinion in opinions if opinion.participant is not None}
    await history.must_have(work, reference, records.participant, named)
    entries = [dict(opinion) | {"at": opinion.at or work.now} for opinion in opinions]
    return await history.add(work, reference, records.opinion, entries, by=by)


async def correct_opinion(
    work: Work, reference: Reference, number: int, *, by: int | None, **changes: Unpack[OpinionChanges]
) -> bool:
    """Change an opinion as it was recorded; ``False`` where this consultation has no such one."""
    if (participant := changes.get("participant")) is not None:
        await history.must_have(work, reference, records.participant, {participant})
    return await history.correct(work, reference, records.opinion, number, {**changes}, by=by)


async def remove_opinion(work: Work, reference: Reference, number: int, *, by: int | None) -> bool:
    """Take an opinion out; ``False`` where this consultation has no such one."""
    return await history.remove(work, reference, records.opinion, number, by=by)
