"""Days in forms: taken as people write them, asked back where they are over, still to come, or can mean several."""

from datetime import UTC, date, datetime

import pytest

from bot.house import reader
from dialogs.engine.text import Text
from dialogs.meeting.asking_days import Today, coming_day, day_gone

TODAY = Today(now=datetime(2026, 3, 16, 1, 30, tzinfo=UTC), timezone="Asia/Shanghai")
"""A Monday, 09:30 in Shenzhen."""


def said(answer: date | Text) -> date | str:
    return answer if isinstance(answer, date) else reader("en", UTC).say(answer)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4月3日", date(2026, 4, 3)),
        ("明天", date(2026, 3, 17)),
        ("下周五", date(2026, 3, 27)),
        ("30 March", date(2026, 3, 30)),
        ("今天 下午三点", date(2026, 3, 16)),
        ("4月3日 3点", date(2026, 4, 3)),
    ],
)
def test_a_day_to_come_is_taken_as_it_is_written(text: str, day: date) -> None:
    assert said(coming_day(TODAY)(text)) == day


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("2026-03-15", "March 15, 2026 is over. Please give a day from today on."),
        ("4/5", "That can mean April 5, 2026, May 4, 2026. Please write the day with its year, like “2026-12-03”."),
        ("2月30日", "There is no “2月30日”. Please check the day and the time."),
        ("as soon as possible", "I could not read that as a date. Please write, for example,"),
    ],
)
def test_a_day_to_come_is_asked_back_for(text: str, back: str) -> None:
    assert str(said(coming_day(TODAY)(text))).startswith(back)


def test_a_day_gone_is_the_last_one_of_its_name() -> None:
    read = day_gone(TODAY)

    assert said(read("12月3日")) == date(2025, 12, 3)
    assert said(read("今天")) == date(2026, 3, 16)
    assert said(read("昨天")) == date(2026, 3, 15)
    assert said(read("明天")) == "March 17, 2026 is still to come. On which day was it done?"
    assert str(said(read("soon"))).startswith("I could not read that as a date.")


def test_the_day_is_that_of_the_organisations_clock() -> None:
    late = Today(now=datetime(2026, 3, 16, 16, 30, tzinfo=UTC), timezone="Asia/Shanghai")

    assert late.day == date(2026, 3, 17)
