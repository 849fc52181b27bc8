"""The sheet of what is on record: counts with numerator and denominator, beside the scores and no part of them."""

from collections.abc import Iterator
from typing import Final

from dialogs.assessment.measures import MEASURE_NAMES, MEASURE_RULES
from dialogs.digest.cells import Look
from dialogs.digest.export import Export
from dialogs.digest.sheets import Column, Row, Sheet
from dialogs.engine.text import Text, _
from standard.on_record import MEASURES

COLUMNS: Final = (
    Column(title=_("Capability"), meaning=_("The capability that the figure speaks for."), look=Look.CODE, width=12),
    Column(title=_("Figure"), meaning=_("What is counted from the records."), look=Look.LABEL, width=44),
    Column(title=_("Count"), meaning=_("How many there are."), look=Look.COUNT, width=9),
    Column(title=_("Out of"), meaning=_("Of how many; empty where it is a plain count."), look=Look.COUNT, width=9),
    Column(
        title=_("Per cent"), meaning=_("The share; empty where there was nothing to count."), look=Look.SCORE, width=9
    ),
    Column(title=_("Rule"), meaning=_("How it is counted."), look=Look.TEXT, width=80),
)


def on_record(export: Export) -> Sheet:
    """Give what was counted over the period, by capability."""
    return Sheet(name=_("On record"), columns=COLUMNS, rows=(*_held(export), *_spoken_for(export), *_measures(export)))


def _held(export: Export) -> Iterator[Row]:
    found, period = export.recorded, export.period
    when = _("Counted from {first} to {last}.", first=period.first_day, last=period.last_day)
    yield None, _("Consultations held"), found.held, None, None, when
    yield None, _("Organised by us"), found.organised, found.held, _share(found.organised, found.held), when
    yield None, _("Taken part in"), found.participated, found.held, _share(found.participated, found.held), when
    for clause, count in found.kinds.items():
        yield clause, export.library.affairs[clause].short, count, found.held, _share(count, found.held), when


def _spoken_for(export: Export) -> Iterator[Row]:
    for capability, count in export.recorded.capabilities.items():
        kinds: list[Text] = [affair.short for affair in export.library.affairs_exercising(capability)]
        kinds += [tag.name for tag in export.library.tags.values() if tag.capability == capability]
        for kind in kinds:
            rule = _("Counted: consultations held of the kind, or marked, “{kind}”.", kind=kind)
            yield capability, _("Consultations that speak for it"), count, None, None, rule


def _measures(export: Export) -> Iterator[Row]:
    for capability, measures in MEASURES.items():
        for measure in measures:
            count = export.recorded.counts[measure]
            share = None if count.share is None else float(100 * count.share)
            yield capability, MEASURE_NAMES[measure], count.of, count.out_of, share, MEASURE_RULES[measure]


def _share(of: int, out_of: int) -> float | None:
    return 100 * of / out_of if out_of else None
