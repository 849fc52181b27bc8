"""Stages entered on the day they were reached, and what was given in time."""

from datetime import UTC, datetime

from dialogs.meeting.terms import Stage
from tests.dialogs.meeting.entering.scenes import opens, prepared
from tests.dialogs.meeting.recording import found
from tests.dialogs.talking import Scene


async def test_a_stage_reached_on_another_day_is_dated_so(scene: Scene) -> None:
    organisation, lin = await prepared(scene)
    await opens(scene, lin, organisation, "consultation-enter|reached|examining")
    await lin.says("3月10日")

    stage = next(one for one in (await found(scene, organisation)).stages if one.stage is Stage.EXAMINING)
    assert stage.reached_at == datetime(2026, 3, 10, 4, tzinfo=UTC)
    assert stage.by == "林美玲"


async def test_a_day_to_come_is_not_one_on_which_a_stage_was_reached(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|reached|examining")
    await lin.says("2026-04-10")

    assert lin.text.startswith("! 2026年4月10日")


async def test_the_consultation_reached_is_the_consultation_held_at_the_time_planned(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene, "今天 15:00")
    await opens(quick_scene, lin, organisation, "consultation-do|reach|consulting")
    assert (await found(quick_scene, organisation)).held_at == datetime(2026, 3, 16, 7, tzinfo=UTC)

    await opens(quick_scene, lin, organisation, "consultation-do|reopen|consulting")
    assert (await found(quick_scene, organisation)).held_at is None


async def test_notice_and_materials_are_dated_and_judged(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene, "3月22日 14:00")
    await opens(quick_scene, lin, organisation, "consultation-enter|notice")
    await lin.says("3月14日")
    await opens(quick_scene, lin, organisation, "consultation-enter|materials")
    await lin.says("今天")

    assert "• 提前通知：2026年3月14日发出，没有提前满 10 天" in lin.text
    assert "• 提前发材料：2026年3月16日发出，及时" in lin.text
    assert "✓ 确定主体·通知：2026年3月14日完成（林美玲记录）" in lin.text
