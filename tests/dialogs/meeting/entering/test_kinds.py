"""A consultation recorded as the wrong kind: what follows is told, then done; both its numbers lead to it."""

from datetime import date

import pytest

from dialogs.meeting import history, records
from dialogs.meeting.record import Rules
from dialogs.meeting.terms import MinutesState, Role, Stage
from tests.dialogs.meeting.recording import found, joined, reference_to, say
from tests.dialogs.meeting.recording import records as recorded
from tests.dialogs.talking import Scene, Talk

COVERAGE = ("跳过", "37 家会员", *("跳过",) * 7)
"""Details of an industry's consultation: its first field filled in."""


async def prepared(scene: Scene, when: str = "4月20日 14:00", *details: str) -> tuple[int, Talk]:
    organisation, lin = await joined(scene)
    await recorded(lin, when, *details)
    return organisation, lin


async def corrects(lin: Talk, *lines: str) -> None:
    """Correct kind, sub-kind and part from the card that is shown."""
    await say(lin, "[更正种类和角色]", *lines, "[保存]")


async def test_another_kind_is_told_of_before_and_brings_its_number_fields_thresholds_and_stages(scene: Scene) -> None:
    organisation, lin = await prepared(scene, "4月20日 14:00", *COVERAGE)
    await say(lin, "[环节]", "[征集议题]", "[今天完成]", "/meeting 2026-行-001")
    await corrects(lin, "[协商种类]", "社会组织管理", "内部事务")
    assert lin.text.startswith("# 把 2026-行-001 更正为：社会组织管理 · 内部事务 · 由我方组织？")
    for told in (
        "• 编号：编号里带着种类，更正后以 2026-社- 开头；用 2026-行-001 仍能打开这次协商。",
        "• 本种类没有的内容移入修改记录：会员覆盖面。",
        "• 可在“更正”里补填：章程依据、委托代理。",
        "• 规则改为：提前通知：7 天、提前发材料：3 天、到会人数要求：2/3、监事签字：需要。",
        "• 环节：已完成和已跳过的不变；其余按本种类的提前量重新排期。",
    ):
        assert told in lin.text
    assert (await found(scene, organisation)).clause == "5.3", "nothing is done yet"

    await say(lin, "[确定更正]")
    assert "# 2026-社-001 · 停放标准" in lin.text
    assert "- 社会组织管理 · 内部事务 · 由我方组织" in lin.text
    now = await found(scene, organisation, "2026-社-001")
    assert (now.subkind, now.fields) == ("internal_affairs", ())
    assert now.rules == Rules(notice_days=7, materials_days=3, quorum="2/3", majority="1/2", supervisor_signs=True)
    stages = {stage.stage: stage for stage in now.stages}
    assert stages[Stage.COLLECTING].reached_at == scene.now
    assert stages[Stage.CONVENING].planned == date(2026, 4, 13)


async def test_both_numbers_open_it_and_it_gets_its_former_one_again_when_it_is_corrected_back(scene: Scene) -> None:
    organisation, lin = await prepared(scene)
    await corrects(lin, "[协商种类]", "公共事务", "政策协商")
    await say(lin, "[确定更正]", "/meetings 2026行1")
    assert "# 2026-公-001 · 停放标准" in lin.text
    assert (await found(scene, organisation, "2026-公-001")).id == (await found(scene, organisation)).id

    await recorded(lin, "4月20日", required=("/meeting new", "公共事务", "政策协商", "由我方组织", "公交站"))
    assert "# 2026-公-002 · 公交站" in lin.text, "a number is never given twice"
    await say(lin, "/meeting 2026-公-001")
    await corrects(lin, "[协商种类]", "行业事务", "标准制定")
    await say(lin, "[确定更正]")
    assert "# 2026-行-001 · 停放标准" in lin.text
    await say(lin, "/meeting 2026-公-001")
    assert "# 2026-行-001 · 停放标准" in lin.text


async def test_the_history_tells_the_former_kind_in_words(quick_scene: Scene) -> None:
    _organisation, lin = await prepared(quick_scene, "4月20日 14:00", *COVERAGE)
    await corrects(lin, "[协商种类]", "公共事务", "政策协商")
    await say(lin, "[确定更正]", "[修改记录]")

    assert "“协商种类：行业事务”" in lin.text
    assert "“具体类型：标准制定”" in lin.text
    assert "“专门填写的内容：会员覆盖面：37 家会员”" in lin.text


