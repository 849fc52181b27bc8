"""A meeting in a group: one board, everybody's buttons, and nothing of what people say among themselves."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.database import schema
from dialogs.engine.events import Attached
from dialogs.meeting.consultations import NewConsultation, correct_consultation, create_consultation
from dialogs.meeting.record import Opinion
from tests.dialogs.meeting.live.hall import Hall
from tests.dialogs.meeting.live.sitting import Sitting, known_addresses, sit
from tests.dialogs.talking import Scene


@pytest.fixture
async def sitting(scene: Scene) -> Sitting:
    return await sit(scene)


async def contents(scene: Scene) -> dict[str, list[object]]:
    """Give every row of every table."""
    async with scene.database.reading() as connection:
        return {
            name: list((await connection.execute(select(table))).all())
            for name, table in schema.whole_metadata().tables.items()
        }


async def test_a_facilitator_chooses_privately_and_the_board_is_pinned_in_the_group(sitting: Sitting) -> None:
    hall, board = sitting.hall, await sitting.sees()

    assert "2026-基-001 小区停车怎么管" in board
    assert "1. 车位怎么分\n2. 收费标准\n3. 夜间访客" in board
    assert "正在记录：签到、对本看板发表的意见、表决、决议和行动事项。群里的其他聊天一律不保存。" in board
    assert [letter.pin for message, letter in hall.sent if message == hall.board_message] == ["pin"]
    assert [name for name, _said in hall.menu][:4] == ["say", "meeting", "agenda", "next"]


async def test_whoever_is_a_member_checks_in_with_one_press(sitting: Sitting) -> None:
    wang = await sitting.scene.joins(sitting.organisation, "member", "王芳")

    assert await sitting.hall.presses(wang, "签到") == "签到成功。"
    assert await sitting.hall.presses(wang, "签到") == "您已经签到了。"
    assert "到会 1 人（社会组织 1）" in await sitting.sees()
    (participant,) = (await sitting.record()).participants
    assert (participant.name, participant.attendance) == ("王芳", "present")


async def test_somebody_unknown_is_asked_in_the_private_chat_who_they_are(sitting: Sitting) -> None:
    li = sitting.scene.chat()
    said = await sitting.hall.presses(li, "签到")

    assert said == "我还不认识您，请在私聊中告诉我您的称呼和您代表哪一方。"
    assert (await sitting.record()).participants == ()
    await li.says(f"/start {await sitting.token()}")
    assert "签到后将保存" in li.text
    await li.chooses("agree")
    await li.chooses("enterprise")
    await li.says("李明")
    await li.says("物业公司")
    (participant,) = (await sitting.record()).participants
    assert (participant.name, participant.kind, participant.organisation) == ("李明", "enterprise", "物业公司")
    assert await sitting.hall.presses(li, "举手") == "已举手，您排在第 1 位。"
    assert "• 李明（企业）" in await sitting.sees()
    assert await sitting.hall.presses(li, "举手") == "手已放下。"


async def test_who_declines_is_kept_nowhere(sitting: Sitting) -> None:
    li = sitting.scene.chat()
    await li.says(f"/start {await sitting.token()}")
    await li.chooses("decline")

    assert "没有保存您的任何信息" in li.text
    assert (await sitting.record()).participants == ()


async def test_before_checking_in_nobody_speaks_or_votes(sitting: Sitting) -> None:
    await sitting.hall.says(sitting.chair, "/next")
    li = sitting.scene.chat()

    assert await sitting.hall.presses(li, "举手") == "请先签到，按钮在看板下面。"
    await sitting.hall.says(li, "/say 反对：太贵")
    assert (await sitting.record()).agenda[0].opinions == ()


async def test_opinions_are_said_by_command_by_reply_to_the_board_and_privately(sitting: Sitting) -> None:
    await sitting.hall.says(sitting.chair, "/next")
    wang, li = await sitting.guest("王芳"), await sitting.guest("李明", "enterprise")
    await sitting.sees()
    await sitting.hall.says(wang, "/say 反对：太贵")
    await sitting.hall.says(li, "支持 先试一年", reply_to=sitting.hall.board_message)
    await li.says("/opinion")
    await li.chooses("anonymous")
    await li.chooses("reservation")
    await li.says("物业恐怕忙不过来")

    said = {(each.text, each.stance, each.kind, each.participant is None) for each in await opinions(sitting)}
    assert said == {
        ("太贵", "opposition", "public", False),
        ("先试一年", "support", "enterprise", False),
        ("物业恐怕忙不过来", "reservation", "enterprise", True),
    }
    assert "已有 3 条意见" in await sitting.sees()
    await sitting.hall.says(sitting.chair, "/opinions")
    await sitting.hall.deliver()
    told = sitting.chair.as_text(sitting.hall.sent[-1][1].card or sitting.chair.card)
    assert "- 王芳（公众），反对" in told
    assert "- 企业，保留" in told


async def opinions(sitting: Sitting) -> tuple[Opinion, ...]:
    return (await sitting.record()).agenda[0].opinions


async def test_an_anonymous_opinion_leaves_nothing_that_tells_whose_it_is(sitting: Sitting) -> None:
    await sitting.hall.says(sitting.chair, "/next")
    wang = await sitting.scene.joins(sitting.organisation, "member", "王芳")
    await sitting.hall.presses(wang, "签到")
    await wang.says("/opinion")
    assert "哪里都不保存是谁说的" in wang.text
    await wang.chooses("anonymous")
    await wang.chooses("opposition")
    await wang.says("夜里没有地方停")

    (opinion,) = (await sitting.record()).agenda[0].opinions
    assert (opinion.participant, opinion.anonymous) == (None, True)
    tables = await contents(sitting.scene)
    change = [row for row in tables["meeting_change"] if row.part == "meeting_opinion"]  # type: ignore[attr-defined]
    assert [row.by_id for row in change] == [None]  # type: ignore[attr-defined]
    assert tables["conversation"] == []


@pytest.mark.parametrize("reply_to", [None, "4711"])
async def test_what_people_say_among_themselves_is_not_kept_in_any_table(
    sitting: Sitting, reply_to: str | None
) -> None:
    li = sitting.scene.chat()
    await sitting.sees()
    before = await contents(sitting.scene)

    assert await sitting.hall.says(li, "这只是我们自己聊聊", reply_to=reply_to) is None
    assert await sitting.hall.says(li, "/somebody_elses_command") is None
    photo = Attached(name="p.jpg", media_type="image/jpeg", size=9, remote="r")
    assert await sitting.hall.does(li, photo, reply_to=reply_to) is None
    assert await contents(sitting.scene) == before


async def test_somebody_of_another_organisation_takes_part_and_sees_nothing_of_this_one(sitting: Sitting) -> None:
    other = await sitting.scene.organisation("前海金融同业公会")
    rival = await sitting.scene.joins(other, "facilitator", "赵邻居")
    await sitting.hall.presses(rival, "签到")
    await rival.says(f"/start {await sitting.token()}")
    await rival.chooses("agree")
    await rival.chooses("organisation")
    await rival.says("赵邻居")
    await rival.chooses("skip|")

    assert "到会 1 人（社会组织 1）" in await sitting.sees()
    refused = "您的角色没有这项权限。/help 可查看能做什么。"
    assert await sitting.hall.presses(rival, "协商员面板") == refused
    for command in ("/next", "/poll 行吗", "/decide 就这样", "/undo", "/end", "/meeting"):
        await sitting.hall.says(rival, command)
    record = await sitting.record()
    assert (await sitting.room()).ended_at is None
    assert (record.agenda[0].decisions, record.agenda[0].polls) == ((), ())
    await rival.presses_data(f"a|meeting-preside|{sitting.number}|panel")
    assert rival.text == "! 没有这样的会议。"
    await rival.presses_data(f"v|consultation|{sitting.number}")
    assert "停车" not in rival.text


async def test_a_facilitator_of_the_organisation_stays_one_while_they_work_in_another(sitting: Sitting) -> None:
    other = await sitting.scene.organisation("前海金融同业公会")
    await sitting.chair.says(f"/start {await sitting.scene.invitation(other, 'member')}")
    await sitting.chair.chooses("join")
    await sitting.hall.says(sitting.chair, "/next")

    assert "▶ 车位怎么分" in await sitting.sees()


async def test_a_command_for_private_chats_is_pointed_there_and_a_member_begins_no_meeting(scene: Scene) -> None:
    organisation = await scene.organisation("深圳市南山社工协会")
    wang = await scene.joins(organisation, "member", "王芳")
    hall = Hall(scene)
    await hall.says(wang, "/assess")
    await hall.deliver()
    assert [wang.as_text(card) for card in hall.messages.values()] == ["! 请私聊我，私聊内容群里其他人看不到。"]
    await hall.says(wang, "/meeting")
    await wang.receive()
    assert "角色没有这项权限" in wang.text
    async with scene.database.reading() as connection:
        rooms = schema.whole_metadata().tables["meeting_room"]
        assert await connection.scalar(select(func.count()).select_from(rooms)) == 0


async def test_each_topic_of_a_forum_has_its_own_meeting(scene: Scene) -> None:
    sitting = await sit(scene, thread="77")
    general = Hall(scene)

    assert {letter.thread for _message, letter in sitting.hall.sent if letter.card} == {"77"}
    await general.says(sitting.chair, "/next")
    await sitting.chair.receive()
    assert "这里现在没有会议" in sitting.chair.text
    await sitting.hall.says(sitting.chair, "/next")
    assert "▶ 车位怎么分" in await sitting.sees()


async def test_a_forged_button_names_no_other_groups_meeting(sitting: Sitting) -> None:
    elsewhere = Hall(sitting.scene, "-2002")
    li = sitting.scene.chat()

    assert "没有参加任何进行中的会议" in await elsewhere.presses_data(li, f"a|meeting-part|{sitting.number}|in")
    await elsewhere.says(li, "/assess")
    await elsewhere.deliver()
    number = (await known_addresses(sitting.scene))["-2002"]
    await sitting.chair.presses_data(f"a|meeting-open|{sitting.number}|{number}||000000000000")
    await elsewhere.settle()
    assert [letter.pin for _message, letter in elsewhere.sent] == [None]


async def test_what_was_called_off_is_not_held_before_that_is_taken_back(sitting: Sitting) -> None:
    scene, hall, chair = sitting.scene, Hall(sitting.scene), sitting.chair
    async with scene.working() as work:
        new = NewConsultation(clause="5.2", topic="楼道照明", starts_at=scene.now + timedelta(days=2))
        reference = await create_consultation(work, sitting.organisation, new, by=None)
        await correct_consultation(work, reference, by=None, called_off_at=scene.now, call_off="场地停电")

    await hall.says(chair, "/meeting")
    await chair.receive()
    assert "楼道照明" not in "".join(chair.labels), "it is not offered"

    await hall.says(chair, f"/meeting {reference.number}")
    await chair.receive()
    assert "2026-基-002 已经取消。如需照常召开，请先在“通知与材料”中点“恢复举行”。" in chair.text

    async with scene.working() as work:
        await correct_consultation(work, reference, by=None, called_off_at=None, call_off=None)
    await hall.says(chair, f"/meeting {reference.number}")
    await hall.settle()
    assert "2026-基-002 楼道照明" in hall.text(chair)
