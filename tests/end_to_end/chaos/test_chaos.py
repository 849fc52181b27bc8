"""The chaos test's short form: fewer people, some seconds, every kind of fault at least once."""

import pytest

from tests.end_to_end.chaos.faults import NAMES
from tests.end_to_end.chaos.scene import Kind, Plan
from tests.end_to_end.chaos.storm import storm
from tests.end_to_end.installation import UPLOADS

pytestmark = UPLOADS

ALWAYS = {"SIGKILL", "clock jump", "updates doubled", "updates out of order", *NAMES.values()}
MOST_DOUBLED = 0.05
"""Of a few hundred replies; how many it may be is the long form's to say."""


@pytest.mark.parametrize(
    ("kind", "faults"),
    [("sqlite", {"database locked", "disk full"}), ("postgresql", {"PostgreSQL restarted"})],
)
async def test_nothing_acknowledged_is_lost_and_nobody_is_stuck(kind: Kind, faults: set[str]) -> None:
    outcome = await storm(Plan(kind, people=40, seconds=10, seed=7, pause=1.0, hurried=True))

    assert outcome.tally.whole, outcome
    assert outcome.tally.doubled <= MOST_DOUBLED * outcome.tally.replies, outcome
    assert outcome.tally.answers > 0
    assert {name.partition(" (")[0] for name, times in outcome.faults.items() if times} >= ALWAYS | faults
