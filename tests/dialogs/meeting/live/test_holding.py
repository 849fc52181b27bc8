"""A meeting holds: two who press at once, two hundred who tap, a restart, a lost group, words without end."""

import asyncio

import pytest
from sqlalchemy import update

from bot.storage import Storage
from bot.telegram.updates import Membership, Moved
from dialogs.engine.events import Command, Incoming, Pressed
from dialogs.meeting.terms import Position
from dialogs.people import records as people
from tests.dialogs.meeting.live.hall import Hall
from tests.dialogs.meeting.live.sitting import Sitting, known_addresses, sit
from tests.dialogs.talking import Scene, Talk

CROWD = 200


@pytest.fixture
async def sitting(scene: Scene) -> Sitting:
    return await sit(scene)


def said(sitting: Sitting, talk: Talk, content: Command | Pressed) -> Incoming:
    """Give what somebody does in the group, to be taken together with what others do."""
    return Incoming(
        channel="telegram",
        bot="1",
        update=str(next(sitting.scene.updates)),
        address=sitting.hall.address,
        content=content,
        message=sitting.hall.board_message,
        private=False,
        sender=talk.address,
    )


async def test_two_facilitators_who_go_on_at_once_have_gone_on_once(sitting: Sitting) -> None:
    zhou = await sitting.scene.joins(sitting.organisation, "facilitator", "周协办")
    both = [said(sitting, talk, Command(name="next")) for talk in (sitting.chair, zhou)]
    await asyncio.gather(*(sitting.scene.turns.take(each) for each in both))

    assert "▶ 车位怎么分" in await sitting.sees()
    await sitting.chair.receive()
    await zhou.receive()
    told = [talk.text for talk in (sitting.chair, zhou)]
    assert sum("另一位协商员刚刚已经操作过，这次没有重复。" in each for each in told) == 1


async def test_two_facilitators_who_press_the_same_button_have_pressed_it_once(sitting: Sitting) -> None:
    zhou = await sitting.scene.joins(sitting.organisation, "facilitator", "周协办")
    for talk in (sitting.chair, zhou):
        await talk.presses_data(f"a|meeting-preside|{sitting.number}|panel")
    sitting.scene.later(seconds=30)
    for talk in (sitting.chair, zhou):
        await talk.presses("下一项")

    assert "这次没有重复" in zhou.text
    assert "▶ 车位怎么分" in await sitting.sees()
    polls = [said(sitting, talk, Command(name="poll", argument="行吗")) for talk in (sitting.chair, zhou)]
    await asyncio.gather(*(sitting.scene.turns.take(each) for each in polls))
    assert len((await sitting.record()).agenda[0].polls) == 1
    sitting.scene.later(seconds=30)
    number = (await sitting.record()).agenda[0].polls[0].id
    for talk in (sitting.chair, zhou):
        await talk.presses_data(f"a|meeting-preside|{sitting.number}|close|{number}")
    assert "这次没有重复" in zhou.text


