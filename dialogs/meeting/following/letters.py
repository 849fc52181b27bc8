"""What reminders say: one letter a person, with what is theirs apart from what they have recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.text import Message, Text, _, n_
from dialogs.engine.walk.summary import shortened
from dialogs.engine.work import Work
from dialogs.meeting.following.ledger import Result
from dialogs.meeting.following.navigating import DONE, MINE, OPEN, OPEN_OUTCOME
from dialogs.meeting.following.saying import due_text, task_line
from dialogs.meeting.following.tasks import Task
from dialogs.meeting.navigating import action_button
from dialogs.meeting.wording import CONVERSION_NAMES
from dialogs.people import membership

MOST: Final = 8
"""Entries under one heading of a letter; /meetings lists them all."""


class Section(StrEnum):
    """What a letter holds, in this order."""

    OWN = "own"
    CHASED = "chased"
    LATE = "late"
    OUTCOMES = "outcomes"


HEADINGS: Final[dict[Section, Message]] = {
    Section.OWN: _("Yours to do:"),
    Section.CHASED: _("Recorded by you, to be done by somebody who cannot be reminded here:"),
    Section.LATE: _("Recorded by you, and overdue for a week:"),
    Section.OUTCOMES: _("Outcomes whose next step you follow:"),
}


@dataclass(frozen=True)
class Entry:
    """One line of a letter, and the buttons under it."""

    line: Text
    buttons: tuple[Button, ...]


@dataclass
class Letters:
    """The letters of one organisation's one day, by person and heading, in the order in which things were added."""

    organisation: int
    today: date
    entries: dict[int, dict[Section, list[Entry]]] = field(default_factory=dict)

    def own(self, task: Task) -> None:
        """Remind the owner."""
        if task.person is not None:
            done = action_button(_("Done: {what}", what=shortened(task.what, 30)), DONE, task.id, MINE)
            self.add((task.person,), Section.OWN, Entry(self._line(task, whose=False), (done,)))

    def chased(self, task: Task, persons: Iterable[int]) -> None:
        """Remind whoever recorded it of what an outside body is to do, or somebody who has left."""
        self.add(persons, Section.CHASED, Entry(self._line(task, whose=True), (self._open(task),)))

    def late(self, task: Task, persons: Iterable[int]) -> None:
        """Tell whoever recorded it that somebody is a week late."""
        self.add(persons, Section.LATE, Entry(self._line(task, whose=True), (self._open(task),)))

    def outcome(self, result: Result, persons: Iterable[int]) -> None:
        """Remind whoever recorded an outcome of its next step."""
        standing = due_text(result.due_on, self.today)
        state = CONVERSION_NAMES[result.state]
        line = _("{what} ({state}): {standing}", what=shortened(result.text), state=state, standing=standing)
        said = _("{line}. From {number}.", line=line, number=result.reference.number)
        opening = action_button(_("Open: {what}", what=shortened(result.text, 30)), OPEN_OUTCOME, result.id)
        self.add(persons, Section.OUTCOMES, Entry(said, (opening,)))

    def add(self, persons: Iterable[int], section: Section, entry: Entry) -> None:
        """Put an entry into the letters of some people."""
        for person in persons:
            self.entries.setdefault(person, {}).setdefault(section, []).append(entry)

    async def send(self, work: Work) -> None:
        """Write each person one letter, as one batch that keeps nobody's replies waiting."""
        if not self.entries:
            return
        name = await membership.organisation_name(work, self.organisation)
        batch = f"meeting-reminders-{self.organisation}-{self.today.isoformat()}"
        for person, sections in self.entries.items():
            await work.write_to(person, _letter(name, sections), batch=batch)

    def _line(self, task: Task, *, whose: bool) -> Text:
        line = task_line(task, due_text(task.due_on, self.today), whose=whose)
        return _("{line}. From {number}.", line=line, number=task.reference.number)

    def _open(self, task: Task) -> Button:
        return action_button(_("Open: {what}", what=shortened(task.what, 30)), OPEN, task.id)


def _letter(organisation: str, sections: dict[Section, list[Entry]]) -> Card:
    blocks: list[Block] = [
        Heading(text=_("{organisation}: what follows from our consultations", organisation=organisation))
    ]
    buttons: list[tuple[Button, ...]] = []
    for section in sorted(sections, key=list(Section).index):
        entries = sections[section]
        blocks += [Paragraph(text=HEADINGS[section]), Bullets(lines=tuple(entry.line for entry in entries[:MOST]))]
        buttons += [entry.buttons for entry in entries[:MOST]]
        left = len(entries) - MOST
        if left > 0:
            blocks.append(Note(text=n_("and {count} more: /meetings", "and {count} more: /meetings", left)))
    return Card(blocks=tuple(blocks), buttons=tuple(buttons))
