"""The first sheet: what round this is, and the figures of the whole."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Final

from dialogs.assessment.rounds import NAMED
from dialogs.assessment.wording import INDEX_NAME, MATURITY_NAME, PROGRESS_NAME, clause_text, level_text, several
from dialogs.digest.cells import Look
from dialogs.digest.export import Export
from dialogs.digest.sheets import Column, Row, Sheet
from dialogs.engine.text import Text, _

OVERVIEW: Final = (
    Column(title=_("What"), meaning=_("The name of the figure or fact."), look=Look.LABEL, width=28),
    Column(title=_("Value"), meaning=_("Its value in this round."), look=Look.TEXT, width=52),
    Column(title=_("How to read it"), meaning=_("What the value means."), look=Look.TEXT, width=76),
)


def overview(export: Export, timezone: tzinfo) -> Sheet:
    """What round this is, and the figures of the whole."""
    return Sheet(name=_("Overview"), columns=OVERVIEW, rows=(*_facts(export, timezone), *_whole(export)))


def _facts(export: Export, timezone: tzinfo) -> Iterator[Row]:
    round_, rate = export.round, export.rate
    kind = _("named round") if round_.kind == NAMED else _("anonymous round")
    yield _("Organisation"), export.organisation, _("Whose round it is.")
    yield _("Round"), round_.name, _("Which round these figures are of.")
    yield _("Kind of round"), kind, _("Whether it is kept who answered what.")
    yield _("Standard"), export.library.edition.title, _("The standard that the questions follow.")
    yield _("Version of the data"), round_.version, _("The version of the standard's data with which the round began.")
    yield _("Opened at"), round_.opened_at, _("When the round began to take answers.")
    yield _("Closed at"), round_.closed_at, _("When the round was closed; empty while it is open.")
    yield _("Made at"), export.made_at, _("These are the figures of this moment.")
    yield _("Time zone"), str(timezone), _("All moments in this file are by the clock of this time zone.")
    yield _("Answered"), rate.answered, _("How many members have answered.")
    yield _("Invited"), rate.invited, _("How many members were asked.")


def _whole(export: Export) -> Iterator[Row]:
    result = export.standing.result
    holding: list[Text] = [clause_text(export.library, clause) for clause in result.maturity.held_back_by]
    level = result.maturity.level
    yield INDEX_NAME, result.index.internal.score, _("The mean of the internal scores on all capabilities, 0 to 100.")
    yield (
        _("Index, outside"),
        result.index.outside.score,
        _("The same of the outside scores. The two are never averaged together."),
    )
    yield (
        MATURITY_NAME,
        _("not assessed") if level is None else level_text(level),
        _("The lowest level among the required capabilities. A strong recommended one never makes up for it."),
    )
    yield _("Held back by"), several(holding) if holding else None, _("The capabilities that decide the maturity.")
    yield (
        PROGRESS_NAME,
        None if result.progress is None else float(100 * result.progress),
        _(
            "In per cent: how much of the targets of all scored capabilities is reached. "
            "What goes beyond one target makes up for no other."
        ),
    )
