"""The set of answers that figures are computed from (SCORING.md, "Words").

A set holds one byte for each respondent and item, so its memory is constant per respondent and capability,
and a second answer to an item is seen when it comes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from standard.library import Library

NOT_ASKED, NOT_APPLICABLE, UNKNOWN, SKIPPED = 0, 6, 7, 8
"""What a cell holds besides a level; level ``k`` is held as ``k + 1``."""

CELL_OF_ANSWER: Mapping[str, int] = {
    **{str(level): level + 1 for level in range(5)},
    "NA": NOT_APPLICABLE,
    "DK": UNKNOWN,
    "": SKIPPED,
}
"""An answer as it is written (``0``-``4``, ``NA``, ``DK``, empty for asked and skipped), and its cell."""

CELL_OF_REQUIRED_ANSWER: Mapping[str, int] = {
    answer: cell for answer, cell in CELL_OF_ANSWER.items() if cell != NOT_APPLICABLE
}
"""The same for items under a 应 clause, where ``NA`` is refused."""

Pattern = tuple[int, ...]
"""One respondent's cells on the items of one capability, in the library's order."""


class Side(StrEnum):
    """Whose view a figure shows; the two are never averaged together (SCORING.md, "Score", 8)."""

    INTERNAL = "internal"
    OUTSIDE = "outside"


class Perspective(StrEnum):
    """Who answers: members, internal review, an outside reviewer, a 协商对象."""

    SELF = "self"
    MANAGEMENT = "management"
    EXTERNAL = "external"
    COUNTERPART = "counterpart"

    @property
    def side(self) -> Side:
        """Internal for members and internal review, outside for the rest."""
        return Side.INTERNAL if self in {Perspective.SELF, Perspective.MANAGEMENT} else Side.OUTSIDE


_SIDES: Mapping[str, Side] = {perspective.value: perspective.side for perspective in Perspective}


class FaultKind(StrEnum):
    """What can be wrong with an answer or a line of an answer file."""

    HEADER = "header"
    COLUMNS = "columns"
    QUOTING = "quoting"
    ENCODING = "encoding"
    NUL = "nul"
    LINE_BREAK = "line break"
    RESPONDENT = "respondent"
    PERSPECTIVE = "perspective"
    ITEM = "item"
    ANSWER = "answer"
    REQUIRED = "required"
    TWO_PERSPECTIVES = "two perspectives"
    TWO_ANSWERS = "two answers"


class AnswerFault(ValueError):
    """An answer that is refused: what is wrong, the value, and the item or perspective that it is about."""

    def __init__(self, kind: FaultKind, value: str, context: str = "") -> None:
        super().__init__(f"{kind}: {value!r} {context}".rstrip())
        self.kind = kind
        self.value = value
        self.context = context


@dataclass(frozen=True, slots=True)
class Sheet:
    """One respondent's answers: item code to ``0``-``4``, ``NA``, ``DK`` or empty."""

    respondent: str
    perspective: Perspective
    answers: Mapping[str, str]


class AnswerSet:
    """Answers of many respondents to the items of one library.

    ``columns`` gives for each item its place in a respondent's row and the answers that it takes; ``rows``
    gives for each perspective the start of each respondent's row in the cells of that perspective's side.
    """

    def __init__(self, library: Library) -> None:
        self.columns: dict[str, tuple[int, Mapping[str, int]]] = {}
        self.spans: dict[str, range] = {}
        self.rows: dict[str, dict[str, int]] = {perspective.value: {} for perspective in Perspective}
        self.cells: dict[str, bytearray] = {side.value: bytearray() for side in Side}
        for capability in library.capabilities:
            taken = CELL_OF_REQUIRED_ANSWER if library.kind(capability) == "应" else CELL_OF_ANSWER
            start = len(self.columns)
            for item in library.items_of(capability):
                self.columns[item.code] = (len(self.columns), taken)
            self.spans[capability] = range(start, len(self.columns))

    @classmethod
    def of(cls, library: Library, sheets: Iterable[Sheet]) -> "AnswerSet":
        """Collect whole sheets; raise `AnswerFault` at the first answer that is refused."""
        answers = cls(library)
        for sheet in sheets:
            for item, answer in sheet.answers.items():
                answers.add(sheet.respondent, sheet.perspective, item, answer)
        return answers

    def add(self, respondent: str, perspective: str, item: str, answer: str) -> None:
        """Add one answer; raise `AnswerFault` when the words of SCORING.md refuse it, and change nothing."""
        if not respondent:
            raise AnswerFault(FaultKind.RESPONDENT, respondent)
        if perspective not in self.rows:
            raise AnswerFault(FaultKind.PERSPECTIVE, perspective)
        if item not in self.columns:
            raise AnswerFault(FaultKind.ITEM, item)
        column, taken = self.columns[item]
        if answer not in taken:
            kind = FaultKind.REQUIRED if answer in CELL_OF_ANSWER else FaultKind.ANSWER
            raise AnswerFault(kind, answer, item)
        row = self._row(respondent, perspective)
        cells = self.cells[_SIDES[perspective]]
        if cells[row + column]:
            raise AnswerFault(FaultKind.TWO_ANSWERS, respondent, item)
        cells[row + column] = taken[answer]

    def _row(self, respondent: str, perspective: str) -> int:
        """Find the start of a respondent's row, making room for a new respondent."""
        row = self.rows[perspective].get(respondent)
        if row is None:
            for other, rows in self.rows.items():
                if respondent in rows:
                    raise AnswerFault(FaultKind.TWO_PERSPECTIVES, respondent, other)
            cells = self.cells[_SIDES[perspective]]
            row = self.rows[perspective][respondent] = len(cells)
            cells.extend(bytes(len(self.columns)))
        return row

    def patterns(self, capability: str, side: Side) -> Counter[Pattern]:
        """Count the respondents of one side by what they answered on one capability.

        Nobody answered on a capability that the set's library does not have.
        """
        cells, width = self.cells[side], len(self.columns)
        return Counter(zip(*(cells[column::width] for column in self.spans.get(capability, ())), strict=True))

    def asked_items(self, side: Side) -> frozenset[str]:
        """Give the items that anyone on one side was asked."""
        cells, width = self.cells[side], len(self.columns)
        return frozenset(item for item, (column, _) in self.columns.items() if any(cells[column::width]))

    def restricted_to(self, items: Iterable[str]) -> "AnswerSet":
        """Give a set in which nothing but these items was asked."""
        kept = {self.columns[item][0] for item in items}
        narrowed = AnswerSet.__new__(AnswerSet)
        narrowed.columns, narrowed.spans, narrowed.rows = self.columns, self.spans, self.rows
        narrowed.cells = {side: bytearray(cells) for side, cells in self.cells.items()}
        for cells in narrowed.cells.values():
            rows = len(cells) // len(self.columns)
            for column in set(range(len(self.columns))) - kept:
                cells[column :: len(self.columns)] = bytes(rows)
        return narrowed
