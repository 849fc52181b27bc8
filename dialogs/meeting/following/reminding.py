"""Reminders, once a day for each organisation: of what is due soon, overdue, or overdue for a week.

One look a day finds what is due, however it was recorded, corrected or undone since; so nothing has to be called off,
and nobody hears of what is done, dropped or taken out. What is late in the evening waits for the morning.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from pydantic import JsonValue

from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.daily import REMINDING, zone_of
from dialogs.meeting.following.ledger import Result, results_due
from dialogs.meeting.following.letters import Letters
from dialogs.meeting.following.recorders import members_among, recorders
from dialogs.meeting.following.tasks import Task, open_tasks
from dialogs.meeting.timing import (
    BEFORE,
    FARTHEST,
    MORNING,
    QUIET_UNTIL,
    is_quiet,
    long_overdue,
    next_at,
    reminded,
)


async def remind(work: Work, subject: str, payload: JsonValue) -> None:
    """Remind an organisation's people of what has become due since the last look, and come back tomorrow."""
    organisation = int(subject)
    zone = await zone_of(work, organisation)
    if zone is None:
        return
    here = work.now.astimezone(zone)
    if is_quiet(here):
        await work.later(REMINDING, subject, next_at(here, QUIET_UNTIL), payload)
        return
    today = here.date()
    since = _last_look(payload, today)
    await work.later(REMINDING, subject, next_at(here, MORNING), today.isoformat())
    letters = Letters(organisation=organisation, today=today)
    await _gather_actions(work, letters, since)
    await _gather_outcomes(work, letters, since)
    await letters.send(work)


async def _gather_actions(work: Work, letters: Letters, since: date) -> None:
    today, organisation = letters.today, letters.organisation
    tasks = await open_tasks(
        work,
        organisation,
        due_from=since - timedelta(days=FARTHEST),
        due_until=today + timedelta(days=max(BEFORE)),
    )
    coming = [task for task in tasks if task.due_on and reminded(task.due_on, since, today)]
    late = [task for task in tasks if task.due_on and long_overdue(task.due_on, since, today)]
    persons = {task.person for task in (*coming, *late) if task.person is not None}
    members = await members_among(work, organisation, persons)
    told = await recorders(work, organisation, records.action, _places((*coming, *late)))
    for task in coming:
        if task.person in members:
            letters.own(task)
        else:
            letters.chased(task, told[task.id])
    for task in late:
        letters.late(task, [person for person in told[task.id] if person != task.person])


async def _gather_outcomes(work: Work, letters: Letters, since: date) -> None:
    results = await results_due(
        work,
        letters.organisation,
        due_from=since - timedelta(days=FARTHEST),
        due_until=letters.today + timedelta(days=max(BEFORE)),
    )
    coming = [result for result in results if result.due_on and reminded(result.due_on, since, letters.today)]
    told = await recorders(work, letters.organisation, records.outcome, _places(coming))
    for result in coming:
        letters.outcome(result, told[result.id])


def _places(tasks: Iterable[Task | Result]) -> dict[int, int]:
    return {task.id: task.reference.id for task in tasks}


def _last_look(payload: JsonValue, today: date) -> date:
    """Give the day of the last look; a look that nobody noted was yesterday's."""
    return date.fromisoformat(payload) if isinstance(payload, str) else today - timedelta(days=1)
