"""A consultation's own card on a phone: how far it has come in few lines, and what comes next on the first button."""

from tests.dialogs.meeting.entering.scenes import opens, prepared
from tests.dialogs.meeting.live.sitting import sit
from tests.dialogs.talking import Scene

WIDE = 2


async def test_how_far_it_has_come_takes_three_lines_and_the_next_day_has_its_weekday(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-do|reach|collecting")
    await lin.says("/meeting 2026-行-001")

    way = [line for line in lin.text.splitlines() if line[0] in "✓○–"]
    assert way[0] == "✓ 已完成：征集议题"
    assert way[1] == "○ 审定议题：计划2026年3月31日（周二）"
    assert way[2] == "○ 之后：确定主体·通知、协商、形成纪要、成果转化、公示反馈、评议"
    assert len(way) == 3


async def test_a_stage_that_was_skipped_keeps_its_line_with_the_reason(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|skip|examining")
    await lin.says("理事会已定题")
    await lin.says("/meeting 2026-行-001")

    assert "– 审定议题：跳过（理事会已定题）" in lin.text


async def test_before_it_is_held_the_notice_comes_first_and_afterwards_the_minutes(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene, "今天 15:00")
    await lin.says("/meeting 2026-行-001")
    assert lin.labels[0] == "发通知"
    assert "现在开会" in lin.labels

    await opens(quick_scene, lin, organisation, "consultation-do|reach|consulting")
    await lin.says("/meeting 2026-行-001")
    assert lin.labels[0] == "会议纪要"
    assert not {"发通知", "现在开会"} & set(lin.labels)


async def test_no_row_holds_more_buttons_than_a_phone_shows_whole(quick_scene: Scene) -> None:
    _organisation, lin = await prepared(quick_scene)
    await lin.says("/meeting 2026-行-001")

    assert max(len(row) for row in lin.card.buttons) == WIDE


async def test_while_it_is_held_the_panel_comes_first_and_after_the_end_the_minutes(quick_scene: Scene) -> None:
    sitting = await sit(quick_scene)
    number = (await sitting.record()).number
    await sitting.chair.says(f"/meeting {number}")
    assert "本次协商正在进行。" in sitting.chair.text
    assert sitting.chair.labels[:2] == ("‹ 协商员面板", "议程（3）")
    assert "遗留事项转下次" not in sitting.chair.labels

    await sitting.chair.presses("‹ 协商员面板")
    assert "下一项" in sitting.chair.labels
    await sitting.chair.says("/end")
    await sitting.chair.says(f"/meeting {number}")
    assert "正在进行" not in sitting.chair.text
    assert sitting.chair.labels[0] == "会议纪要"


async def test_whoever_only_takes_part_sees_that_it_is_held_and_no_panel(quick_scene: Scene) -> None:
    sitting = await sit(quick_scene)
    wang = await quick_scene.joins(sitting.organisation, "member", "王芳")
    await wang.says(f"/start {await sitting.token()}")
    await wang.says(f"/meetings {(await sitting.record()).number}")

    assert "本次协商正在进行。" in wang.text
    assert "‹ 协商员面板" not in wang.labels
