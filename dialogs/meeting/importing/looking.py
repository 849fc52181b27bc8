"""What was found in a file, told before anything is taken in: every bad row by its place, and what is new."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from dialogs.engine import files
from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.presses import ActionPress, ViewPress, packed
from dialogs.engine.text import Text, _, n_
from dialogs.engine.work import Work
from dialogs.meeting.importing.plan import Plan, planned
from dialogs.meeting.importing.table import FileRefused, read_file
from dialogs.meeting.importing.taking import known_keys
from dialogs.meeting.importing.values import Reading
from standard.library import Library

IMPORT: Final = "meeting-import"
"""The name of the form, the view and the action."""

TAKE: Final = "take"
TEMPLATE: Final = "template"
SEND: Final = "send"
ALL: Final = "all"
SKIP: Final = "skip"

A_PAGE: Final = 15
"""Faults on one card."""


@dataclass(frozen=True)
class Looked:
    """What a file holds, and how much of it is on record already."""

    plan: Plan
    known: int
    reading: Reading


async def look(work: Work, library: Library, organisation: int, timezone: tzinfo, content: bytes) -> Looked:
    """Read a file's content; raises :class:`FileRefused`."""
    reading = Reading(library, work.now, timezone)
    plan = await asyncio.to_thread(lambda: planned(read_file(content), reading))
    keys = await known_keys(work, organisation, reading)
    return Looked(plan, sum(each.key in keys for each in plan.consultations), reading)


async def looked_card(  # noqa: PLR0913 - what, whose, where
    work: Work, library: Library, organisation: int, timezone: tzinfo, file: int, *, page: int = 1
) -> Card | None:
    """Tell what a file holds; none while it is not here."""
    kept = await files.read(work.transaction, work.cipher, file)
    if kept is None:
        return None
    try:
        found = await look(work, library, organisation, timezone, kept.content)
    except FileRefused as fault:
        return Card(
            blocks=(Heading(text=_("This file cannot be read")), Paragraph(text=fault.sentence)),
            buttons=((_action(_("Send a file"), SEND),), (_action(_("Get the template"), TEMPLATE),)),
        )
    return _card(library, found, file, page)


def _card(library: Library, found: Looked, file: int, page: int) -> Card:
    plan = found.plan
    new = len(plan.consultations) - found.known
    blocks: list[Block] = [
        Heading(text=_("What the file holds")),
        Paragraph(text=n_("{count} consultation can be taken in.", "{count} consultations can be taken in.", new)),
    ]
    if plan.consultations:
        blocks.append(Bullets(lines=_by_year_and_kind(library, plan)))
    if found.known:
        said = n_(
            "{count} is on record already and is left as it is.",
            "{count} are on record already and are left as they are.",
            found.known,
        )
        blocks.append(Note(text=said))
    return Card(
        blocks=(*blocks, *_faults(plan, page)),
        buttons=(*_turning(plan, file, page), *_choices(plan, file, new)),
    )


def _by_year_and_kind(library: Library, plan: Plan) -> tuple[Text, ...]:
    counted = Counter((each.day.year, str(each.fields["clause"])) for each in plan.consultations)
    return tuple(
        _("{year}, {kind}: {count}", year=str(year), kind=library.affairs[clause].short, count=count)
        for (year, clause), count in sorted(counted.items())
    )


def _faults(plan: Plan, page: int) -> list[Block]:
    if not plan.faults:
        return []
    rows = len({(str(fault.sheet), fault.row) for fault in plan.faults})
    shown = plan.faults[(page - 1) * A_PAGE : page * A_PAGE]
    return [
        Paragraph(text=n_("{count} row cannot be taken in:", "{count} rows cannot be taken in:", rows)),
        Bullets(lines=tuple(fault.sentence for fault in shown)),
        Note(text=_("Nothing has been taken in yet. Correct the file and send it again, or skip these rows.")),
    ]


def _turning(plan: Plan, file: int, page: int) -> tuple[tuple[Button, ...], ...]:
    last = -(-len(plan.faults) // A_PAGE)
    row = tuple(
        Button(label=label, press=packed(ViewPress(IMPORT, (str(file), str(number)))))
        for label, number in ((_("Previous page"), page - 1), (_("Next page"), page + 1))
        if 1 <= number <= last
    )
    return (row,) if row else ()


def _choices(plan: Plan, file: int, new: int) -> tuple[tuple[Button, ...], ...]:
    again = (_action(_("Send a file"), SEND),)
    if not new:
        return (again,)
    if plan.faults:
        skip = n_("Skip the bad rows, take in {count}", "Skip the bad rows, take in {count}", new)
        return (again, (_action(skip, TAKE, str(file), SKIP),))
    return ((_action(n_("Take in {count}", "Take in {count}", new), TAKE, str(file), ALL),),)


def _action(label: Text, *arguments: str) -> Button:
    return Button(label=label, press=packed(ActionPress(IMPORT, arguments)))
