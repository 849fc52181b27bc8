"""Facilitators see the templates and set what their organisation does otherwise."""

from dialogs.meeting.templates import read_template
from dialogs.meeting.templates.views import TEMPLATES
from tests.dialogs.meeting.following.scenes import desk
from tests.dialogs.talking import Scene, Talk


async def at_templates(scene: Scene, role: str = "facilitator") -> tuple[int, Talk]:
    organisation = await scene.organisation("深圳市南山社工协会")
    lin = await scene.joins(organisation, role)
    await lin.presses_data(f"v|{TEMPLATES}")
    return organisation, lin


async def test_a_template_shows_its_rules_agenda_people_fields_and_stages(quick_scene: Scene) -> None:
    _organisation, lin = await at_templates(quick_scene)
    await lin.presses("社会组织管理")

    assert "# 模板：社会组织管理" in lin.text
    assert "• 到会人数要求：2/3" in lin.text
    assert "1. 核对到会人数与委托" in lin.text
    assert "• 章程依据" in lin.text
    assert "恢复" not in lin.text


async def test_lead_times_quorum_and_agenda_are_changed_and_used_from_now_on(quick_scene: Scene) -> None:
    organisation, lin = await at_templates(quick_scene)
    await lin.presses("基层事务")
    await lin.presses("修改")
    await lin.presses("提前通知")
    await lin.says("五")
    await lin.presses("到会人数要求")
    await lin.presses("2/3")
    await lin.presses("常用议程")
    await lin.says("1. 各方陈述\n2. 表决")
    await lin.presses("保存")

    assert lin.text.startswith("! 已保存。")
    assert "1. 各方陈述\n2. 表决" in lin.text
    async with quick_scene.working() as work:
        template = await read_template(work, organisation, "5.2")
    assert (template.rules.notice_days, template.rules.quorum) == (5, "2/3")

    await lin.presses("恢复为本类模板")
    assert "1. 说明事由与诉求" in lin.text


async def test_an_agenda_of_more_than_sixty_items_is_asked_for_again(quick_scene: Scene) -> None:
    _organisation, lin = await at_templates(quick_scene)
    await lin.presses_data("a|change-template|5.1")
    await lin.presses("常用议程")
    await lin.says("\n".join(f"事项{n}" for n in range(61)))

    assert "最多 60 项" in lin.text


async def test_an_own_agenda_opens_again_as_it_was_left(quick_scene: Scene) -> None:
    _organisation, lin = await at_templates(quick_scene, "admin")
    await lin.presses_data("a|change-template|5.1")
    await lin.presses("常用议程")
    await lin.says("甲\n乙")
    await lin.presses("保存")
    await lin.presses("修改")

    assert "常用议程：甲 / 乙" in lin.text


async def test_the_kinds_agenda_is_shown_and_left_the_kinds_where_only_something_else_is_changed(
    quick_scene: Scene,
) -> None:
    organisation, lin = await at_templates(quick_scene)
    await lin.presses_data("a|change-template|5.2")
    assert "常用议程：说明事由与诉求" in lin.text
    await lin.presses("提前通知")
    await lin.says("6")
    await lin.presses("保存")

    async with quick_scene.working() as work:
        template = await read_template(work, organisation, "5.2")
    assert template.rules.notice_days == 6
    assert template.agenda == template.kind.agenda, "said in each reader's language as before"


async def test_a_kind_that_there_is_not_leads_to_the_list(quick_scene: Scene) -> None:
    _organisation, lin = await at_templates(quick_scene)
    await lin.presses_data("v|meeting-template|5.9")
    assert lin.text.startswith("# 模板\n")
    await lin.presses_data("a|change-template|")
    assert lin.text.startswith("# 模板\n")


async def test_lead_times_are_said_in_days_and_the_agenda_item_by_item_before_it_is_saved(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("深圳市南山社工协会")
    lin = await quick_scene.joins(organisation, "facilitator", language="en")
    await lin.presses_data("a|change-template|5.4")

    assert "• Notice: 7 days before" in lin.text
    assert "• Usual agenda: Attendance and proxies are checked / The matter" in lin.text


async def test_a_template_that_was_only_looked_at_is_left_at_once(quick_scene: Scene) -> None:
    _organisation, lin = await at_templates(quick_scene)
    await lin.presses_data("a|change-template|5.2")
    await lin.presses("提前通知")
    await lin.presses("‹ 返回核对")
    await lin.presses("离开")

    assert "内容没有改动" in lin.text
    assert lin.labels == ()


async def test_the_list_of_templates_leads_back_without_opening_a_form_that_was_left(quick_scene: Scene) -> None:
    _organisation, lin = await at_templates(quick_scene)
    await lin.presses("‹ 协商列表")

    assert lin.text == "# 协商\n筹备一次协商，或补录已经开过的。\n[新建协商]\n[模板]"


async def test_the_list_of_templates_leads_back_to_where_it_was_opened(quick_scene: Scene) -> None:
    place = await desk(quick_scene)
    await place.zhou.says("/meeting")
    await place.zhou.presses("模板")
    await place.zhou.presses("‹ 协商列表")

    assert place.zhou.text.startswith("# 协商\n")
    assert "模板" in place.zhou.labels
