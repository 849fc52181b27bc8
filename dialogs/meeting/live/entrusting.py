"""Actions recorded while the meeting goes on, typed in one line: a member is reminded, an outside body is named."""

from collections.abc import Sequence

from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.actions import NewAction, add_actions
from dialogs.meeting.following.owners import Person, people_called, people_meant
from dialogs.meeting.following.telling import owners_told
from dialogs.meeting.live import steps
from dialogs.meeting.live.action_words import ActionWords, DayUnclear, read_action
from dialogs.meeting.live.recording import NotClear
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.references import read_parts
from dialogs.people import membership

Present = Sequence[tuple[object, str]]
"""The participants: a member's number or none, and the name."""


async def entrust(turn: Turn, room: Room, words: str) -> Message:
    """Record ``谁 做什么 何时`` and say how it was understood; raises :class:`NotClear` where it cannot be."""
    members = await membership.members_of(turn, room.reference.organisation)
    rows = await read_parts(turn, room.reference, records.participant)
    present = [(row["person"], str(row["name"])) for row in rows]
    read = _read(turn, words, [*(name for _number, name in members), *(name for _number, name in present)])
    person, name = _owner(read.owner, members, present)
    action = NewAction(what=read.what, owner=name, person=person, due_on=read.due_on, item=room.item)
    async with owners_told(turn, room.reference):
        await add_actions(turn, room.reference, [action], by=turn.who.person)
    await steps.note(turn, room, steps.Kind.ACTION)
    return _understood(action)


def _read(turn: Turn, words: str, names: Sequence[str]) -> ActionWords:
    try:
        read = read_action(words, names, turn.now, turn.who.timezone)
    except DayUnclear as fault:
        raise NotClear(_asked_back(fault)) from fault
    if not read.owner or not read.what:
        raise NotClear(_("Please write who, what and by when: “/action Li Xiulan draw the parking map 3 Dec”."))
    return read


def _asked_back(fault: DayUnclear) -> Message:
    days = [each.day for each in fault.reason.readings]
    if len(set(days)) > 1:
        return _(
            "The day can be {first} or {second}. Nothing was recorded: please write it in full, like 2026-04-03.",
            first=days[0],
            second=days[1],
        )
    if days:
        return _("{day} is over. Nothing was recorded: please write the action again with a day to come.", day=days[0])
    return fault.reason.sentence


def _owner(name: str, members: Sequence[Person], present: Present) -> tuple[int | None, str]:
    """Give the member and the name; of several of one name, the one who takes part.

    Raises :class:`NotClear` where several may be meant, or the name is a part of a member's.
    """
    named = people_called(name, members)
    here = {number for number, _name in present}
    taking_part = [one for one in named if one[0] in here]
    for found in (named, taking_part):
        if len(found) == 1:
            return found[0]
    if named:
        raise NotClear(
            _(
                "{count} members are called {name}, so it is not clear whom to remind. Nothing was recorded: let the "
                "one who is meant check in, or add something to the name, like “{name} (accounts)”; then nobody is "
                "reminded.",
                count=len(named),
                name=name,
            )
        )
    if name not in {one for _number, one in present}:
        _refuse_a_part(name, members)
    return None, name


def _refuse_a_part(name: str, members: Sequence[Person]) -> None:
    if people_meant(name, members):
        raise NotClear(_("{name} is a part of a member's name. Please write the member's name in full.", name=name))


def _understood(action: NewAction) -> Message:
    """Say what was recorded, so that a slip is seen and can be taken back."""
    values = {"owner": action.owner, "what": action.what}
    if action.due_on is None:
        return _("Recorded: {owner} – {what}; no day named.", **values)
    return _("Recorded: {owner} – {what}; by {day}.", **values, day=action.due_on)
