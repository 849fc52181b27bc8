"""The ledger of the outcome conversion: reminded of, changed, struck, turned page by page."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from dialogs.meeting.terms import ConversionState
from tests.dialogs.meeting.following.scenes import DUE, WORDS, agreed, days_after, desk, notes, stepped, through
from tests.dialogs.talking import Scene


async def test_whoever_recorded_an_outcome_is_reminded_until_its_next_step_is_taken(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place, due=DUE)

    assert await through(place, place.zhou, DUE + timedelta(days=2)) == days_after(DUE, -3, -1, 1)
    assert place.zhou.text.splitlines()[1:] == [
        "由您跟进下一步的成果：",
        f"• {WORDS}（已达成）：2026年3月20日（周五）到期，已逾期 1 天（2026-行-001）",
        f"[查看：{WORDS}]",
    ]
    await notes(place.zhou, f"[查看：{WORDS}]", "[已报送]", "今天", "市城管局", "跳过", "跳过", "4月30日", "[记下]")

    april = date(2026, 4, 30)
    assert await through(place, place.zhou, date(2026, 6, 30)) == days_after(april, -3, -1, 1, 8, 15, 22, 29)
    await stepped(place, number, (ConversionState.IMPLEMENTED, date(2026, 6, 30)))


@pytest.mark.parametrize("state", [ConversionState.REJECTED, ConversionState.IMPLEMENTED])
async def test_nothing_is_said_of_what_has_come_to_its_end(quick_scene: Scene, state: ConversionState) -> None:
    place = await desk(quick_scene)
    number = await agreed(place, due=DUE)
    await stepped(place, number, (state, DUE - timedelta(days=8)))

    assert await through(place, place.zhou, date(2026, 5, 1)) == []


async def test_an_outcome_is_changed_and_struck(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    await place.zhou.presses_data(f"v|outcome|{number}")

    await notes(place.zhou, "[修改]", "[成果]", "在全部站口增设停放区", "[记下]")
    assert f"• 成果：{WORDS}（至 2026年3月16日，周敏 修改）" in place.zhou.text
    await notes(place.zhou, "[作废]", "[登记有误]")

    assert "还没有记下成果。" in place.zhou.text
    await place.zhou.presses_data(f"v|outcome|{number}")
    assert "没有这项成果" in place.zhou.text


async def test_a_member_without_a_part_sees_nothing_of_it(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    (step,) = await stepped(place, number, (ConversionState.SUBMITTED, DUE))

    for pressed in (f"v|outcome|{number}", f"a|outcome-file|{step}", f"a|outcome-open|{number}"):
        await place.lin.presses_data(pressed)
        assert "not there any more, or not yours to see" in place.lin.text
    await place.lin.presses_data(f"v|outcomes|{place.reference.id}")
    assert "not one that you can see" in place.lin.text


async def test_many_outcomes_are_turned_page_by_page(quick_scene: Scene) -> None:
    place = await desk(quick_scene)
    for index in range(1, 10):
        await agreed(place, f"建议{index}")

    await place.zhou.presses_data(f"v|outcomes|{place.reference.id}")
    first = [label for label in place.zhou.labels if label.startswith("建议")]
    await place.zhou.presses("下一页")
    second = [label for label in place.zhou.labels if label.startswith("建议")]

    assert first + second == [f"建议{index}" for index in range(1, 10)]
    assert all(a < b for a, b in pairwise(first))
