"""Rounds, found only by their own organisation, and called by year and number."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dialogs.assessment.rounds import Round, chinese_numeral, close_round, current_round, find_round
from tests.dialogs.talking import Scene

ROUND = Round(
    id=1,
    organisation=1,
    year=2026,
    number=12,
    title=None,
    kind="named",
    version="1.0",
    min_group=None,
    opened_at=datetime(2026, 3, 16, tzinfo=UTC),
    closes_at=None,
    closed_at=None,
)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (2, "二"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100"), (0, "0")],
)
def test_a_number_is_written_as_it_is_said(number: int, said: str) -> None:
    assert chinese_numeral(number) == said


def test_a_round_is_called_by_its_title_or_by_year_and_number(quick_scene: Scene) -> None:
    zh, en = (quick_scene.house.reader(locale, UTC) for locale in ("zh_CN", "en"))
    assert (zh.say(ROUND.name), en.say(ROUND.name)) == ("2026年第十二轮", "Round 12, 2026")
    assert zh.say(replace(ROUND, title="换届前测评").name) == "换届前测评"


def test_a_round_is_open_until_it_is_closed_or_its_last_day_is_over() -> None:
    opened = ROUND.opened_at
    assert ROUND.is_open(opened)
    assert not replace(ROUND, closed_at=opened).is_open(opened)
    closing = replace(ROUND, closes_at=opened + timedelta(days=1))
    assert closing.is_open(opened)
    assert not closing.is_open(opened + timedelta(days=1))


async def test_the_first_round_counts_in_the_year_of_the_organisations_own_clock(quick_scene: Scene) -> None:
    quick_scene.now = datetime(2026, 12, 31, 17, tzinfo=UTC)  # past midnight in Shenzhen
    organisation = await quick_scene.organisation("甲协会")
    async with quick_scene.working() as work:
        found = await current_round(work, organisation)
    assert found is not None
    assert (found.year, found.number, found.kind) == (2027, 1, "named")


async def test_a_round_is_found_and_closed_by_its_own_organisation_only(scene: Scene) -> None:
    first, second = await scene.organisation("甲协会"), await scene.organisation("乙协会")
    async with scene.working() as work:
        mine = await current_round(work, first)
        assert mine is not None
        assert await find_round(work, first, str(mine.id)) == mine
        assert await find_round(work, second, str(mine.id)) is None
        assert await find_round(work, first, "９") is None
        assert await find_round(work, first, "9" * 30) is None
        assert not await close_round(work, second, mine.id)
        assert await close_round(work, first, mine.id)
        assert not await close_round(work, first, mine.id)