async def test_two_hundred_who_tap_within_a_minute_are_all_counted_and_the_board_is_edited_a_few_times(
    sitting: Sitting,
) -> None:
    scene, hall = sitting.scene, sitting.hall
    token = await sitting.token()
    crowd = [scene.chat() for _each in range(CROWD)]
    for number, talk in enumerate(crowd):
        kind = ("public", "enterprise", "government", "organisation", "expert")[number % 5]
        await talk.says(f"/start {token} {kind} 参加者{number}")
    await hall.says(sitting.chair, "/next")
    await hall.says(sitting.chair, "/poll 行吗")
    await sitting.sees()
    poll = (await sitting.record()).agenda[0].polls[0].id
    shown = len(hall.sent)
    data = f"a|meeting-part|{sitting.number}|vote|{poll}|"
    for number, talk in enumerate(crowd):
        scene.later(seconds=0.3)
        await hall.presses_data(talk, data + str(1 + number % 5))
        while await scene.turns.do_due_work():
            pass
        await hall.deliver()
    assert len(hall.sent) - shown <= 60 / 4 + 1, "at most one picture in four seconds"
    board = await sitting.sees()
    (counted,) = (await sitting.record()).agenda[0].polls
    assert sum(sum(of_kind.values()) for of_kind in counted.tally.values()) == CROWD
    assert {position: sum(kind.get(position, 0) for kind in counted.tally.values()) for position in Position} == (
        dict.fromkeys(Position, CROWD // 5)
    )
    assert f"到会 {CROWD} 人" in board
    assert "• 完全赞成 40" in board


async def test_taps_at_the_same_moment_are_all_counted(sitting: Sitting) -> None:
    crowd = [await sitting.guest(f"参加者{number}") for number in range(12)]
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.hall.says(sitting.chair, "/poll 行吗")
    await sitting.sees()
    poll = (await sitting.record()).agenda[0].polls[0].id
    press = Pressed(data=f"a|meeting-part|{sitting.number}|vote|{poll}|4")
    answers = await asyncio.gather(*(sitting.scene.turns.take(said(sitting, talk, press)) for talk in crowd))

    assert {answer and answer.text for answer in answers} == {"您的态度：赞成。表决结束前都可以改。"}
    assert "• 赞成 12（公众 12）" in await sitting.sees()


async def test_another_process_goes_on_where_the_killed_one_was(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.hall.says(sitting.chair, "/poll 行吗")
    await sitting.sees()
    sitting.scene.restart()
    await sitting.hall.presses(wang, "赞成")
    await sitting.hall.presses(wang, "举手")

    board = await sitting.sees()
    assert "• 赞成 1（公众 1）" in board
    assert "• 王芳（公众）" in board
    assert len([letter for _m, letter in sitting.hall.sent if letter.card and letter.edit is None]) == 2


async def test_a_facilitator_who_loses_the_role_leads_no_more(sitting: Sitting) -> None:
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|panel")
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|decide")
    async with sitting.scene.working() as work:
        await work.transaction.execute(update(people.membership).values(role="member"))
    await sitting.chair.says("就这样定了")
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|next")
    await sitting.hall.says(sitting.chair, "/next")

    assert "您的角色没有这项权限" in await sitting.hall.presses(sitting.chair, "协商员面板")
    record = await sitting.record()
    assert record.agenda[0].decisions == ()
    assert "▶ 车位怎么分" in await sitting.sees()
    assert await sitting.hall.presses(sitting.chair, "签到") == "签到成功。"


def storage(scene: Scene) -> Storage:
    return Storage(scene.database, scene.cipher, scene.house)


async def test_a_group_that_becomes_a_supergroup_takes_its_meeting_along(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await storage(sitting.scene).note(Moved("-1001", "-100777"))
    assert "-1001" not in await known_addresses(sitting.scene)
    moved = Hall(sitting.scene, "-100777")
    await moved.settle()

    assert [(letter.edit, letter.pin) for _message, letter in moved.sent] == [(None, "pin")]
    assert await moved.presses(wang, "举手") == "已举手，您排在第 1 位。"
    await moved.says(sitting.chair, "/next")
    await moved.settle()
    assert "▶ 车位怎么分" in moved.text(wang)


async def test_a_supergroup_that_was_heard_of_first_takes_the_meeting_too(sitting: Sitting) -> None:
    moved = Hall(sitting.scene, "-100777")
    await moved.says(sitting.chair, "/assess")
    await moved.deliver()
    await storage(sitting.scene).note(Moved("-1001", "-100777"))
    await storage(sitting.scene).note(Moved("-1001", "-100777"))
    await moved.settle()

    assert "小区停车怎么管" in moved.text(sitting.chair)


async def test_where_the_bot_is_put_out_facilitators_are_told_and_the_meeting_goes_on(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await storage(sitting.scene).note(Membership("-1001", reachable=False, private=False))
    await sitting.chair.receive()
    assert "我已被移出所在的群" in sitting.chair.text
    assert "2026-基-001" in sitting.chair.text
    await sitting.chair.presses("协商员面板")
    await sitting.chair.presses("下一项")
    assert "▶ 车位怎么分" in sitting.chair.text
    await wang.says("/say 支持 在网页上也能说")
    assert [each.text for each in (await sitting.record()).agenda[0].opinions] == ["在网页上也能说"]

    await storage(sitting.scene).note(Membership("-1001", reachable=True, private=False))
    await sitting.hall.says(sitting.chair, "/meeting 2026-基-001")
    assert "▶ 车位怎么分" in await sitting.sees()
    assert sitting.hall.sent[-1][1].edit is None


async def test_a_person_who_blocks_the_bot_ends_nothing(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await storage(sitting.scene).note(Membership(wang.address, reachable=False, private=True))
    await sitting.hall.presses(wang, "举手")

    assert "• 王芳（公众）" in await sitting.sees()


async def test_the_board_is_brought_down_to_the_end_of_the_chat_by_the_command(sitting: Sitting) -> None:
    first = sitting.hall.board_message
    await sitting.hall.says(sitting.chair, "/meeting")
    await sitting.sees()

    assert sitting.hall.board_message != first
    assert sitting.hall.sent[-1][1].pin == "pin"


async def test_an_opinion_of_four_thousand_signs_is_recorded_and_a_longer_one_is_not(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.hall.says(wang, "/say " + "长" * 4000)
    await sitting.hall.says(wang, "/say " + "长" * 4001)
    await wang.receive()

    assert "这条意见有 4,001 个字，一次最多记录 4,000 个字。" in wang.text
    assert [len(each.text) for each in (await sitting.record()).agenda[0].opinions] == [4000]


async def test_an_agenda_of_sixty_items_fits_the_board_and_is_read_in_pages(quick_scene: Scene) -> None:
    sitting = await sit(quick_scene, agenda=tuple(f"第{number}项：{'很长的题目' * 8}" for number in range(1, 61)))
    await sitting.hall.says(sitting.chair, "/agenda 30")
    board = await sitting.sees()
    assert "前面还有 27 项" in board
    assert "▶ 第30项" in board
    assert "后面还有 25 项" in board
    assert len(board) < 3000
    wang = await sitting.guest("王芳")
    await wang.presses("议程")
    assert "# 议程，第 1 页（共 4 页）" in wang.text
    await wang.presses("下一页")
    assert "▶ 第30项" in wang.text
    await wang.presses("‹ 看板")
    assert "现在：第 30 项（共 60 项）" in wang.text
    await sitting.hall.says(sitting.chair, "/agenda 再来一项")
    await sitting.chair.receive()
    assert "60" in sitting.chair.text


async def test_the_group_and_its_guests_are_not_cleared_away_with_strangers(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    stranger = sitting.scene.chat()
    await stranger.says("/help")
    await stranger.receive()
    await sitting.hall.settle()
    sitting.scene.later(days=8)
    async with sitting.scene.working() as work:
        await sitting.scene.house.registry.due_kinds["clearing"].run(work, "daily", None)

    known = await known_addresses(sitting.scene)
    assert {sitting.hall.address, wang.address} <= set(known)
    assert stranger.address not in known
