"""Days in forms: taken as people write them, asked back where they are over, still to come, or can mean several."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.house import reader
from dialogs.engine.interpreted import Interpreted, Understood, Unsure
from dialogs.meeting.asking_days import Today, as_of, coming_day, day_gone

ENGLISH = reader("en", UTC)
TODAY = Today(now=datetime(2026, 3, 16, 1, 30, tzinfo=UTC), timezone="Asia/Shanghai")
"""A Monday, 09:30 in Shenzhen."""


COMING = coming_day(TODAY, name="due", label="Due", prompt=())
GONE = day_gone(TODAY, name="when", label="When", prompt=())


def heard(step: Interpreted, text: str) -> date | tuple[str, tuple[str, ...]]:
    """Give the day that is taken, or what is asked back with the readings offered."""
    match step.read(text):
        case Understood(value=value):
            return date.fromisoformat(value)
        case Unsure(why=why, readings=readings):
            return ENGLISH.say(why), tuple(ENGLISH.say(step.say(reading)) for reading in readings)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4月3日", date(2026, 4, 3)),
        ("明天", date(2026, 3, 17)),
        ("下周五", date(2026, 3, 27)),
        ("30 March", date(2026, 3, 30)),
        ("今天 上午八点", date(2026, 3, 16)),
        ("4月3日 3点", date(2026, 4, 3)),
    ],
)
def test_a_day_to_come_is_taken_as_it_is_written(text: str, day: date) -> None:
    assert heard(COMING, text) == day


@pytest.mark.parametrize(
    ("text", "back", "readings"),
    [
        ("2026-03-15", "March 15, 2026 (Sunday) is over. Is that what you mean?", ("March 15, 2026",)),
        ("4/5", "That can be read in more than one way. Which do you mean?", ("April 5, 2026", "May 4, 2026")),
        ("2月30日", "There is no “2月30日”. Please check the day and the time.", ()),
    ],
)
def test_a_day_to_come_is_asked_back_for(text: str, back: str, readings: tuple[str, ...]) -> None:
    assert heard(COMING, text) == (back, readings)


def test_a_day_gone_is_the_last_one_of_its_name() -> None:
    assert heard(GONE, "12月3日") == date(2025, 12, 3)
    assert heard(GONE, "今天") == date(2026, 3, 16)
    assert heard(GONE, "昨天") == date(2026, 3, 15)
    assert heard(GONE, "明天") == ("March 17, 2026 is still to come. On which day was it done?", ())
    assert heard(GONE, "2/3") == (
        "That can be read in more than one way. Which do you mean?",
        ("February 3, 2026", "March 2, 2026"),
    )
    assert "I could not read that as a date." in str(heard(GONE, "soon"))


def test_the_day_is_that_of_the_organisations_clock_at_each_turn() -> None:
    evening = datetime(2026, 3, 16, 16, 30, tzinfo=UTC)

    renewed = as_of({"today": TODAY.model_dump(mode="json"), "action": 7}, evening, ZoneInfo("Asia/Shanghai"))

    assert isinstance(renewed, dict)
    assert Today.model_validate(renewed["today"]).day == date(2026, 3, 17)
    assert renewed["action"] == 7
    assert as_of(None, evening, UTC) is None
