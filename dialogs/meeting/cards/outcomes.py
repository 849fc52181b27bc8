"""What became of a consultation's outcomes, on its own card: where each stands, and what participants were told."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Final

from dialogs.engine.cards import Block, Bullets, Note, Quote
from dialogs.engine.text import Text, _, n_
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.record import Consultation, Outcome
from dialogs.meeting.wording import CONVERSION_NAMES

SHOWN: Final = 5
"""Outcomes on the card; their own view has them all."""

LONGEST: Final = 200
"""Characters of what participants were told."""


def outcome_blocks(consultation: Consultation, timezone: tzinfo) -> Iterator[Block]:
    """Say where the outcomes stand, and what was published of them; nothing where there is none."""
    outcomes = consultation.outcomes
    if not outcomes:
        return
    yield Note(text=_("Outcomes:"))
    yield Bullets(lines=tuple(_line(outcome, timezone) for outcome in outcomes[:SHOWN]))
    for outcome in outcomes[:SHOWN]:
        if outcome.published_at is not None and outcome.publication is not None:
            yield Quote(text=shortened(outcome.publication, LONGEST))
    if (left := len(outcomes) - SHOWN) > 0:
        yield Note(text=n_("and {count} more outcome", "and {count} more outcomes", left))


def _line(outcome: Outcome, timezone: tzinfo) -> Text:
    what, state = shortened(outcome.text), CONVERSION_NAMES[outcome.state]
    if outcome.published_at is None:
        return _("{what}: {state}", what=what, state=state)
    day = outcome.published_at.astimezone(timezone).date()
    return _("{what}: {state}, told to participants on {day}", what=what, state=state, day=day)
