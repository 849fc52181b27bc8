"""Days and times as people write them. It is Monday, 23 November 2026, ten in the morning in Shenzhen."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from dialogs.meeting.times import (
    Ambiguous,
    Contradictory,
    DayMissing,
    EndsBeforeItBegins,
    HourMissing,
    Impossible,
    Lunar,
    Moment,
    NotUnderstood,
    Unclear,
    read_moment,
)
from tests.dialogs.meeting.times.monday import NOW, SHENZHEN


def read(text: str) -> str:
    """Give the code of the moment that was read, or why there is none with the codes of the readings."""
    found = read_moment(text, NOW, SHENZHEN)
    if isinstance(found, Moment):
        return found.code
    return " ".join((type(found).__name__, *(moment.code for moment in found.readings)))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("12月3日 下午三点", "20261203T1500"),
        ("12月3号下午3点半", "20261203T1530"),
        ("12 月 3 日 下午 3 点", "20261203T1500"),
        ("十二月三日", "20261203"),
        ("二〇二六年十二月三日下午三点一刻", "20261203T1515"),
        ("十二月三十一号晚上八点半", "20261231T2030"),
        ("二○二六年十二月三日", "20261203"),
        ("12月3日下午三點半", "20261203T1530"),
        ("下週三 14時", "20261202T1400"),
        ("廿三日", "20261123"),
        ("１２月３日", "20261203"),
        ("２０２６／１２／３　１５：００", "20261203T1500"),
        ("2026/12/3", "20261203"),
        ("2026.12.03", "20261203"),
        ("20261203", "20261203"),
        ("2026-12-03 15:00", "20261203T1500"),
        ("2026-12-03T15:00:00", "20261203T1500"),
        ("2026年12月3日15时30分", "20261203T1530"),
        ("26年12月3日", "20261203"),
        ("明年3月1日", "20270301"),
        ("12.3 15:00", "20261203T1500"),
        ("12-03", "20261203"),
        ("12月3日（周四）15:00", "20261203T1500"),
        ("12/3（周四）", "20261203"),
        ("时间：12月3日（星期四）上午9：30－11：30", "20261203T0930-1130"),
        ("明天 15:00", "20261124T1500"),
        ("明晚8点", "20261124T2000"),
        ("明天中午12点", "20261124T1200"),
        ("明天正午", "20261124T1200"),
        ("明天12点", "20261124T1200"),
        ("明天下午3点左右", "20261124T1500"),
        ("后天下午三点三刻", "20261125T1545"),
        ("大后天9点", "20261126T0900"),
        ("3天后", "20261126"),
        ("两周后", "20261207"),
        ("in a week", "20261130"),
        ("in two weeks", "20261207"),
        ("two weeks from now", "20261207"),
        ("下周三晚上7点", "20261202T1900"),
        ("下下周一", "20261207"),
        ("本周五", "20261127"),
        ("周日", "20261129"),
        ("星期天 9点", "20261129T0900"),
        ("下个月1号", "20261201"),
        ("下月十五日上午十点", "20261215T1000"),
        ("1月5日", "20270105"),
        ("tomorrow 3pm", "20261124T1500"),
        ("noon tomorrow", "20261124T1200"),
        ("the day after tomorrow at 3 p.m.", "20261125T1500"),
        ("tonight 7:30", "20261123T1930"),
        ("3 Dec 15:00", "20261203T1500"),
        ("Dec 3, 2026", "20261203"),
        ("Dec. 3rd at 3 p.m.", "20261203T1500"),
        ("Thursday, 3 December 2026, 15:00", "20261203T1500"),
        ("the 3rd of December", "20261203"),
        ("Wednesday", "20261125"),
        ("in 2 weeks 9am", "20261207T0900"),
        ("25/12", "20261225"),
        ("12/25/2026", "20261225"),
    ],
)
def test_a_writing_with_one_meaning_is_read(written: str, code: str) -> None:
    assert read(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("12月3日 14:00-16:30", "20261203T1400-1630"),
        ("12月3日14:00—16:30", "20261203T1400-1630"),
        ("12月3日14点～16点30分", "20261203T1400-1630"),
        ("明天下午两点到四点", "20261124T1400-1600"),
        ("明天上午9点半至11点半", "20261124T0930-1130"),
        ("明天上午9点到下午4点", "20261124T0900-1600"),
        ("明天上午10点到2点", "20261124T1000-1400"),
        ("12月3日下午2-4点", "20261203T1400-1600"),
        ("周四下午2:30到4:00", "20261126T1430-1600"),
        ("12月3日 9-11点", "20261203T0900-1100"),
        ("3 Dec 2-4pm", "20261203T1400-1600"),
        ("3 Dec, from 11 to 1 pm", "20261203T1100-1300"),
        ("3 Dec 11-1pm", "20261203T1100-1300"),
        ("3 Dec 9am to 1pm", "20261203T0900-1300"),
    ],
)
def test_a_range_of_times_gives_the_end_as_well(written: str, code: str) -> None:
    assert read(written) == code


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("3/12", "20270312 20261203"),
        ("3/12/2026", "20260312 20261203"),
        ("明天3点", "20261124T1500 20261124T0300"),
        ("3 o'clock tomorrow", "20261124T1500 20261124T0300"),
        ("tomorrow at 3 o’clock", "20261124T1500 20261124T0300"),
        ("tomorrow at 3", "20261124T1500 20261124T0300"),
        ("明天8点", "20261124T0800 20261124T2000"),
        ("明天2点到4点", "20261124T1400-1600 20261124T0200-0400"),
        ("tomorrow 12 am", "20261124T0000 20261124T1200"),
        ("next Wednesday", "20261202 20261125"),
        ("周一", "20261123 20261130"),
        ("11月20日", "20271120 20261120"),
        ("15号", "20261215 20261115"),
    ],
)
def test_a_writing_with_several_meanings_is_asked_back_with_them(written: str, readings: str) -> None:
    assert read(written) == f"{Ambiguous.__name__} {readings}"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2月30日", Impossible),
        ("2月29日", Impossible),
        ("2026-13-01", Impossible),
        ("31/2", Impossible),
        ("明天25点", Impossible),
        ("明天 15:75", Impossible),
        ("明天上午15点", Impossible),
        ("12月3日（周五）", Contradictory),
        ("Friday 3 December 2026", Contradictory),
        ("明天 16:00-14:00", EndsBeforeItBegins),
        ("14:00-16:30", DayMissing),
        ("下午两点到四点", DayMissing),
        ("后天上午", HourMissing),
        ("tomorrow morning", HourMissing),
        ("周末", NotUnderstood),
        ("腊月二十三", Lunar),
        ("正月初八上午九点", Lunar),
        ("农历十二月初八", Lunar),
        ("本月底", NotUnderstood),
        ("12月3日-5日", NotUnderstood),
        ("明天 9:00 10:00", NotUnderstood),
        ("明天晚上12点", NotUnderstood),
        ("也许吧", NotUnderstood),
        ("", NotUnderstood),
        ("明天" + "　" * 80, NotUnderstood),
        ("99999999999天后", NotUnderstood),
        ("15日前", NotUnderstood),
    ],
)
def test_what_is_no_moment_is_told_for_what_it_is(written: str, reason: type[Unclear]) -> None:
    assert read(written) == reason.__name__


def test_what_is_over_is_asked_back_and_taken_where_the_past_is_meant() -> None:
    assert [read(text) for text in ("昨天", "2026-11-20 9:00", "今天 9:00", "11月20日 周五")] == [
        "Past 20261122",
        "Past 20261120T0900",
        "Past 20261123T0900",
        "Past 20261120",
    ]
    assert read_moment("昨天", NOW, SHENZHEN, past_allowed=True) == Moment(day=date(2026, 11, 22))
    assert read_moment("十天前", NOW, SHENZHEN, past_allowed=True) == Moment(day=date(2026, 11, 13))
    assert read_moment("a week ago", NOW, SHENZHEN, past_allowed=True) == Moment(day=date(2026, 11, 16))
    assert isinstance(read_moment("11月20日", NOW, SHENZHEN, past_allowed=True), Ambiguous)


def test_an_hour_of_today_that_is_over_is_no_reading() -> None:
    assert read("今天3点") == "20261123T1500"
    later = read_moment("今天3点", NOW, SHENZHEN, past_allowed=True)
    assert isinstance(later, Ambiguous)
    assert len(later.readings) == 2


def test_today_is_the_day_where_the_person_is() -> None:
    new_york = ZoneInfo("America/New_York")
    moment = read_moment("tomorrow 3 pm", NOW, new_york)

    assert moment == Moment(day=date(2026, 11, 23), begins=time(15))
    assert isinstance(moment, Moment)
    assert moment.starts_at(new_york) == datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    assert moment.ends_at(new_york) is None


def test_a_time_alone_belongs_to_the_day_that_is_known() -> None:
    day = date(2026, 12, 3)

    assert read_moment("14:00-16:30", NOW, SHENZHEN, day=day) == Moment(day=day, begins=time(14), ends=time(16, 30))
