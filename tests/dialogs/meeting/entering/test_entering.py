"""The consultation itself, moved to another day or continued; and what a button names that is not there."""

from datetime import UTC, date, datetime

import pytest

from dialogs.meeting.terms import ItemState, Stage
from tests.dialogs.meeting.entering.scenes import opens, prepared
from tests.dialogs.meeting.recording import ORGANISED, found, joined, records, say
from tests.dialogs.talking import Scene


async def test_moving_it_to_another_day_moves_what_is_planned(scene: Scene) -> None:
    organisation, lin = await prepared(scene)
    await opens(scene, lin, organisation, "consultation-enter|facts")
    await say(lin, "[时间]", "4月27日 9:00", "[地点]", "三楼", "[会员覆盖面]", "40 家", "[保存]")

    moved = await found(scene, organisation)
    assert (moved.starts_at, moved.venue) == (datetime(2026, 4, 27, 1, tzinfo=UTC), "三楼")
    assert [field.text for field in moved.fields] == ["40 家"]
    planned = {stage.stage: stage.planned for stage in moved.stages}
    assert (planned[Stage.CONVENING], planned[Stage.CONSULTING]) == (date(2026, 4, 17), date(2026, 4, 27))


async def test_moved_to_a_day_gone_by_it_was_held_and_moved_back_it_was_not(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|facts")
    await say(lin, "[时间]", "昨天 9:00", "[保存]")
    held = await found(quick_scene, organisation)
    assert held.held_at == datetime(2026, 3, 15, 1, tzinfo=UTC)

    await opens(quick_scene, lin, organisation, "consultation-enter|facts")
    await say(lin, "[时间]", "明天 9:00", "[保存]")
    again = await found(quick_scene, organisation)
    assert again.held_at is None
    assert all(stage.reached_at is None for stage in again.stages)


async def test_left_items_go_onto_the_agenda_of_one_that_is_to_come(scene: Scene) -> None:
    organisation, lin = await joined(scene)
    item = ("收费", "未达成共识", "企业反对", "跳过", "就这些")
    await records(lin, "昨天", *("跳过",) * 9, *item, "跳过", "跳过")
    await records(lin, "4月20日", required=("/meeting new", *ORGANISED[1:4], "停放标准（二）"))
    await opens(scene, lin, organisation, "consultation-enter|carry")
    await say(lin, "[1. 收费]", "[确定]", "[2026-行-002 停放标准（二）]")

    assert lin.text.startswith("! 已转入 1 项。")
    following = await found(scene, organisation, "2026-行-002")
    assert following.follows == "2026-行-001"
    assert (following.agenda[-1].title, following.agenda[-1].carried_from) == ("收费", "2026-行-001")
    assert (await found(scene, organisation)).agenda[0].state is ItemState.CARRIED_OVER


@pytest.mark.parametrize(
    "what",
    ["nonsense", "skip|nowhere", "item|999", "opinion|999", "opinion-edit|999", "decision-edit|x", "participant|0"],
)
async def test_what_a_button_names_and_is_not_there_is_said_so(quick_scene: Scene, what: str) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, f"consultation-enter|{what}")

    assert lin.text == "! 这一项已不在本次协商的记录里。"
