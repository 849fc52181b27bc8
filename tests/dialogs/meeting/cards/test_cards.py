"""Who sees what of a consultation; what its buttons do at once; what is closed when the minutes are signed."""

from datetime import UTC, date, datetime

import pytest

from dialogs.meeting import history, polls, records, stages
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.polls import count_by_hand
from dialogs.meeting.terms import Attendance, MinutesState, Position, Stage, StakeholderKind
from tests.dialogs.meeting.recording import found, joined, reference_to, say
from tests.dialogs.meeting.recording import records as recorded
from tests.dialogs.talking import Scene, Talk

NOT_YOURS = "! 没有这次协商，或者它不在您可以查看的范围内。您可以用 /meetings 查看与您有关的协商。"
DENIED = "! 您的角色没有这项权限。/help 可查看能做什么。"
CLOSED = "! 会议纪要已经签字，记录不再改动。需要更正的，请在纪要中写更正说明。"


async def prepared(scene: Scene) -> tuple[int, Talk, int]:
    organisation, lin = await joined(scene)
    await recorded(lin, "4月20日 14:00")
    return organisation, lin, (await reference_to(scene, organisation)).id


async def person(scene: Scene, organisation: int, name: str) -> int:
    from dialogs.people.membership import members_of

    async with scene.working() as work:
        return next(number for number, known in await members_of(work, organisation) if known == name)


async def takes_part(scene: Scene, organisation: int, name: str) -> Talk:
    talk = await scene.joins(organisation, "member", name)
    reference = await reference_to(scene, organisation)
    new = NewParticipant(name=name, kind=StakeholderKind.PUBLIC, person=await person(scene, organisation, name))
    async with scene.working() as work:
        await add_participants(work, reference, [new], by=None)
    return talk


async def test_a_member_sees_what_they_take_part_in_but_neither_people_nor_history(scene: Scene) -> None:
    organisation, _lin, number = await prepared(scene)
    wu = await takes_part(scene, organisation, "吴桐")
    await wu.presses_data(f"v|consultation|{number}")

    assert wu.text.startswith("# 2026-行-001 · 停放标准")
    assert "更正" not in wu.text
    assert "参与者" not in wu.text
    await say(wu, "[议程（5）]")
    assert "添加议程事项" not in wu.text
    await say(wu, "[1. 通报行业情况与各会员意见]")
    assert "形成决议" not in wu.text
    for part in ("people", "person|1", "history", "stages"):
        await wu.presses_data(f"v|consultation-part|{number}|{part}")
        assert wu.text == DENIED


async def test_a_member_who_takes_no_part_sees_nothing(quick_scene: Scene) -> None:
    organisation, _lin, number = await prepared(quick_scene)
    wu = await quick_scene.joins(organisation, "member", "吴桐")
    for press in ("consultation", "consultation-part", "consultation-item"):
        await wu.presses_data(f"v|{press}|{number}|agenda")
        assert wu.text == NOT_YOURS
    await wu.presses_data(f"a|consultation-do|{number}|reach|collecting")
    assert wu.text == DENIED


async def test_another_organisations_facilitator_sees_and_changes_nothing(scene: Scene) -> None:
    organisation, _lin, number = await prepared(scene)
    _other, wang = await joined(scene, "admin", "王")
    before = await found(scene, organisation)
    for press in (
        *(f"v|consultation|{number}", f"v|consultation-part|{number}|history", f"v|consultation-item|{number}|1"),
        *(f"a|consultation-do|{number}|reach|collecting", f"a|consultation-enter|{number}|facts"),
    ):
        await wang.presses_data(press)
        assert wang.text == NOT_YOURS

    assert await found(scene, organisation) == before


async def test_attendance_is_noted_by_one_press(quick_scene: Scene) -> None:
    organisation, lin, number = await prepared(quick_scene)
    await lin.presses_data(f"a|consultation-enter|{number}|people")
    await say(lin, "老张，居民", "[老张]", "[出席]")
    (one,) = (await found(quick_scene, organisation)).participants
    assert (one.attendance, one.checked_in_at) == (Attendance.PRESENT, quick_scene.now)

    await say(lin, "[缺席]")
    (one,) = (await found(quick_scene, organisation)).participants
    assert (one.attendance, one.checked_in_at) == (Attendance.ABSENT, None)


async def test_a_participant_is_linked_to_the_member_of_that_name_who_then_sees_it(quick_scene: Scene) -> None:
    organisation, lin, number = await prepared(quick_scene)
    wu = await quick_scene.joins(organisation, "member", "吴桐")
    await lin.presses_data(f"a|consultation-enter|{number}|people")
    await say(lin, "吴桐，居民", "[吴桐]", "[就是本组织的这位成员]")
    assert "• 本组织成员，可以查看这次协商。" in lin.text

    await wu.presses_data(f"v|consultation|{number}")
    assert wu.text.startswith("# 2026-行-001")


