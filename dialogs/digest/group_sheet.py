"""The sheet of the groups above the capabilities."""

from typing import Final

from dialogs.assessment.wording import clause_text, several
from dialogs.digest.cells import Look
from dialogs.digest.clause_columns import CODE, SIDES, TITLE, title
from dialogs.digest.export import Export
from dialogs.digest.sheets import Column, Sheet
from dialogs.engine.text import _

GROUP: Final = (
    CODE,
    TITLE,
    *SIDES,
    Column(
        title=_("Left out"),
        meaning=_("Capabilities without an internal score; they are not in the mean."),
        look=Look.TEXT,
        width=46,
    ),
)


def groups(export: Export) -> Sheet:
    """The groups and halves of chapter 6."""
    library, result = export.library, export.standing.result
    rows = tuple(
        (
            each.clause,
            title(library, each.clause),
            each.internal.score,
            each.outside.score,
            each.gap,
            several([clause_text(library, clause) for clause in each.internal.unscored])
            if each.internal.unscored
            else None,
        )
        for each in (*result.groups.values(), *result.halves.values())
    )
    return Sheet(name=_("Groups"), columns=GROUP, rows=rows)
