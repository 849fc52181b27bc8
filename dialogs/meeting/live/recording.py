"""What a facilitator writes into the record while the meeting goes on: decisions, and what somebody said aloud."""

from datetime import date

from sqlalchemy import select

from dialogs.engine.cipher import open_text
from dialogs.engine.errors import Refusal
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.decisions import NewDecision, add_decisions
from dialogs.meeting.live import steps
from dialogs.meeting.live.moving import Overtaken, quorum, the_item
from dialogs.meeting.live.opinions import TooLong, stance_of
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.standing import read
from dialogs.meeting.opinions import LONGEST_OPINION, NewOpinion, add_opinions
from dialogs.meeting.stakeholders import kind_named
from dialogs.meeting.terms import DecisionKind, StakeholderKind


class NotClear(Refusal):
    """What was typed leaves out what is needed, or can be read in several ways."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence, "asked back")


async def decide(
    turn: Turn, room: Room, text: str, kind: DecisionKind = DecisionKind.RESOLUTION, review_on: date | None = None
) -> Message | None:
    """Record a decision on the item that is on; gives the warning where there is no quorum, and records it as such."""
    item = the_item(room)
    if await _said_already(turn, room, item, text):
        raise Overtaken
    enough, standing = await quorum(turn, room)
    poll = (await read(turn, room)).poll
    decision = NewDecision(
        item=item,
        text=text,
        kind=kind,
        review_on=review_on,
        quorate=enough,
        poll=poll.id if poll is not None and poll.closed else None,
    )
    await add_decisions(turn, room.reference, [decision], by=turn.who.person)
    await steps.note(turn, room, steps.Kind.DECISION)
    if enough or standing is None:
        return None
    return _("There is no quorum ({standing}). The decision is recorded as taken without one.", standing=standing)


async def hear(turn: Turn, room: Room, words: str) -> None:
    """Record what somebody said aloud: ``谁 立场 说了什么``, who being a participant's name or a kind."""
    whose, _space, rest = words.partition(" ")
    if not rest.strip():
        raise NotClear(_("Please write whose opinion it is and what was said: “/opinions public against: too dear”."))
    participant, kind = await _participant_called(turn, room, whose)
    if kind is None:
        raise NotClear(_("“{name}” is neither a participant nor a kind of participant.", name=whose))
    stance, text = stance_of(rest.strip())
    if len(text) > LONGEST_OPINION:
        raise TooLong(len(text))
    opinion = NewOpinion(item=the_item(room), kind=kind, stance=stance, text=text, participant=participant)
    await add_opinions(turn, room.reference, [opinion], by=turn.who.person)
    await steps.note(turn, room, steps.Kind.OPINION)


async def _participant_called(turn: Turn, room: Room, name: str) -> tuple[int | None, StakeholderKind | None]:
    table = records.participant
    found = await turn.transaction.execute(
        select(table.c.id, table.c.kind, table.c.sealed_name).where(
            table.c.consultation_id == room.number,
            table.c.organisation_id == room.reference.organisation,
            table.c.removed_at.is_(None),
        )
    )
    for row in found:
        if open_text(turn.cipher, row.sealed_name) == name:
            return row.id, StakeholderKind(row.kind)
    return None, kind_named(name)


async def _said_already(turn: Turn, room: Room, item: int, text: str) -> bool:
    """Whether another facilitator has just recorded the very same decision."""
    if not await steps.done_meanwhile(turn, room, steps.Kind.DECISION):
        return False
    table = records.decision
    sealed = await turn.transaction.scalar(
        select(table.c.sealed_text)
        .where(
            table.c.item_id == item,
            table.c.organisation_id == room.reference.organisation,
            table.c.removed_at.is_(None),
        )
        .order_by(table.c.id.desc())
        .limit(1)
    )
    return sealed is not None and open_text(turn.cipher, sealed) == text
