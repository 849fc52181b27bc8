"""What an organisation's consultations left on record in a period, read in a fixed number of statements.

Only structural facts are read: nothing sealed is opened.
"""

from dialogs.engine.work import Work
from dialogs.meeting.performance.due import read_actions, read_outcomes
from dialogs.meeting.performance.held import count_items, read_held
from dialogs.meeting.performance.period import Period, year_until
from standard.library import Library
from standard.on_record import Facts, Performance, performance

__all__ = ["Period", "read_facts", "read_performance", "year_until"]


async def read_performance(library: Library, work: Work, period: Period) -> Performance:
    """Count what is on record of a period."""
    return performance(library, await read_facts(work, period))


async def read_facts(work: Work, period: Period) -> Facts:
    """Read what is on record of a period: of the consultations held in it, and what fell due in it."""
    consensus, items = await count_items(work, period)
    return Facts(
        held=await read_held(work, period),
        items=items,
        consensus=consensus,
        actions=await read_actions(work, period),
        outcomes=await read_outcomes(work, period),
    )
