"""The roll call: everybody present by one press, the few who were not by one each; taken back; guests added."""

import pytest

from dialogs.meeting import history, records
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.terms import Attendance, MinutesState, Reply, StakeholderKind
from dialogs.meeting.undoing import read_changes
from tests.dialogs.meeting.recording import found, joined, reference_to, say
from tests.dialogs.meeting.recording import records as recorded
from tests.dialogs.talking import Scene, Talk

INTERNAL = ("/meeting", "社会组织管理", "内部事务", "由我方组织", "会费")
NUMBER = "2026-社-001"
PRESENT, ABSENT, PROXY, INVITED = Attendance.PRESENT, Attendance.ABSENT, Attendance.PROXY, Attendance.INVITED


async def called(scene: Scene, people: int = 3) -> tuple[int, Talk]:
    """Prepare a consultation with a quorum of two thirds and so many invited, and open its roll call."""
    organisation, lin = await joined(scene)
    await recorded(lin, "今天 9:00", required=INTERNAL)
    reference = await reference_to(scene, organisation, NUMBER)
    new = [NewParticipant(name=f"理事{n}", kind=StakeholderKind.SOCIAL_ORGANISATION) for n in range(1, people + 1)]
    async with scene.working() as work:
        await add_participants(work, reference, new, by=None)
    await say(lin, f"/meeting {NUMBER}", f"[参与者（{people}）]", "[点名]")
    return organisation, lin


async def attendances(scene: Scene, organisation: int) -> list[Attendance]:
    return [one.attendance for one in (await found(scene, organisation, NUMBER)).participants]


async def test_all_are_present_by_one_press_and_the_few_who_were_not_by_one_each(scene: Scene) -> None:
    organisation, lin = await called(scene)
    await say(lin, "[全部出席]")
    assert lin.text.startswith("! 已记 3 人出席。")
    assert "到场/受邀：社会组织 3/3" in lin.text
    assert "到会人数要求 2/3：达到" in lin.text

    await say(lin, "[✓ 理事2]")
    assert await attendances(scene, organisation) == [PRESENT, ABSENT, PRESENT]
    assert "到场/受邀：社会组织 2/3" in lin.text
    await say(lin, "[✓ 理事3]")
    assert "到会人数要求 2/3：未达到" in lin.text
    await say(lin, "[✗ 理事3]")
    assert await attendances(scene, organisation) == [PRESENT, ABSENT, PRESENT]


async def test_a_proxy_is_asked_for_by_name_alone_and_leads_back_to_the_roll(scene: Scene) -> None:
    organisation, lin = await called(scene)
    second = (await found(scene, organisation, NUMBER)).participants[1].id
    await lin.chooses(f"roll-proxy|{second}")
    await say(lin, "赵助理")

    (one,) = [one for one in (await found(scene, organisation, NUMBER)).participants if one.attendance is PROXY]
    assert (one.name, one.proxy) == ("理事2", "赵助理")
    assert "[✓ 理事2（由赵助理代理）]" in lin.text
    await say(lin, "[其余 2 人全部出席]")
    assert await attendances(scene, organisation) == [PRESENT, PROXY, PRESENT]


async def test_a_press_is_taken_back_and_every_former_version_is_kept(scene: Scene) -> None:
    organisation, lin = await called(scene)
    await say(lin, "[全部出席]", "[撤回]")
    assert lin.text.startswith("! 已撤回。")
    assert await attendances(scene, organisation) == [INVITED, INVITED, INVITED]

    await say(lin, "[○ 理事1]", "[✓ 理事1]", "[撤回]")
    assert await attendances(scene, organisation) == [PRESENT, INVITED, INVITED]
    reference = await reference_to(scene, organisation, NUMBER)
    async with scene.working() as work:
        changes = await read_changes(work, reference)
    kept = [change.former["attendance"] for change in changes if "attendance" in change.former]
    assert len(kept) == 9, "three noted and taken back, one noted, changed and taken back"


async def test_the_same_press_twice_changes_nothing_more(quick_scene: Scene) -> None:
    organisation, lin = await called(quick_scene)
    first = next(str(button.press) for button in lin.buttons if button.label == "○ 理事1")
    await lin.presses_data(first)
    await lin.presses_data(first)

    assert await attendances(quick_scene, organisation) == [PRESENT, INVITED, INVITED]


