"""A whole consultation is struck after telling what hangs under it, and put back as it was."""

from dialogs.meeting import history, records
from dialogs.meeting.performance import read_performance, year_until
from dialogs.meeting.references import find_by_number
from dialogs.meeting.terms import MinutesState
from dialogs.people.rights import RIGHTS
from standard.library import library
from tests.dialogs.meeting.recording import found, joined, reference_to, say
from tests.dialogs.meeting.recording import records as recorded
from tests.dialogs.meeting.striking.scenes import held, now
from tests.dialogs.talking import Scene


async def test_a_whole_consultation_is_struck_after_telling_what_hangs_under_it(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await say(lin, f"/meeting {before.number}", "[作废]", "[重复登记]")
    assert lin.text.startswith("2/2 · 作废\n# 要把 2026-行-001 整个作废吗？")
    for line in ("1 项议程", "2 位参与者", "1 条意见", "1 项决议", "1 项行动事项", "1 项成果"):
        assert f"• {line}" in lin.text
    await say(lin, "[是，整个作废]")

    assert lin.text.startswith("! 已作废。\n# 2026-行-001（已作废）\n~~停放标准~~")
    assert "林美玲作废。原因：重复登记" in lin.text
    async with scene.working() as work:
        assert await find_by_number(work, organisation, before.number) is None
        facts = await read_performance(library(), work, await year_until(work, organisation, scene.now))
    assert facts.held == 0


async def test_it_is_put_back_as_it_was_by_whoever_struck_it(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await say(lin, f"/meeting {before.number}", "[作废]", "[登记有误]", "[是，整个作废]", "/meeting 2026行1", "[恢复]")

    assert lin.text.startswith("! 已恢复。\n# 2026-行-001 · 停放标准")
    assert await now(scene, organisation) == before


async def test_it_is_put_back_by_an_administrator_but_by_no_other_facilitator(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await say(lin, f"/meeting {before.number}", "[作废]", "[登记有误]", "[是，整个作废]")
    press = next(str(button.press) for button in lin.buttons if button.label == "恢复")
    he = await scene.joins(organisation, "facilitator", "何佩珊")
    await say(he, "/meetings", "[已作废（1）]", "[2026-行-001]")
    assert "恢复" not in he.labels
    await he.presses_data(press)
    assert he.text == "! 只有作废这次协商的人或管理员可以恢复它。"
    chen = await scene.joins(organisation, "admin", "陈会长")
    await say(chen, "/meetings 2026-行-001", "[恢复]")

    assert await now(scene, organisation) == before
    await say(chen, "/meetings")
    assert "已作废" not in chen.text


async def test_a_member_sees_no_struck_consultation(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    await say(lin, f"/meeting {before.number}", "[作废]", "[登记有误]", "[是，整个作废]")
    wu = await quick_scene.joins(organisation, "member", "吴桐")
    await say(wu, "/meetings 2026-行-001")
    assert wu.text.startswith("! 没有这次协商")
    assert {right.roles for right in RIGHTS if right.name in {"struck", "strike", "put-back"}} == {
        frozenset({"facilitator"})
    }


async def test_it_is_left_after_all(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    await say(lin, f"/meeting {before.number}", "[作废]", "[登记有误]", "[不作废]")

    assert lin.text.startswith("# 2026-行-001 · 停放标准")
    assert await now(quick_scene, organisation) == before


async def test_it_is_not_struck_while_it_is_held(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    await recorded(lin, "今天 9:00")
    number = (await found(quick_scene, organisation)).id
    await lin.presses_data(f"a|meeting-open|{number}")
    await lin.presses_data(f"a|strike|{number}|w{number}")
    assert lin.text == "! 正在开会。请先结束会议（/end），再作废这次协商。"
    await say(lin, "/end")
    await lin.presses_data(f"a|strike|{number}|w{number}")
    assert lin.text.startswith("1/2 · 作废")


async def test_the_list_of_struck_ones_turns_its_pages(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    for day in range(1, 11):
        await recorded(
            lin, f"4月{day}日", required=("/meeting new", "行业事务", "标准制定", "由我方组织", f"议题{day}")
        )
        await say(lin, "[作废]", "[登记有误]", "[是，整个作废]")
        quick_scene.later(minutes=1)
    await say(lin, "/meetings", "[已作废（10）]")
    assert "• 2026-行-010 议题10" in lin.text
    await say(lin, "[下一页]")
    assert "• 2026-行-001 议题1" in lin.text
    await say(lin, "[上一页]")
    assert "• 2026-行-003 议题3" in lin.text
    await lin.presses_data("v|struck|one|999")
    assert lin.text.startswith("! 没有这次协商")
    async with quick_scene.working() as work:
        assert await find_by_number(work, organisation, "2026-行-010", struck=True) is not None


async def test_minutes_out_for_confirmation_are_told_of(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    await recorded(lin, "4月20日", required=("/meeting", "行业事务", "标准制定", "我方参与", "停放标准"))
    reference = await reference_to(quick_scene, organisation)
    async with quick_scene.working() as work:
        await history.add(work, reference, records.minutes, [{"state": MinutesState.CIRCULATED}], by=None)
    await say(lin, "[作废]", "[登记有误]")

    assert "• 已发出请各方确认的纪要" in lin.text
    assert "项议程" not in lin.text
