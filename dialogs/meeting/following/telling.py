"""Owners are told at once of what is theirs to do now, of another day for it, and of what is theirs no more."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dialogs.engine.cards import Block, Bullets, Card, Heading, Paragraph
from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.following.navigating import DONE, MINE
from dialogs.meeting.following.recorders import members_among
from dialogs.meeting.following.saying import NO_DAY, due_text, task_line, today
from dialogs.meeting.following.tasks import Task, tasks_of
from dialogs.meeting.navigating import action_button
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import ActionState
from dialogs.people import membership

MOST: Final = 500
"""Action items of one consultation that are looked at."""


class News(StrEnum):
    """What an owner is told, in this order."""

    NEW = "new"
    CHANGED = "changed"
    OFF = "off"


HEADINGS: Final[dict[News, Message]] = {
    News.NEW: _("Yours to do from now on:"),
    News.CHANGED: _("Yours to do, and changed just now:"),
    News.OFF: _("Yours to do no more:"),
}


@dataclass(frozen=True)
class _Told:
    """One piece of news for one person."""

    person: int
    news: News
    task: Task
    line: Text


@asynccontextmanager
async def owners_told(turn: Turn, reference: Reference) -> AsyncIterator[None]:
    """Tell the owners of a consultation's action items what changes for them within; not whoever changes it."""
    before = await _standing(turn, reference)
    yield
    after = await _standing(turn, reference)
    told = [
        one
        for number in sorted(before.keys() | after.keys())
        for one in _news(before.get(number), after.get(number), today(turn))
        if one.person != turn.who.person
    ]
    members = await members_among(turn, reference.organisation, {one.person for one in told}) if told else frozenset()
    name = await membership.organisation_name(turn, reference.organisation) if members else ""
    for person in sorted(members):
        theirs = [one for one in told if one.person == person]
        await turn.write_to(person, _letter(name, reference, theirs))


async def _standing(turn: Turn, reference: Reference) -> dict[int, Task]:
    return {task.id: task for task in await tasks_of(turn, reference, limit=MOST)}


def _news(before: Task | None, after: Task | None, day: date) -> Iterator[_Told]:
    had, has = _owner(before), _owner(after)
    if after is not None and has is not None:
        line = task_line(after, due_text(after.due_on, day), whose=False)
        if had != has:
            yield _Told(has, News.NEW, after, line)
        elif before is not None and before.due_on != after.due_on:
            former: Text = NO_DAY if before.due_on is None else Message(text="{day}", values={"day": before.due_on})
            yield _Told(has, News.CHANGED, after, _("{line} (before: {former})", line=line, former=former))
        elif before is not None and before.what != after.what:
            yield _Told(has, News.CHANGED, after, line)
    if before is not None and had is not None and had != has and not _is_done(after):
        yield _Told(had, News.OFF, before, _off(before, after))


def _owner(task: Task | None) -> int | None:
    """Give whose it is to do now; nobody's where it is not to be done."""
    return task.person if task is not None and task.state is ActionState.OPEN else None


def _is_done(task: Task | None) -> bool:
    return task is not None and task.state is ActionState.DONE


def _off(before: Task, after: Task | None) -> Text:
    what = shortened(before.what)
    if after is None:
        return _("{what}: taken off the record", what=what)
    if after.state is ActionState.DROPPED:
        return _("{what}: dropped ({reason})", what=what, reason=after.reason or "–")
    return _("{what}: {owner} does it now", what=what, owner=after.owner)


def _letter(organisation: str, reference: Reference, told: list[_Told]) -> Card:
    blocks: list[Block] = [
        Heading(text=_("{organisation}: consultation {number}", organisation=organisation, number=reference.number))
    ]
    for news in News:
        lines = tuple(one.line for one in told if one.news is news)
        blocks += [Paragraph(text=HEADINGS[news]), Bullets(lines=lines)] if lines else []
    done = [one.task for one in told if one.news is not News.OFF]
    return Card(
        blocks=tuple(blocks),
        buttons=tuple(
            (action_button(_("Done: {what}", what=shortened(task.what, 30)), DONE, task.id, MINE),) for task in done
        ),
    )
