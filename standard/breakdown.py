"""An organisation's figures by group (department, branch, role), with small groups withheld."""

from collections.abc import Mapping

from standard.answers import AnswerSet, Side
from standard.library import Library
from standard.scoring import Figure, capability_figure
from standard.withholding import withheld_groups


def breakdown(
    library: Library, groups: Mapping[str, AnswerSet], side: Side, min_group: int | None = None
) -> dict[str, dict[str, Figure]]:
    """Give each capability's figures by group, for groups that no respondent shares.

    What is withheld is decided capability by capability, for the same people need not have answered each.
    """
    return {
        capability: _of_capability(library, groups, capability, side, min_group) for capability in library.capabilities
    }


def _of_capability(
    library: Library, groups: Mapping[str, AnswerSet], capability: str, side: Side, min_group: int | None
) -> dict[str, Figure]:
    figures = {
        group: capability_figure(library, answers, capability, side, min_group) for group, answers in groups.items()
    }
    withheld = withheld_groups({group: figure.n for group, figure in figures.items()}, min_group)
    return {group: each.withhold() if group in withheld else each for group, each in figures.items()}
