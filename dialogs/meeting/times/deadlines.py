"""Days until which something is to be done, as people write them: ``12月3日前``, ``月底``, ``by Friday``."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, tzinfo
from typing import Final

from dialogs.meeting.times.figures import figure
from dialogs.meeting.times.moments import Moment
from dialogs.meeting.times.reading import read_moment
from dialogs.meeting.times.unclear import HourMissing, NotUnderstood, Unclear

_BEFORE: Final = re.compile(
    r"^(?:by|before|until|till|due|due\s+(?:on|by)|截止到?|截至|期限|于|在)[\s::]*(?=.)", re.IGNORECASE
)
_AFTER: Final = re.compile(r"(?<=.)\s*(?:截止|为止|下班)?(?:之前|以前|前)?(?:完成|办结|办好|提交|交)?$")
_PART_OF_DAY: Final = re.compile(
    r"(?<=.)\s*(?:上午|中午|下午|早上|晚上|傍晚|(?:in\s+the\s+)?(?:morning|afternoon|evening))$", re.IGNORECASE
)
_END: Final = re.compile(
    r"(?:(?P<moved>下+|本|这)?个?(?P<alone>月)|(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|(?P<year>[今本明])?年)[底末]|"
    r"(?:the\s+)?end\s+of\s+(?P<english>the|this|next)\s+(?P<unit>month|year)",
    re.IGNORECASE,
)


def read_deadline(text: str, now: datetime, timezone: tzinfo) -> Moment | Unclear:
    """Read as :func:`read_moment` does, and what is said only of deadlines; of a part of a day, the day is meant."""
    found = read_moment(text, now, timezone)
    if type(found) not in {NotUnderstood, HourMissing}:
        return found
    bare = _AFTER.sub("", _BEFORE.sub("", unicodedata.normalize("NFKC", text).strip(" 。.")))
    bare = _PART_OF_DAY.sub("", bare)
    if end := _END.fullmatch(bare):
        return Moment(day=_last_day(end, now.astimezone(timezone).date()))
    again = read_moment(bare, now, timezone) if bare != text else found
    return found if type(again) is NotUnderstood else again


def _last_day(found: re.Match[str], today: date) -> date:
    """Give the last day of a month or a year that is not over."""
    english = (found["english"] or "").casefold()
    if not found["alone"] and not found["month"] and (found["unit"] or "year").casefold() == "year":
        return date(today.year + (found["year"] == "明" or english == "next"), 12, 31)
    if found["month"]:
        month = figure(found["month"])
        year = today.year + (month < today.month)
    else:
        months = today.year * 12 + today.month - 1 + (found["moved"] or "").count("下") + (english == "next")
        year, month = months // 12, months % 12 + 1
    return date(year, month, monthrange(year, month)[1])
