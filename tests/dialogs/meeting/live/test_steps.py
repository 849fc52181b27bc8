"""What facilitators do in a meeting, by command and by button, and how each step is taken back."""

import pytest

from dialogs.meeting.terms import Position, StakeholderKind, Stance
from tests.dialogs.meeting.live.sitting import Sitting, sit
from tests.dialogs.talking import Scene


@pytest.fixture
async def sitting(quick_scene: Scene) -> Sitting:
    sitting = await sit(quick_scene)
    await sitting.hall.says(sitting.chair, "/next")
    return sitting


async def test_the_agenda_is_gone_through_to_its_last_item(sitting: Sitting) -> None:
    assert "现在：第 1 项（共 3 项）车位怎么分" in await sitting.sees()
    sitting.scene.later(seconds=60)
    await sitting.hall.says(sitting.chair, "/next")
    board = await sitting.sees()
    assert "✓ 车位怎么分\n▶ 收费标准\n3. 夜间访客" in board
    sitting.scene.later(seconds=60)
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.chair.receive()
    assert "已经是最后一项议题" in sitting.chair.text
    first, second, third = (await sitting.record()).agenda
    assert (first.position, second.position, third.position) == (1, 2, 3)


async def test_items_are_added_and_gone_to_by_their_number(sitting: Sitting) -> None:
    await sitting.hall.says(sitting.chair, "/agenda 电动车充电\n监控")
    await sitting.hall.says(sitting.chair, "/agenda 5")

    assert "▶ 监控" in await sitting.sees()
    await sitting.hall.says(sitting.chair, "/agenda 9")
    await sitting.chair.receive()
    assert "议程共有 5 项" in sitting.chair.text
    await sitting.hall.says(sitting.chair, "/agenda")
    await sitting.hall.deliver()
    assert "4. 电动车充电" in sitting.chair.as_text(sitting.hall.sent[-1][1].card or sitting.chair.card)


async def test_the_clock_of_an_item_goes_on_by_the_minute(sitting: Sitting) -> None:
    number = (await sitting.room()).item
    async with sitting.scene.working() as work:
        from dialogs.meeting.agenda import correct_item
        from dialogs.meeting.live import changing, clock, rooms

        room = await rooms.due(work, sitting.number)
        assert room is not None
        assert number is not None
        await correct_item(work, room.reference, number, by=None, minutes=10)
        await changing.set_item(work, room, number, work.now)
        await clock.wind(work, room)
    sitting.scene.later(seconds=61)
    assert "还剩 9 分钟" in await sitting.sees()
    for _minute in range(12):
        sitting.scene.later(seconds=60)
        await sitting.hall.settle()
    assert "已超时" in await sitting.sees()


async def test_a_poll_is_one_voice_each_and_can_be_changed_until_it_closes(sitting: Sitting) -> None:
    wang, li = await sitting.guest("王芳"), await sitting.guest("李明", "enterprise")
    await sitting.hall.says(sitting.chair, "/poll 先登记后分配 2/3")
    await sitting.sees()
    assert await sitting.hall.presses(wang, "完全赞成") == "您的态度：完全赞成。表决结束前都可以改。"
    await sitting.hall.presses(li, "不赞成")
    await sitting.hall.presses(wang, "赞成")
    board = await sitting.sees()
    assert "表决：先登记后分配（三分之二赞成）" in board
    assert "• 赞成 1（公众 1）\n• 不赞成 1（企业 1）" in board

    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|panel")
    await sitting.chair.presses("结束表决")
    (poll,) = (await sitting.record()).agenda[0].polls
    assert poll.tally == {
        StakeholderKind.PUBLIC: {Position.AGREE: 1},
        StakeholderKind.ENTERPRISE: {Position.DISAGREE: 1},
    }
    assert poll.carried is False
    assert "已结束：未通过。" in await sitting.sees()
    assert await sitting.hall.presses_data(wang, f"a|meeting-part|{sitting.number}|vote|{poll.id}|5") == (
        "这项表决已经结束。"
    )


