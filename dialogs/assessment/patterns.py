"""Patterns: what a response says on each capability, kept and counted so that a round's figures are one query."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, func, insert, select

from dialogs.assessment.records import pattern
from dialogs.assessment.rounds import Round
from dialogs.engine.work import Work
from standard.answers import AnswerSet, Pattern, Perspective, Sheet, Side
from standard.library import Library


class CountedAnswers(AnswerSet):
    """The answers of a round, counted by pattern: all that figures need, without the respondents."""

    def __init__(self, library: Library, counts: Mapping[tuple[str, Side], Counter[Pattern]]) -> None:
        super().__init__(library)
        self._library = library
        self._counts = counts

    def patterns(self, capability: str, side: Side) -> Counter[Pattern]:
        """Count the respondents of one side by what they answered on one capability."""
        return self._counts.get((capability, side), Counter())

    def asked_items(self, side: Side) -> frozenset[str]:
        """Give the items that anyone on one side was asked."""
        return frozenset(
            item.code
            for capability in self._library.capabilities
            for place, item in enumerate(self._library.items_of(capability))
            if any(cells[place] for cells in self.patterns(capability, side))
        )

    def restricted_to(self, items: Iterable[str]) -> "CountedAnswers":
        """Give a set in which nothing but these items was asked."""
        kept = frozenset(items)
        narrowed: dict[tuple[str, Side], Counter[Pattern]] = {}
        for (capability, side), counts in self._counts.items():
            wanted = [item.code in kept for item in self._library.items_of(capability)]
            fewer = narrowed.setdefault((capability, side), Counter())
            for cells, times in counts.items():
                fewer[tuple(c if w else 0 for c, w in zip(cells, wanted, strict=True))] += times
        return CountedAnswers(self._library, narrowed)


async def count_answers(library: Library, work: Work, round_: Round) -> CountedAnswers:
    """Count all answers of a round."""
    rows = await work.transaction.execute(
        select(pattern.c.perspective, pattern.c.capability, pattern.c.pattern, func.count().label("times"))
        .where(pattern.c.round_id == round_.id)
        .group_by(pattern.c.perspective, pattern.c.capability, pattern.c.pattern)
    )
    counts: dict[tuple[str, Side], Counter[Pattern]] = {}
    for row in rows:
        key = row.capability, Perspective(row.perspective).side
        cells = read_pattern(library, row.capability, row.pattern)
        counts.setdefault(key, Counter())[cells] += row.times
    return CountedAnswers(library, counts)


async def write_patterns(
    work: Work, round_: Round, response: int, perspective: Perspective, texts: Mapping[str, str]
) -> None:
    """Keep the patterns of a response's latest answers (by capability) in place of the former ones."""
    await work.transaction.execute(delete(pattern).where(pattern.c.response_id == response))
    rows = [
        {
            "response_id": response,
            "capability": capability,
            "round_id": round_.id,
            "perspective": perspective.value,
            "pattern": text,
        }
        for capability, text in texts.items()
    ]
    if rows:
        await work.transaction.execute(insert(pattern), rows)


def pattern_texts(library: Library, answers: Mapping[str, str]) -> dict[str, str]:
    """Write one person's answers as a pattern a capability, as far as anything was asked of it.

    Raises :class:`standard.answers.AnswerFault` for an answer that is refused.
    """
    alone = AnswerSet.of(library, [Sheet("one", Perspective.SELF, answers)])
    written: dict[str, str] = {}
    for capability in library.capabilities:
        (cells,) = alone.patterns(capability, Side.INTERNAL) or [()]
        pairs = zip(library.items_of(capability), cells, strict=False)
        text = ",".join(f"{_number(item.code)}:{cell}" for item, cell in pairs if cell)
        if text:
            written[capability] = text
    return written


def read_pattern(library: Library, capability: str, text: str) -> Pattern:
    """Read a pattern as the library orders its items; items that it no longer has are left out."""
    cells = dict(pair.split(":") for pair in text.split(","))
    return tuple(int(cells.get(_number(item.code), 0)) for item in library.items_of(capability))


def _number(code: str) -> str:
    return code.rpartition("-")[2]
