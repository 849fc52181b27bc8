"""Participants added many at once, counted by kind, corrected."""

from dialogs.meeting.terms import Attendance, StakeholderKind
from tests.dialogs.meeting.entering.scenes import opens, prepared
from tests.dialogs.meeting.recording import found, say
from tests.dialogs.talking import Scene


async def test_many_are_added_at_once_and_counted_as_invited(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|people")
    await lin.says("\n".join(f"代表{n}，企业" for n in range(1, 31)))

    assert lin.text.startswith("! 已添加 30 人。")
    assert "[下一页]" in lin.text
    assert len((await found(quick_scene, organisation)).participants) == 30


async def test_whoever_is_added_to_a_long_list_is_on_the_page_that_is_shown(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|people")
    await lin.says("\n".join(f"代表{n}，企业" for n in range(1, 31)))
    await opens(quick_scene, lin, organisation, "consultation-enter|people")
    await lin.says("老张，居民")

    assert "老张 · 公众 · 已邀请" in lin.text


async def test_from_a_participant_one_comes_back_to_the_page_of_the_list(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|people")
    await lin.says("\n".join(f"代表{n}，企业" for n in range(1, 31)))
    await lin.presses("下一页")
    await lin.presses("代表12")
    await lin.presses("‹ 参与者")

    assert "• 代表9 · 企业 · 已邀请" in lin.text
    assert "• 代表16 · 企业 · 已邀请" in lin.text


async def test_whoever_is_added_after_it_was_held_was_there(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene, "昨天")
    await opens(quick_scene, lin, organisation, "consultation-enter|people")
    await lin.says("老张，居民")

    (one,) = (await found(quick_scene, organisation)).participants
    assert one.attendance is Attendance.PRESENT


async def test_attendance_is_counted_by_kind(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene, "昨天")
    await opens(quick_scene, lin, organisation, "consultation-enter|counts")
    await lin.says("企业5/8 公众12")

    assert "到场/受邀：企业 5/8、公众 12/12" in lin.text


async def test_a_participant_is_corrected_and_the_former_version_kept(scene: Scene) -> None:
    organisation, lin = await prepared(scene)
    await opens(scene, lin, organisation, "consultation-enter|people")
    await say(lin, "王经理，快行科技，企业", "[王经理]", "[更正]", "[姓名]", "王总", "[第二类别]", "[专家·其他]")
    await say(lin, "[出席情况]", "[委托出席]", "赵助理", "[保存]")

    (one,) = (await found(scene, organisation)).participants
    assert (one.name, one.kind, one.also) == ("王总", StakeholderKind.ENTERPRISE, StakeholderKind.EXPERT)
    assert (one.attendance, one.proxy) == (Attendance.PROXY, "赵助理")
    await opens(scene, lin, organisation, "consultation-part|history")
    assert "“姓名：王经理”" in lin.text
    assert "“出席情况：已邀请”" in lin.text
