"""The chaos test's short form: fewer people, some seconds, every kind of fault at least once."""

import pytest

from tests.end_to_end.chaos.faults import NAMES
from tests.end_to_end.chaos.scene import Kind, Plan
from tests.end_to_end.chaos.storm import storm
from tests.end_to_end.installation import UPLOADS

pytestmark = UPLOADS

ALWAYS = {"SIGKILL", "clock jump", "updates doubled", "updates out of order", *NAMES.values()}
DOUBLING = ("SIGKILL", "Bot API: done, never answered")
MOST_DOUBLED = 2.0
"""Replies to each of these on average: the more a machine has to do, the more stand between Telegram's answer and the
note of it when a process is killed. A kill a second is much for a few hundred replies, so what share of all replies may
come twice is the long form's to say.
"""


@pytest.mark.parametrize(
    ("kind", "faults"),
    [("sqlite", {"database locked", "disk full"}), ("postgresql", {"PostgreSQL restarted"})],
)
async def test_nothing_acknowledged_is_lost_and_nobody_is_stuck(kind: Kind, faults: set[str]) -> None:
    outcome = await storm(Plan(kind, people=40, seconds=10, seed=7, pause=1.0))

    assert outcome.tally.whole, outcome
    assert outcome.tally.doubled <= MOST_DOUBLED * sum(outcome.faults[name] for name in DOUBLING), outcome
    assert outcome.tally.answers > 0
    assert {name.partition(" (")[0] for name, times in outcome.faults.items() if times} >= ALWAYS | faults
