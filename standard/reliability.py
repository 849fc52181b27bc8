"""Cronbach's α of the item bank across organisations, for operators (SCORING.md, "Statistics")."""

from collections.abc import Iterable
from fractions import Fraction

from standard.answers import AnswerSet, Side
from standard.library import Library
from standard.statistics import reliability
from standard.tally import level_of_cell


def item_means(
    library: Library, answers: AnswerSet, capability: str, side: Side = Side.INTERNAL
) -> tuple[Fraction, ...] | None:
    """Give an organisation's mean level, 0-4, on each item of a capability; nothing when one has no level."""
    counts = [[0, 0] for _ in library.items_of(capability)]
    for pattern, times in answers.patterns(capability, side).items():
        for place, cell in enumerate(pattern):
            level = level_of_cell(cell)
            if level is not None:
                counts[place][0] += level * times
                counts[place][1] += times
    if not all(n for _, n in counts):
        return None
    return tuple(Fraction(total, n) for total, n in counts)


def capability_reliability(library: Library, organisations: Iterable[AnswerSet], capability: str) -> Fraction | None:
    """Give α of a capability's items over the organisations that have a mean on each of them.

    Nothing (not enough data) below ten such organisations.
    """
    means = (item_means(library, answers, capability) for answers in organisations)
    return reliability([each for each in means if each is not None])
