"""Whatever is written in full is read back as it was; whatever else is typed is a moment or a reason."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.house import reader
from dialogs.meeting.times import Moment, read_moment
from tests.dialogs.meeting.times.monday import NOW, SHENZHEN

FULL = (
    "{m.day:%Y-%m-%d} {m.begins:%H:%M}",
    "{m.day.year}/{m.day.month}/{m.day.day} {m.begins:%H:%M}",
    "{m.day.year}年{m.day.month}月{m.day.day}日{m.begins.hour:02}时{m.begins.minute}分",
    "{m.day.day} {m.day:%B} {m.day.year}, {m.begins:%I:%M} {m.begins:%p}",
    "{m.day:%a} {m.day:%b} {m.day.day}, {m.day.year} {m.begins:%H:%M}",
    "{m.code}",
)
CHINESE = "〇一二三四五六七八九"
moments = st.builds(
    Moment,
    day=st.dates(date(2026, 11, 24), date(2050, 12, 31)),
    begins=st.times(time(1), time(11, 59)).map(lambda clock: clock.replace(second=0, microsecond=0))
    | st.times(time(13), time(22, 59)).map(lambda clock: clock.replace(second=0, microsecond=0)),
)


@given(moments, st.sampled_from(FULL))
def test_what_is_written_in_full_is_read_back(moment: Moment, pattern: str) -> None:
    written = moment.code.replace("T", " ") if pattern == "{m.code}" else pattern.format(m=moment)
    if pattern == "{m.code}":
        assert Moment.from_code(moment.code) == moment
        return

    assert read_moment(written, NOW, SHENZHEN) == moment, written


@given(moments, st.integers(1, 700))
def test_a_range_is_read_back(moment: Moment, minutes: int) -> None:
    begins = datetime.combine(moment.day, moment.begins or time(), tzinfo=UTC)
    ends = begins + timedelta(minutes=minutes)
    if ends.date() != begins.date():
        return
    written = f"{begins:%Y-%m-%d %H:%M}-{ends:%H:%M}"

    expected = Moment(day=moment.day, begins=begins.time(), ends=ends.time())
    assert read_moment(written, NOW, SHENZHEN) == expected, written
    assert Moment.from_code(expected.code) == expected


@given(st.integers(0, 180), st.sampled_from(["{d.month}月{d.day}日", "{d.month}.{d.day}", "{d.day} {d:%B}", "{z}"]))
def test_a_day_of_the_coming_half_year_needs_no_year(ahead: int, pattern: str) -> None:
    day = date(2026, 11, 23) + timedelta(days=ahead)
    numerals = f"{_numeral(day.month)}月{_numeral(day.day)}号"

    assert read_moment(pattern.format(d=day, z=numerals), NOW, SHENZHEN) == Moment(day=day)


@given(st.text(alphabet=st.sampled_from("0123456789年月日号点时分半上下午周三至-/:. 十二ampmtomorrow"), max_size=24))
def test_whatever_is_typed_is_a_moment_or_a_reason(text: str) -> None:
    found = read_moment(text, NOW, SHENZHEN)

    if isinstance(found, Moment):
        assert found.ends is None or (found.begins is not None and found.begins < found.ends)
    else:
        assert reader("zh_CN", SHENZHEN).say(found.sentence)
        assert len(set(found.readings)) == len(found.readings)


@given(st.text(max_size=18))
def test_no_forged_code_is_a_moment(code: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Moment.from_code(f"{code}!")


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return {0: "", 1: "十"}.get(tens, f"{CHINESE[tens]}十") + (CHINESE[ones] if ones or not tens else "")
