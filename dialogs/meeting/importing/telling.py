"""What was taken in, told by year and kind with the numbers that were given."""

from collections import defaultdict
from typing import Final

from dialogs.engine.cards import Bullets, Card, Heading, Note, Paragraph
from dialogs.engine.text import Text, _, n_
from dialogs.meeting.importing.taking import Taken
from dialogs.meeting.references import LETTERS
from standard.library import Library

MOST_SHOWN: Final = 40
"""Lines of numbers on the card."""


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
        )
    )


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
