"""What was taken in, told by year and kind with the numbers that were given."""

from collections import defaultdict
from typing import Final

from dialogs.engine.cards import Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.text import Text, _, n_
from dialogs.meeting.importing.taking import Taken
from dialogs.meeting.listed import paired
from dialogs.meeting.mine.cards import LIST_NAMES, list_button
from dialogs.meeting.mine.lists import When, Whose
from dialogs.meeting.navigating import CONSULTATION, view_button
from dialogs.meeting.references import LETTERS
from standard.library import Library

MOST_SHOWN: Final = 40
"""Lines of numbers on the card."""
MOST_OPENED: Final = 6
"""Consultations with a button of their own; where there are more, the list leads to them."""


def taken_card(library: Library, taken: Taken) -> Card:
    """Give the last card of an import."""
    count = len(taken.written)
    said = n_("{count} consultation was taken in:", "{count} consultations were taken in:", count)
    known = n_("{count} was on record already.", "{count} were on record already.", taken.known)
    return Card(
        blocks=(
            Heading(text=_("Past consultations from a spreadsheet")),
            Paragraph(text=said if count else _("Nothing new was taken in.")),
            *((Bullets(lines=_numbers(library, taken)[:MOST_SHOWN]),) if count else ()),
            *((Note(text=known),) if taken.known else ()),
        ),
        buttons=_ways_on(taken),
    )


def _ways_on(taken: Taken) -> tuple[tuple[Button, ...], ...]:
    """Open what was taken in, each by its number where they are few, and the list that they are in."""
    few = taken.written if len(taken.written) <= MOST_OPENED else ()
    opened = paired([view_button(one.number, CONSULTATION, one.id) for one in few])
    past = Whose.ALL, When.PAST
    return (*opened, (list_button(LIST_NAMES[past], *past),))


def _numbers(library: Library, taken: Taken) -> tuple[Text, ...]:
    """Give the numbers by year and kind: they were given in a row, for nobody else counts meanwhile."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    clauses = {letter: clause for clause, letter in LETTERS.items()}
    for reference in taken.written:
        year, letter, _serial = reference.number.split("-")
        groups[year, clauses[letter]].append(reference.number)
    return tuple(
        _(
            "{year}, {kind}: {first} to {last} ({count})",
            year=year,
            kind=library.affairs[clause].short,
            first=numbers[0],
            last=numbers[-1],
            count=len(numbers),
        )
        if len(numbers) > 1
        else _("{year}, {kind}: {number}", year=year, kind=library.affairs[clause].short, number=numbers[0])
        for (year, clause), numbers in sorted(groups.items())
    )