async def test_what_was_not_about_attendance_is_not_taken_back_here(quick_scene: Scene) -> None:
    organisation, lin = await called(quick_scene)
    reference = await reference_to(quick_scene, organisation, NUMBER)
    await lin.presses_data(f"a|consultation-do|{reference.id}|reach|collecting")
    async with quick_scene.working() as work:
        change = next(one for one in await read_changes(work, reference) if one.part == "meeting_stage")
    for number in (change.id, 10**9):
        await lin.presses_data(f"a|consultation-do|{reference.id}|roll-back|{number}")
        assert lin.text == "! 这一项已不在本次协商的记录里。"


async def test_those_who_came_uninvited_are_added_several_at_once(scene: Scene) -> None:
    organisation, lin = await called(scene)
    await say(lin, "[补登到场人员]")
    assert "一行一位：姓名 类别 单位。" in lin.text
    await lin.says("王芳 企业 快行科技\n李静")
    await say(lin, "公众")

    assert lin.text.startswith("! 已添加 2 人。")
    *_invited, wang, li = (await found(scene, organisation, NUMBER)).participants
    assert (wang.name, wang.kind, wang.organisation) == ("王芳", StakeholderKind.ENTERPRISE, "快行科技")
    assert (li.kind, wang.attendance, li.attendance) == (StakeholderKind.PUBLIC, PRESENT, PRESENT)
    await say(lin, "[撤回]")
    assert len((await found(scene, organisation, NUMBER)).participants) == 3


async def test_whoever_said_that_they_would_not_come_is_not_noted_as_present_with_the_others(scene: Scene) -> None:
    organisation, lin = await called(scene)
    reference = await reference_to(scene, organisation, NUMBER)
    _first, second, third = (await found(scene, organisation, NUMBER)).participants
    async with scene.working() as work:
        for one, reply in ((second, Reply.DECLINING), (third, Reply.DEPUTY)):
            await history.correct(work, reference, records.participant, one.id, {"reply": reply.value}, by=None)
    await say(lin, f"/meeting {NUMBER}", "[参与者（3）]", "[点名]", "[其余 1 人全部出席]")

    assert await attendances(scene, organisation) == [PRESENT, INVITED, INVITED]


async def test_a_long_list_has_pages_and_a_press_stays_on_its_own(quick_scene: Scene) -> None:
    organisation, lin = await called(quick_scene, people=200)
    await say(lin, "[全部出席]")
    assert "到场/受邀：社会组织 200/200" in lin.text
    await say(lin, "[下一页]", "[✓ 理事9]")

    assert "[✗ 理事9] [委托出席]" in lin.text
    assert "[上一页] [下一页]" in lin.text
    assert (await attendances(quick_scene, organisation)).count(ABSENT) == 1


async def test_nobody_is_on_the_list(quick_scene: Scene) -> None:
    organisation, lin = await called(quick_scene, people=1)
    reference = await reference_to(quick_scene, organisation, NUMBER)
    (one,) = (await found(quick_scene, organisation, NUMBER)).participants
    async with quick_scene.working() as work:
        await history.remove(work, reference, records.participant, one.id, by=None)
    await say(lin, "[○ 理事1]")
    assert lin.text == "! 这一项已不在本次协商的记录里。"
    await lin.presses_data(f"v|consultation-part|{reference.id}|roll")
    assert "名单上还没有人。" in lin.text


@pytest.mark.parametrize("deed", ["all-here", "here|1", "roll-back|1"])
async def test_signed_minutes_close_the_roll(quick_scene: Scene, deed: str) -> None:
    organisation, lin = await called(quick_scene)
    reference = await reference_to(quick_scene, organisation, NUMBER)
    async with quick_scene.working() as work:
        await history.add(work, reference, records.minutes, [{"state": MinutesState.SIGNED}], by=None)
    await lin.presses_data(f"a|consultation-do|{reference.id}|{deed}")

    assert lin.text.startswith("! 会议纪要已经签字")
    assert await attendances(quick_scene, organisation) == [INVITED, INVITED, INVITED]