async def test_of_two_members_with_one_name_nobody_is_guessed(quick_scene: Scene) -> None:
    organisation, lin, number = await prepared(quick_scene)
    await quick_scene.joins(organisation, "member", "吴桐")
    await quick_scene.joins(organisation, "member", "吴桐")
    await lin.presses_data(f"a|consultation-enter|{number}|people")
    await say(lin, "吴桐，居民", "[吴桐]")

    assert "就是本组织的这位成员" not in lin.text


@pytest.mark.parametrize("deed", ["present|99", "link|99", "up|99", "drop-item|99", "here|99", "fly|1", "reach|moon"])
async def test_a_deed_on_what_is_not_there_is_said_so(quick_scene: Scene, deed: str) -> None:
    _organisation, lin, number = await prepared(quick_scene)
    await lin.presses_data(f"a|consultation-do|{number}|{deed}")

    assert lin.text == "! 这一项已不在本次协商的记录里。"


async def test_cards_of_what_is_not_there_lead_to_the_list(quick_scene: Scene) -> None:
    _organisation, lin, number = await prepared(quick_scene)
    await lin.presses_data(f"v|consultation-item|{number}|99")
    assert "# 2026-行-001 的议程" in lin.text
    await lin.presses_data(f"v|consultation-part|{number}|person|99")
    assert "# 2026-行-001 的参与者" in lin.text
    await lin.presses_data(f"v|consultation-part|{number}|nonsense")
    assert "# 2026-行-001 的议程" in lin.text


async def test_signed_minutes_close_the_record_but_not_the_stages_after_it(scene: Scene) -> None:
    organisation, lin, number = await prepared(scene)
    reference = await reference_to(scene, organisation)
    await lin.presses_data(f"a|consultation-enter|{number}|people")
    async with scene.working() as work:
        await history.add(work, reference, records.minutes, [{"state": MinutesState.SIGNED}], by=None)
    await lin.says("老张，居民")
    assert lin.text == CLOSED

    item = (await found(scene, organisation)).agenda[0].id
    for press in (f"consultation-enter|{number}|facts", f"consultation-do|{number}|up|{item}"):
        await lin.presses_data(f"a|{press}")
        assert lin.text == CLOSED
    await lin.presses_data(f"a|consultation-do|{number}|reach|publishing")
    assert lin.text.startswith("! 已记下。")
    assert (await found(scene, organisation)).participants == ()


async def test_polls_are_shown_with_their_voices(quick_scene: Scene) -> None:
    organisation, lin, number = await prepared(quick_scene)
    reference, item = (
        await reference_to(quick_scene, organisation),
        (await found(quick_scene, organisation)).agenda[0].id,
    )
    async with quick_scene.working() as work:
        for question, threshold in (("同意？", "2/3"), ("一致？", "consensus-0"), ("还开着？", "1/2")):
            poll = await polls.open_poll(work, reference, item, question, threshold, by=None)
            voices = {Position.ENDORSE: 6, Position.ABSTAIN: 2, Position.BLOCK: 1}
            await count_by_hand(work, reference, poll, {StakeholderKind.PUBLIC: voices})
            if threshold != "1/2":
                await polls.close_poll(work, reference, poll, by=None)
    await lin.presses_data(f"v|consultation-item|{number}|{item}")

    assert "- 表决：“同意？”：赞成 6，可以接受 2，反对 1；通过" in lin.text
    assert "- 表决：“一致？”：赞成 6，可以接受 2，反对 1；未通过" in lin.text
    assert "- 表决：“还开着？”（进行中）" in lin.text


async def test_the_history_turns_its_pages_and_tells_what_was_taken_out_and_put_back(quick_scene: Scene) -> None:
    _organisation, lin, number = await prepared(quick_scene)
    await lin.presses_data(f"v|consultation-part|{number}|history")
    assert "还没有修改过。" in lin.text

    for day in range(1, 9):
        quick_scene.later(minutes=1)
        await lin.presses_data(f"a|consultation-do|{number}|{'reach' if day % 2 else 'reopen'}|collecting")
    await lin.presses_data(f"v|consultation-part|{number}|history")
    assert "[更早的修改]" in lin.text
    await say(lin, "[更早的修改]")
    assert lin.text.count("协商环节") == 2


