"""The sample's days, counted from the one on which it is written: something is always due, something ahead."""

from datetime import datetime, timedelta
from typing import Final

DAY: Final = timedelta(days=1)


def afternoon(moment: datetime) -> datetime:
    """Give half past two in the afternoon, by Shenzhen's clocks, of a moment's day."""
    return moment.replace(hour=6, minute=30, second=0, microsecond=0)
