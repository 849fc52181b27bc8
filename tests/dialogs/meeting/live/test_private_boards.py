"""Who takes part from a private chat has the board there, and is told what nobody should miss."""

import pytest
from sqlalchemy import func, select

from dialogs.engine import records as engine
from dialogs.engine.cards import Card
from dialogs.engine.letters import Letter
from dialogs.meeting.live.hung import CHAT_GAP, CHATS_A_SECOND
from tests.dialogs.meeting.live.sitting import Sitting, sit
from tests.dialogs.talking import Scene, Talk

CROWD = 200


@pytest.fixture
async def sitting(scene: Scene) -> Sitting:
    return await sit(scene)


async def waiting_for(talk: Talk) -> list[Letter]:
    """Give the letters that wait for somebody, and leave them there."""
    chat, outbox = engine.chat, engine.outbox
    fingerprint = talk.scene.cipher.fingerprint(f"{talk.channel}:{talk.address}")
    async with talk.scene.database.reading() as connection:
        found = await connection.scalars(
            select(outbox.c.sealed_letter)
            .join(chat, chat.c.id == outbox.c.chat_id)
            .where(chat.c.fingerprint == fingerprint)
            .order_by(outbox.c.id)
        )
        return [Letter.model_validate_json(talk.scene.cipher.open(sealed)) for sealed in found]