async def test_the_history_names_the_stage_and_says_how_it_stood_before(quick_scene: Scene) -> None:
    organisation, lin, number = await prepared(quick_scene)
    reference = await reference_to(quick_scene, organisation)
    async with quick_scene.working() as work:
        await stages.plan_stages(work, reference, {Stage.COLLECTING: date(2026, 3, 20)}, by=None)
    async with quick_scene.working() as work:
        await stages.skip_stage(work, reference, Stage.COLLECTING, "街道已经定题", by=None)
    async with quick_scene.working() as work:
        await stages.plan_stages(work, reference, {Stage.COLLECTING: None}, by=None)
        await stages.plan_stages(work, reference, {Stage.COLLECTING: date(2026, 3, 21)}, by=None)
    async with quick_scene.working() as work:
        await stages.reach_stage(work, reference, Stage.COLLECTING, by=None)

    await lin.presses_data(f"v|consultation-part|{number}|history")
    changed = "- 2026年3月16日 09:30，未留称呼修改了协商环节“征集议题”，原为："
    assert [line for line in lin.text.splitlines() if line.startswith(("“", "- "))] == [
        *(changed, "“跳过原因：街道已经定题”"),
        *(changed, "“未定日期”"),
        *(changed, "“计划日期：2026年3月20日”"),
        *(changed, "“尚未完成”"),
        *(changed, "“计划日期：2026年3月21日”"),
    ]


async def test_opinions_turn_their_pages(quick_scene: Scene) -> None:
    from dialogs.meeting.opinions import NewOpinion, add_opinions
    from dialogs.meeting.terms import Stance

    organisation, lin, number = await prepared(quick_scene)
    reference, item = (
        await reference_to(quick_scene, organisation),
        (await found(quick_scene, organisation)).agenda[0].id,
    )
    said = [
        NewOpinion(item=item, kind=StakeholderKind.PUBLIC, stance=Stance.SUPPORT, text=f"意见{n}") for n in range(1, 7)
    ]
    async with quick_scene.working() as work:
        await add_opinions(work, reference, said, by=None)
    await lin.presses_data(f"v|consultation-item|{number}|{item}")
    assert "意见4" in lin.text
    assert "意见5" not in lin.text
    await say(lin, "[下一页]")
    assert "意见5" in lin.text


async def signed(scene: Scene, organisation: int) -> None:
    """Let the minutes of the consultation be signed."""
    reference = await reference_to(scene, organisation)
    async with scene.working() as work:
        await history.add(work, reference, records.minutes, [{"state": MinutesState.SIGNED}], by=None)


async def test_what_was_signed_is_not_held_again(scene: Scene) -> None:
    organisation, lin, number = await prepared(scene)
    await signed(scene, organisation)
    before = await found(scene, organisation)
    await lin.presses_data(f"a|meeting-open|{number}")

    assert lin.text == CLOSED
    assert await found(scene, organisation) == before


async def test_minutes_are_not_signed_while_the_meeting_goes_on(quick_scene: Scene) -> None:
    organisation, lin, number = await prepared(quick_scene)
    await lin.presses_data(f"a|minutes-work|{number}|chair")
    await lin.says("陈会长")
    asked = next(str(button.press) for button in lin.buttons if button.label == "签署")
    await lin.presses_data(f"a|meeting-open|{number}")
    for press in (f"a|minutes-work|{number}|signing", asked):
        await lin.presses_data(press)
        assert lin.text == "! 会议还在进行。请先结束会议（/end）：纪要签署之后，记录不再改动。"
    assert (await found(quick_scene, organisation)).minutes.signatures == ()


async def test_held_on_another_day_the_card_says_that_day_and_the_planned_one(quick_scene: Scene) -> None:
    organisation, lin, number = await prepared(quick_scene)
    await lin.presses_data(f"v|consultation|{number}")
    assert "• 时间：2026年4月20日（周一）14:00" in lin.text
    reference, held = await reference_to(quick_scene, organisation), datetime(2026, 4, 22, 1, 30, tzinfo=UTC)
    async with quick_scene.working() as work:
        await correct_consultation(work, reference, by=None, held_at=held)
    await lin.presses_data(f"v|consultation|{number}")
    assert "• 召开时间：2026年4月22日（周三）09:30，原定2026年4月20日（周一）14:00" in lin.text


async def test_held_on_the_day_that_was_planned_the_card_says_the_planned_hour(quick_scene: Scene) -> None:
    organisation, lin, number = await prepared(quick_scene)
    reference, held = await reference_to(quick_scene, organisation), datetime(2026, 4, 20, 6, 7, tzinfo=UTC)
    async with quick_scene.working() as work:
        await correct_consultation(work, reference, by=None, held_at=held)
    await lin.presses_data(f"v|consultation|{number}")
    assert "• 时间：2026年4月20日（周一）14:00" in lin.text
