"""What is counted on record, in words: each measure's name, and the rule that it is counted by."""

from typing import Final

from dialogs.engine.text import Message, Percent, Text, _
from standard.on_record import Count, Measure

MEASURE_NAMES: Final[dict[Measure, Message]] = {
    Measure.BREADTH: _("Stakeholder kinds that took part"),
    Measure.GOVERNMENT: _("Consultations with party and government bodies"),
    Measure.ENTERPRISE: _("Consultations with enterprises"),
    Measure.PUBLIC: _("Consultations with the public"),
    Measure.ORGANISATION: _("Consultations with social organisations"),
    Measure.CONSENSUS: _("Agenda items that reached consensus"),
    Measure.NOTICE: _("Notice in time"),
    Measure.MATERIALS: _("Materials in time"),
    Measure.QUORUM: _("Quorum reached"),
    Measure.MINUTES: _("Minutes confirmed"),
    Measure.ACTIONS: _("Action items done on time"),
    Measure.SUBMITTED: _("Outcomes submitted"),
    Measure.ADOPTED: _("Outcomes adopted"),
    Measure.IMPLEMENTED: _("Outcomes implemented"),
}

_PRESENT: Final = _(
    "Of the consultations held, those in which somebody of this kind was present, in person or by proxy."
)
MEASURE_RULES: Final[dict[Measure, Message]] = {
    Measure.BREADTH: _(
        "Of four kinds (party and government, enterprises, the public, social organisations), those that were present "
        "at one consultation at least."
    ),
    Measure.GOVERNMENT: _PRESENT,
    Measure.ENTERPRISE: _PRESENT,
    Measure.PUBLIC: _PRESENT,
    Measure.ORGANISATION: _PRESENT,
    Measure.CONSENSUS: _(
        "Of all agenda items of the consultations held. Partial consensus, dissent and what was carried over do not "
        "count as consensus."
    ),
    Measure.NOTICE: _("Of the consultations we organised whose kind sets a time for the notice."),
    Measure.MATERIALS: _("Of the consultations we organised whose kind sets a time for the materials."),
    Measure.QUORUM: _(
        "Of the consultations we organised whose kind asks for a quorum and whose attendance is on record."
    ),
    Measure.MINUTES: _("Of the consultations we organised and held: those whose minutes are signed."),
    Measure.ACTIONS: _("Of the action items that fell due, those done by their day. What was dropped is not counted."),
    Measure.SUBMITTED: _("Of the outcomes agreed at the consultations held."),
    Measure.ADOPTED: _("Of the outcomes agreed at the consultations held: adopted in full or in part."),
    Measure.IMPLEMENTED: _("Of the outcomes agreed at the consultations held."),
}


def count_text(measure: Measure, count: Count) -> Text:
    """Say a figure with its numerator and denominator: ``Outcomes adopted: 3 of 4 (75%)``."""
    name = MEASURE_NAMES[measure]
    if count.share is None:
        return _("{measure}: nothing to count yet", measure=name)
    share = Percent(share=float(count.share))
    return _("{measure}: {of} of {all} ({share})", measure=name, of=count.of, all=count.out_of, share=share)