async def test_a_hidden_tally_is_shown_when_the_poll_is_closed(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.hall.says(sitting.chair, "/poll 全体一致 不公开")
    await sitting.sees()
    await sitting.hall.presses(wang, "坚决反对")

    board = await sitting.sees()
    assert "表决：是否同意：车位怎么分？（无人反对）" in board
    assert "已有 1 人表态，结束后显示。" in board
    assert "• 坚决反对" not in board
    await sitting.hall.says(sitting.chair, "/next")
    (poll,) = (await sitting.record()).agenda[0].polls
    assert (poll.carried, poll.closed_at is not None) == (False, True)


async def test_a_decision_without_a_quorum_is_warned_of_and_recorded_as_such(sitting: Sitting) -> None:
    from dialogs.meeting import records

    async with sitting.scene.working() as work:
        await work.transaction.execute(records.consultation.update().values(quorum="2/3"))
    await sitting.guest("王芳")
    async with sitting.scene.working() as work:
        from dialogs.meeting.live import rooms
        from dialogs.meeting.participants import NewParticipant, add_participants

        room = await rooms.due(work, sitting.number)
        assert room is not None
        invited = [NewParticipant(name=name, kind=StakeholderKind.PUBLIC) for name in ("甲", "乙")]
        await add_participants(work, room.reference, invited, by=None)
    await sitting.hall.says(sitting.chair, "/decide 每次停车收费五元")
    await sitting.hall.deliver()

    told = "\n".join(sitting.chair.as_text(card) for card in sitting.hall.messages.values())
    assert "到会人数不足（应到 3 人，实到 1 人，须达 2/3）。决议已记录，并注明未达到会人数。" in told
    (decision,) = (await sitting.record()).agenda[0].decisions
    assert (decision.text, decision.quorate) == ("每次停车收费五元", False)


@pytest.mark.parametrize(
    ("words", "owner", "what", "day"),
    [
        ("王芳 绘制车位图 12月3日", "王芳", "绘制车位图", "2026-12-03"),
        ("物业公司 清理 消防通道 下周五", "物业公司", "清理 消防通道", "2026-03-27"),
        ("街道办 答复", "街道办", "答复", "None"),
    ],
)
async def test_an_action_is_read_from_one_line(sitting: Sitting, words: str, owner: str, what: str, day: str) -> None:
    wang = await sitting.scene.joins(sitting.organisation, "member", "王芳")
    await sitting.hall.presses(wang, "签到")
    await sitting.hall.says(sitting.chair, f"/action {words}")

    (action,) = (await sitting.record()).actions
    assert (action.owner, action.what, str(action.due_on)) == (owner, what, day)
    assert (action.person is not None) == (owner == "王芳")


async def test_what_was_said_aloud_is_recorded_by_a_facilitator(sitting: Sitting) -> None:
    await sitting.guest("王芳")
    await sitting.hall.says(sitting.chair, "/opinions 王芳 反对：太贵")
    await sitting.hall.says(sitting.chair, "/opinions 企业 支持 先试一年")

    by_name, by_kind = (await sitting.record()).agenda[0].opinions
    assert (by_name.text, by_name.stance, by_name.participant is not None) == ("太贵", Stance.OPPOSITION, True)
    assert (by_kind.text, by_kind.kind, by_kind.participant) == ("先试一年", StakeholderKind.ENTERPRISE, None)
    await sitting.hall.says(sitting.chair, "/opinions 无名氏 反对：不行")
    await sitting.chair.receive()
    assert "既不是参加者，也不是参加者类别" in sitting.chair.text


async def test_every_step_is_taken_back_in_turn_and_told_on_the_board(sitting: Sitting) -> None:
    hall, chair = sitting.hall, sitting.chair
    wang = await sitting.guest("王芳")
    await hall.says(wang, "/say 支持 我同意")
    for command in ("/opinions 公众 反对：太贵", "/poll 行吗", "/decide 就这样", "/action 王芳 画图", "/next"):
        sitting.scene.later(seconds=10)
        await hall.says(chair, command)
    told = []
    for _step in range(6):
        sitting.scene.later(seconds=10)
        await hall.says(chair, "/undo")
        told.append(next(line for line in (await sitting.sees()).splitlines() if line.startswith("! ")))

    assert told == [
        "! 已撤回：进入下一项议题",
        "! 已撤回：行动事项",
        "! 已撤回：决议",
        "! 已撤回：开始表决",
        "! 已撤回：最后记录的那条意见",
        "! 已撤回：进入下一项议题",
    ]
    record = await sitting.record()
    assert [opinion.text for opinion in record.agenda[0].opinions] == ["我同意"], "what others said is not his to undo"
    assert (record.actions, record.agenda[0].decisions, record.agenda[0].polls) == ((), (), ())
    assert (await sitting.room()).item is None
    await hall.says(chair, "/undo")
    await chair.receive()
    assert "没有可以撤回的步骤了" in chair.text


async def test_closing_a_poll_is_taken_back_and_its_voices_are_there_again(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.hall.says(sitting.chair, "/poll 行吗")
    await sitting.sees()
    await sitting.hall.presses(wang, "赞成")
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|panel")
    await sitting.chair.presses("结束表决")
    await sitting.chair.presses("撤回上一步")

    assert "• 赞成 1（公众 1）" in await sitting.sees()
    assert await sitting.hall.presses(wang, "坚决反对") == "您的态度：坚决反对。表决结束前都可以改。"


async def test_the_floor_is_given_in_the_order_of_raised_hands(sitting: Sitting) -> None:
    wang, li = await sitting.guest("王芳"), await sitting.guest("李明", "enterprise")
    for each in (li, wang):
        sitting.scene.later(seconds=1)
        await sitting.hall.presses(each, "举手")
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|call")
    assert "• 李明（企业）正在发言\n• 王芳（公众）" in await sitting.sees()
    await sitting.chair.presses("下一位发言")
    assert "• 王芳（公众）正在发言" in await sitting.sees()
    await sitting.chair.presses("下一位发言")
    assert "现在没有人等候发言。" in sitting.chair.text


async def test_each_step_can_be_done_by_the_panels_buttons(sitting: Sitting) -> None:
    chair = sitting.chair
    await sitting.hall.presses(chair, "协商员面板")
    await chair.receive()
    await chair.presses("发起表决")
    await chair.says("先登记后分配")
    await chair.chooses("consensus-1")
    await chair.chooses("hidden")
    assert "表决：先登记后分配（反对不超过 1 人）" in chair.text
    await chair.presses("结束表决")
    await chair.presses("记录决议")
    await chair.says("先登记后分配")
    await chair.presses("记录行动事项")
    await chair.says("王芳 画图 明天")
    await chair.presses("代记意见")
    await chair.says("公众 反对：太贵")
    await chair.presses("加议题")
    await chair.says("监控\n照明")
    await chair.presses("看意见")
    assert "“太贵”" in chair.text
    await chair.presses("‹ 协商员面板")
    await chair.presses("二维码")
    assert chair.card.picture is not None
    await chair.presses("‹ 协商员面板")
    await chair.presses("下一项")

    record = await sitting.record()
    assert len(record.agenda) == 5
    assert [decision.text for decision in record.agenda[0].decisions] == ["先登记后分配"]
    assert [action.what for action in record.actions] == ["画图"]
    assert "▶ 收费标准" in chair.text


async def test_the_end_is_asked_for_twice_and_reaches_the_stage(sitting: Sitting) -> None:
    chair = sitting.chair
    await chair.presses_data(f"a|meeting-preside|{sitting.number}|panel")
    await chair.presses("结束会议")
    assert "不能再签到、发言和表决" in chair.text
    await chair.presses("继续开会")
    assert (await sitting.room()).ended_at is None
    await chair.presses("结束会议")
    await chair.presses("确定结束")

    board = await sitting.sees()
    assert "! 会议已经结束，感谢各位。" in board
    assert sitting.hall.board.buttons == ()
    assert sitting.hall.sent[-1][1].pin == "unpin"
    reached = {stage.stage for stage in (await sitting.record()).stages if stage.reached_at is not None}
    assert reached == {"consulting"}
    li = sitting.scene.chat()
    assert "没有参加任何进行中的会议" in await sitting.hall.presses_data(li, f"a|meeting-part|{sitting.number}|in")
