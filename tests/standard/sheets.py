"""Answers written as one would on paper, to a bank of exactly four items a capability."""

from collections.abc import Iterable
from dataclasses import replace

from standard.answers import AnswerSet, Side
from standard.library import library
from standard.organisation import OrganisationResult, Settings, organisation_result
from standard.scoring import Figure, capability_figure

_ITEM = next(iter(library().items.values()))
LIBRARY = replace(
    library(),
    items={
        f"{capability}-{n}": _ITEM.model_copy(update={"code": f"{capability}-{n}"})
        for capability in library().capabilities
        for n in (1, 2, 3, 4)
    },
)
REQUIRED = LIBRARY.capabilities[:7]
RECOMMENDED = LIBRARY.capabilities[7:]


def answers(*lines: str) -> AnswerSet:
    """Collect lines of ``respondent perspective capability answer…``.

    Answers stand in the order of the items: 0-4, NA, DK, ``_`` asked and skipped, ``.`` not asked.
    """
    collected = AnswerSet(LIBRARY)
    for line in lines:
        respondent, perspective, capability, *given = line.split()
        for n, answer in enumerate(given, 1):
            if answer != ".":
                item = f"{capability}-{n}"
                collected.add(respondent, perspective, item, "" if answer == "_" else answer)
    return collected


def figure(*lines: str, side: Side = Side.INTERNAL, min_group: int | None = None) -> Figure:
    """Compute the figure of the capability of the first line."""
    return capability_figure(LIBRARY, answers(*lines), lines[0].split()[2], side, min_group)


def result(*lines: str, settings: Settings | None = None) -> OrganisationResult:
    """Compute an organisation's result."""
    return organisation_result(LIBRARY, answers(*lines), settings)


def everywhere(answer: str, capabilities: Iterable[str], respondent: str = "ann self") -> list[str]:
    """Give one respondent's lines: the same answer to all items of some capabilities."""
    return [f"{respondent} {capability} {answer} {answer} {answer} {answer}" for capability in capabilities]
