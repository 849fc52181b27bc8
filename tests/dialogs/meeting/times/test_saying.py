"""A moment is said with its weekday, and each reason why there is none in a sentence of its own."""

from datetime import date, time

import pytest

from bot.house import reader
from dialogs.meeting.times import Moment, Unclear, read_moment, said
from tests.dialogs.meeting.times.monday import NOW, SHENZHEN


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        (
            "昨天",
            "2026年11月22日（周日）已经过去了。您确定是这一天吗？",
            "November 22, 2026 (Sunday) is over. Is that what you mean?",
        ),
        (
            "2月30日",
            "没有“2月30日”这个日期或时间，请核对。",
            "There is no “2月30日”. Please check the day and the time.",
        ),
        (
            "12月3日 周五",
            "2026年12月3日是周四，日期和星期对不上，请重新输入。",
            "December 3, 2026 is a Thursday: the day and the weekday do not fit. Please write it again.",
        ),
    ],
)
def test_the_person_is_told_in_their_own_language(written: str, zh: str, en: str) -> None:
    found = read_moment(written, NOW, SHENZHEN)

    assert isinstance(found, Unclear)
    assert reader("zh_CN", SHENZHEN).say(found.sentence) == zh
    assert reader("en", SHENZHEN).say(found.sentence) == en


def test_every_reason_has_a_sentence_of_its_own() -> None:
    written = ("明天3点", "昨天", "2月30日", "12月3日周五", "明天16:00-14:00", "14:00", "后天上午", "也许吧")
    found = [read_moment(text, NOW, SHENZHEN) for text in written]
    sentences = {reader("zh_CN", SHENZHEN).say(each.sentence) for each in found if isinstance(each, Unclear)}

    assert len(sentences) == len(written)


def test_a_moment_is_said_with_its_weekday() -> None:
    moment = Moment(day=date(2026, 12, 3), begins=time(14), ends=time(16, 30))

    assert reader("zh_CN", SHENZHEN).say(said(moment)) == "2026年12月3日（周四）14:00—16:30"
    assert reader("en", SHENZHEN).say(said(moment)) == "December 3, 2026 (Thursday), 14:00–16:30"
    assert reader("zh_CN", SHENZHEN).say(said(Moment(day=moment.day, begins=time(9)))) == "2026年12月3日（周四）09:00"