async def test_where_others_prepared_it_no_threshold_is_ours_and_only_the_consultation_is_planned(scene: Scene) -> None:
    organisation, lin = await prepared(scene)
    await corrects(lin, "[本组织角色]", "我方参与")
    assert "• 规则：由他方组织" in lin.text
    await say(lin, "[确定更正]")

    now = await found(scene, organisation)
    assert (now.role, now.rules, now.number) == (Role.PARTICIPATED, Rules(), "2026-行-001")
    assert [stage.stage for stage in now.stages] == [Stage.CONSULTING]
    await corrects(lin, "[本组织角色]", "由我方组织")
    await say(lin, "[确定更正]")
    again = await found(scene, organisation)
    assert (again.rules.notice_days, len(again.stages)) == (10, 8)


async def test_a_skipped_stage_stays_though_only_the_consultation_is_planned(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await say(lin, "[环节]", "[征集议题]", "[跳过并写明原因]", "会员大会已定", "/meeting 2026-行-001")
    await corrects(lin, "[本组织角色]", "我方参与")
    await say(lin, "[确定更正]")

    stages = (await found(quick_scene, organisation)).stages
    assert [(stage.stage, stage.skipped) for stage in stages] == [
        (Stage.COLLECTING, "会员大会已定"),
        (Stage.CONSULTING, None),
    ]


async def test_the_sub_kind_alone_is_corrected_at_once(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await corrects(lin, "[具体类型]", "企业纠纷调解")

    assert lin.text.startswith("! 已保存。")
    assert (await found(quick_scene, organisation)).subkind == "enterprise_disputes"


async def test_it_is_left_as_it_is(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    before = await found(quick_scene, organisation)
    await corrects(lin, "[协商种类]", "公共事务", "听证会")
    await say(lin, "[‹ 2026-行-001]")

    assert await found(quick_scene, organisation) == before


async def test_the_marks_are_corrected_with_the_facts(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await say(lin, "[更正]", "[标记]", "[应急]", "[确定]", "[保存]")

    assert (await found(quick_scene, organisation)).tags == ("emergency",)
    assert "- 行业事务 · 标准制定 · 由我方组织 · 应急" in lin.text


async def test_decisions_and_minutes_sent_round_are_told_of(quick_scene: Scene) -> None:
    organisation, lin = await prepared(
        quick_scene, "昨天", *("跳过",) * 9, "停放", "达成共识", "可行", "就办", "就这些", "跳过", "跳过"
    )
    reference = await reference_to(quick_scene, organisation)
    async with quick_scene.working() as work:
        await history.add(work, reference, records.minutes, [{"state": MinutesState.CIRCULATED}], by=None)
    await corrects(lin, "[协商种类]", "社会组织管理", "内部事务")

    assert "• 已有的 1 项决议，当时到会人数是否达到要求，仍按原来所记。" in lin.text
    assert "• 纪要：正在请各方确认，今后显示的是更正后的种类。" in lin.text


@pytest.mark.parametrize("code", ["5.9,,o", "5.3,hearing,o", "5.3,standards,x", "", "5.3"])
async def test_what_the_standard_does_not_know_becomes_nothing(quick_scene: Scene, code: str) -> None:
    organisation, lin = await prepared(quick_scene)
    before = await found(quick_scene, organisation)
    await lin.presses_data(f"a|consultation-do|{before.id}|become|{code}")

    assert lin.text == "! 这一项已不在本次协商的记录里。"
    assert await found(quick_scene, organisation) == before


async def test_signed_minutes_keep_the_kind(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    reference = await reference_to(quick_scene, organisation)
    async with quick_scene.working() as work:
        await history.add(work, reference, records.minutes, [{"state": MinutesState.SIGNED}], by=None)
    for press in ("consultation-enter|{}|kind", "consultation-do|{}|become|5.1,policy,o"):
        await lin.presses_data(f"a|{press.format(reference.id)}")
        assert lin.text.startswith("! 会议纪要已经签字")
    await say(lin, "/meeting 2026-行-001")
    assert "更正种类" not in lin.text