async def test_the_board_in_a_private_chat_follows_in_its_place(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.sees()
    await wang.receive()
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.hall.says(sitting.chair, "/say 支持 先试一年")
    await sitting.hall.presses(await sitting.guest("李明", "enterprise"), "举手")
    await sitting.sees()
    letters = [letter for letter in await waiting_for(wang) if letter.edit is not None]

    assert [letter.edit for letter in letters] == ["3"], "one picture waits at a time, of the one board"
    for picture in range(3):
        await wang.receive()
        await sitting.hall.presses(await sitting.guest(f"来宾{picture}"), "举手")
        await sitting.sees()
    await wang.receive()
    assert "现在：第 1 项（共 3 项）车位怎么分" in wang.text
    assert "• 李明（企业）" in wang.text
    assert "举手" in wang.labels


async def test_whoever_presses_sees_it_at_once_and_no_older_picture_after_it(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.sees()
    await wang.receive()
    await sitting.hall.presses(await sitting.guest("李明", "enterprise"), "举手")
    await sitting.sees()
    assert [letter.batch is not None for letter in await waiting_for(wang)] == [True]
    await wang.presses("举手")

    assert "• 李明（企业）\n• 王芳（公众）" in wang.text
    assert "放下手" in wang.labels
    assert await waiting_for(wang) == []
    await sitting.sees()
    assert await waiting_for(wang) == [], "nothing has changed since"


async def test_the_link_brings_the_board_down_to_the_end_of_the_chat(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.sees()
    await wang.receive()
    first = (await waiting_for(wang), len(wang.cards))
    await wang.says(f"/start {await sitting.token()}")

    assert first[0] == []
    assert wang.news == (wang.card,), "a new message, not the former one changed"
    async with sitting.scene.working() as work:
        from dialogs.meeting.live import hung, rooms

        room = await rooms.due(work, sitting.number)
        assert room is not None
        boards = [board for board in await hung.boards_of(work, room) if board.own]
    assert [board.message for board in boards] == ["4"]


async def test_each_change_of_the_item_is_told_once_and_what_is_taken_back_at_once_is_not(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.sees()
    await wang.receive()
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.sees()
    await wang.receive()
    assert [wang.as_text(card) for card in wang.news] == ["现在：第 1 项（共 3 项）车位怎么分\n[我要发言]"]

    sitting.scene.later(seconds=60)
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.hall.says(sitting.chair, "/undo")
    await sitting.sees()
    await wang.receive()
    assert not wang.news
    await sitting.hall.says(sitting.chair, "/agenda 3")
    await sitting.sees()
    await wang.receive()
    assert [wang.as_text(card) for card in wang.news] == ["现在：第 3 项（共 3 项）夜间访客\n[我要发言]"]
    await sitting.sees()
    await wang.receive()
    assert not wang.news


async def test_the_end_is_told_with_where_the_minutes_reach_whom(sitting: Sitting) -> None:
    wang, lin = await sitting.guest("王芳"), await sitting.scene.joins(sitting.organisation, "member", "林小雨")
    await lin.says(f"/start {await sitting.token()}")
    await sitting.hall.says(sitting.chair, "/end")
    await sitting.sees()
    for talk in (wang, lin):
        await talk.receive()

    (told,) = lin.news
    assert "2026-基-001 会议已经结束" in lin.as_text(told)
    assert "会议纪要拟好后会发到这里" in lin.as_text(told)
    (told,) = wang.news
    assert "用这个浏览器或聊天再次打开会议链接" in wang.as_text(told)
    boards: list[Card] = [card for card in wang.cards if "会议已经结束，感谢各位。" in wang.as_text(card)]
    assert boards
    assert boards[-1].buttons == ()


async def test_the_end_is_taken_back_with_what_it_closed_and_those_who_were_told_it_are_told(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    link = await sitting.token()
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.hall.says(sitting.chair, "/poll 行吗")
    await sitting.sees()
    await sitting.hall.presses(wang, "赞成")
    await sitting.hall.says(sitting.chair, "/end")
    await sitting.sees()
    await wang.receive()
    late = sitting.scene.chat()
    await late.says(f"/start {link}")
    assert "链接已失效" in late.text
    sitting.scene.later(minutes=40)
    await sitting.hall.says(sitting.chair, "/undo")
    board = await sitting.sees()
    await wang.receive()

    assert "! 已撤回：结束会议" in board
    assert "• 赞成 1（公众 1）" in board
    assert sitting.hall.sent[-1][1].pin == "pin"
    assert "2026-基-001 继续进行" in wang.as_text(*wang.news)
    assert await sitting.hall.presses(wang, "坚决反对") == "您的态度：坚决反对。表决结束前都可以改。"
    await late.says(f"/start {link}")
    assert "签到后将保存" in late.text
    assert {stage.stage for stage in (await sitting.record()).stages if stage.reached_at is not None} == set()
    await sitting.hall.says(sitting.chair, "/end")
    await sitting.sees()
    await wang.receive()
    assert "会议已经结束" in wang.as_text(wang.news[-1])


async def test_an_end_that_nobody_was_told_yet_is_not_told_as_taken_back(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.sees()
    await wang.receive()
    await sitting.hall.says(sitting.chair, "/end")
    await sitting.hall.says(sitting.chair, "/undo")
    await sitting.sees()
    await wang.receive()

    letters = [card for card in wang.news if card.buttons]
    assert len(letters) == 1, "the board, put up anew in place of the former one"
    told = [wang.as_text(card) for card in wang.news]
    assert all("继续进行" not in each and "感谢您参加" not in each for each in told)


async def test_the_end_stays_after_an_hour(sitting: Sitting) -> None:
    await sitting.hall.says(sitting.chair, "/end")
    await sitting.chair.receive()
    sitting.scene.later(minutes=61)
    await sitting.hall.says(sitting.chair, "/undo")
    await sitting.chair.receive()

    assert "2026-基-001 结束已超过一小时" in sitting.chair.text
    assert (await sitting.room()).ended_at is not None


async def test_the_end_stays_once_anybody_has_signed_the_minutes(sitting: Sitting) -> None:
    chair = sitting.chair
    await sitting.hall.says(chair, "/end")
    await chair.receive()
    for label in ("会议纪要", "签署", "主持人签署"):
        await chair.presses(label)
    await chair.says("陈主持")
    await chair.presses("签署")
    await chair.says("/undo")

    assert "2026-基-001 的会议纪要已经有人签署" in chair.text
    assert (await sitting.room()).ended_at is not None


async def test_the_end_is_taken_back_by_a_button_and_in_the_private_chat(sitting: Sitting) -> None:
    chair = sitting.chair
    await chair.says("/end")
    ended = chair.cards[-2]
    assert [str(button.label) for row in ended.buttons for button in row] == ["撤回结束"]
    await chair.presses_data(str(ended.buttons[0][0].press))
    assert (await sitting.room()).ended_at is None
    panel, consultation = chair.cards[-2:]
    assert "结束会议" in [str(button.label) for row in panel.buttons for button in row]
    assert "‹ 协商员面板" in [str(button.label) for row in consultation.buttons for button in row]
    await chair.says("/end")
    await chair.says("/undo")
    assert (await sitting.room()).ended_at is None


async def test_the_boards_of_two_hundred_private_chats_keep_within_the_pace(quick_scene: Scene) -> None:
    sitting = await sit(quick_scene)
    token = await sitting.token()
    crowd = [quick_scene.chat() for _each in range(CROWD)]
    for number, talk in enumerate(crowd):
        await talk.says(f"/start {token} public 参加者{number}")
    await sitting.sees()
    for talk in crowd:
        await talk.receive()
    shown = {talk.address: len(talk.cards) for talk in crowd}
    seconds = 50
    for second in range(seconds):
        quick_scene.later(seconds=1)
        await crowd[second].presses("举手")
        while await quick_scene.turns.do_due_work():
            pass
        assert await count_of_letters(quick_scene) <= CROWD + 2, "one picture at a time a chat"
        for talk in crowd:
            await talk.receive()
    sent = [len(talk.cards) - shown[talk.address] for talk in crowd[seconds:]]

    gap = max(CHAT_GAP.total_seconds(), CROWD / CHATS_A_SECOND)
    assert max(sent) <= seconds / gap + 1
    assert min(sent) >= 1


async def count_of_letters(scene: Scene) -> int:
    async with scene.database.reading() as connection:
        return int(await connection.scalar(select(func.count()).select_from(engine.outbox)) or 0)


async def test_a_meeting_that_is_held_again_after_its_end_is_told_as_going_on(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.hall.says(sitting.chair, "/end")
    await sitting.sees()
    await wang.receive()
    await sitting.hall.says(sitting.chair, f"/meeting {(await sitting.record()).number}")
    await sitting.sees()
    await wang.receive()
    assert "继续进行" in wang.as_text(*wang.news)
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.sees()
    await wang.receive()

    assert "现在：第 1 项（共 3 项）车位怎么分" in wang.as_text(*wang.news)
