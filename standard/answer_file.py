"""Reads an answer file, ``respondent,perspective,item,answer``, in a stream."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from standard.answers import AnswerFault, AnswerSet, FaultKind, Perspective
from standard.library import Library

HEADER = ["respondent", "perspective", "item", "answer"]
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class LineFault:
    """One bad line: its number (from 1, the header's), what is wrong, the value, and what it is about."""

    line: int
    kind: FaultKind
    value: str = ""
    context: str = ""


class _Closer(NamedTuple):
    """A row that needs a closer look (or the CSV reader's complaint), with the lines it spans."""

    first: int
    last: int
    row: list[str]
    complaint: str = ""


def read_answers(lines: Iterable[str], library: Library, report: Callable[[LineFault], None]) -> AnswerSet:
    """Read the lines of an answer file and report every bad one, as it comes.

    ``lines`` keep their ends (any of LF, CRLF, CR), and bytes that are no UTF-8 stand in them as lone
    surrogates (``errors="surrogateescape"``), so that their line can be named. A byte order mark is taken
    off, and empty lines are passed over. The set is of use only when nothing was reported.
    """
    answers = AnswerSet(library)
    remaining = iter(lines)
    header = next(remaining, "").removeprefix(_BYTE_ORDER_MARK)
    for found in _unplaced(chain([header], remaining), answers):
        fault = _header_fault(found) if found.first == 1 else _fault(found, answers)
        if fault:
            report(fault)
            if found.first == 1:
                break
    return answers


def _unplaced(lines: Iterable[str], answers: AnswerSet) -> Iterator[_Closer]:
    """Put the plain rows in their place, and give the others: a new respondent, an empty line, a fault.

    This loop runs once a line. A row that is taken here spans one line, since nothing with a line break in
    it is a known respondent, perspective, item or answer; so counting rows counts lines.
    """
    columns = answers.columns
    sides = {p.value: (answers.rows[p], answers.cells[p.side]) for p in Perspective}
    reader = csv.reader(lines, strict=True)
    numbered = enumerate(reader, 1)
    number = offset = 0
    row: list[str] = []
    while True:
        complaint = ""
        try:
            for number, row in numbered:  # noqa: B007 - the number of the row that the loop stopped at
                try:
                    respondent, perspective, item, answer = row
                    column, taken = columns[item]
                    rows, cells = sides[perspective]
                    place = rows[respondent] + column
                    cell = taken[answer]
                except (KeyError, ValueError):
                    break
                if cells[place]:
                    break
                cells[place] = cell
            else:
                return
            first = number + offset
        except csv.Error as error:
            complaint, row = str(error), []
            first = number + offset + 1
        yield _Closer(first, reader.line_num, row, complaint)
        offset = reader.line_num - number


def _header_fault(found: _Closer) -> LineFault | None:
    text = ",".join(found.row) + found.complaint
    if found.row == HEADER:
        return None
    return LineFault(1, _unreadable(found, text) or FaultKind.HEADER, text)


def _fault(found: _Closer, answers: AnswerSet) -> LineFault | None:
    """Look closely at one row: place a new respondent's answer, or say what is wrong."""
    text = ",".join(found.row) + found.complaint
    unreadable = _unreadable(found, text)
    if unreadable:
        return LineFault(found.first, unreadable, text)
    if not found.row:
        return None
    if len(found.row) != len(HEADER):
        return LineFault(found.first, FaultKind.COLUMNS, str(len(found.row)))
    respondent, perspective, item, answer = found.row
    try:
        answers.add(respondent, perspective, item, answer)
    except AnswerFault as fault:
        return LineFault(found.first, fault.kind, fault.value, fault.context)
    return None


def _unreadable(found: _Closer, text: str) -> FaultKind | None:
    """Say what keeps a row from being text, if anything does."""
    if found.complaint:
        return FaultKind.QUOTING
    if text.isprintable():
        return None
    if any("\udc80" <= character <= "\udcff" for character in text):
        return FaultKind.ENCODING
    if "\0" in text:
        return FaultKind.NUL
    return FaultKind.LINE_BREAK if found.last > found.first else None
