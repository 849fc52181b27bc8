"""The columns that sheets of clauses share: the clause itself, and its score from either side."""

from typing import Final

from dialogs.digest.cells import Look
from dialogs.digest.sheets import Column
from dialogs.engine.text import Text, _
from standard.library import Library

CODE: Final = Column(
    title=_("Clause"), meaning=_("The number of the clause in the standard."), look=Look.CODE, width=11
)
TITLE: Final = Column(title=_("Title"), meaning=_("The title of the clause."), look=Look.TEXT, width=32)

SIDES: Final = (
    Column(
        title=_("Internal score"),
        meaning=_("The mean of the scores of members and of the internal review, 0 to 100."),
        look=Look.SCORE,
        width=11,
    ),
    Column(
        title=_("Outside score"),
        meaning=_("The mean of the scores of outside reviewers and counterparts, 0 to 100."),
        look=Look.SCORE,
        width=11,
    ),
    Column(
        title=_("Gap"),
        meaning=_("Internal score less outside score: above zero, the organisation sees itself better than others do."),
        look=Look.SCORE,
        width=9,
    ),
)


def title(library: Library, clause: str) -> Text:
    """Give a clause's title without its number."""
    found = library.clauses.get(clause)
    return "" if found is None or found.title is None else found.title
