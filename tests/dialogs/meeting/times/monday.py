"""It is Monday, 23 November 2026, ten in the morning in Shenzhen."""

from datetime import datetime
from zoneinfo import ZoneInfo

SHENZHEN = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHENZHEN)
