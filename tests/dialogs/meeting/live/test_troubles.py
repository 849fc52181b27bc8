"""A topic that was closed or is gone, a group in which the bot may not write or pin: told plainly, and mended."""

from typing import get_args

import pytest
from sqlalchemy import update

from dialogs.engine import records as engine
from dialogs.engine.letters import Trouble
from dialogs.meeting.live import troubles
from tests.dialogs.meeting.live.hall import Hall
from tests.dialogs.meeting.live.sitting import Sitting, known_addresses, sit
from tests.dialogs.talking import Scene

KEPT_AWAY: tuple[tuple[Trouble, str], ...] = (
    ("closed", "所在的话题已关闭"),
    ("gone", "所在的话题已被删除"),
    ("mute", "不允许我发消息"),
)


@pytest.fixture
async def sitting(scene: Scene) -> Sitting:
    return await sit(scene, thread="77")


@pytest.mark.parametrize(("trouble", "words"), KEPT_AWAY)
async def test_facilitators_are_told_once_what_to_do_and_the_meeting_goes_on(
    sitting: Sitting, trouble: Trouble, words: str
) -> None:
    zhou = await sitting.scene.joins(sitting.organisation, "facilitator", "周协办")
    wang = await sitting.guest("王芳")
    await sitting.sees()
    sitting.hall.trouble = trouble
    await sitting.hall.says(sitting.chair, "/meeting")
    await sitting.hall.settle()
    for talk in (sitting.chair, zhou):
        await talk.receive()
        assert words in talk.text
        assert "会议可以在网页会议室继续" in talk.text
        assert f"“/meeting {(await sitting.record()).number}”" in talk.text
    assert "所在的话题" not in wang.text
    shown = len(sitting.chair.cards)
    await sitting.chair.presses("协商员面板")
    await sitting.chair.presses("下一项")
    for _minute in range(3):
        sitting.scene.later(seconds=70)
        await sitting.hall.settle()
    await sitting.chair.receive()
    assert all(words not in sitting.chair.as_text(card) for card in sitting.chair.cards[shown:]), "told once"
    await wang.says("/say 支持 在私聊里也能说")
    assert len((await sitting.record()).agenda[0].opinions) == 1


async def test_a_topic_that_is_opened_again_has_its_board_again_by_itself(sitting: Sitting) -> None:
    sitting.hall.trouble = "closed"
    await sitting.hall.says(sitting.chair, "/meeting")
    await sitting.hall.settle()
    refused = sitting.hall.refused
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.hall.settle()
    assert sitting.hall.refused == refused, "not tried again within a minute"
    sitting.hall.trouble = None
    sitting.scene.later(seconds=60)

    assert "▶ 车位怎么分" in await sitting.sees()
    wang = await sitting.guest("王芳")
    assert await sitting.hall.presses(wang, "举手") == "已举手，您排在第 1 位。"
    assert "• 王芳（公众）" in await sitting.sees()
    assert sitting.hall.sent[-1][1].edit is not None, "edited in place again"


async def test_a_meeting_whose_topic_is_gone_is_bound_to_another_one(sitting: Sitting) -> None:
    sitting.hall.trouble = "gone"
    await sitting.hall.says(sitting.chair, "/meeting")
    await sitting.hall.settle()
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.chair.receive()
    assert "这里现在没有会议" in sitting.chair.text
    other = Hall(sitting.scene, thread="78")
    await other.says(sitting.chair, f"/meeting {(await sitting.record()).number}")
    await other.settle()

    assert "小区停车怎么管" in other.text(sitting.chair)


async def test_a_board_that_cannot_be_pinned_hangs_all_the_same(sitting: Sitting) -> None:
    sitting.hall.trouble = "unpinned"
    await sitting.hall.says(sitting.chair, "/meeting")
    await sitting.hall.settle()
    await sitting.chair.receive()
    assert "看板没能置顶" in sitting.chair.text
    assert "会议照常进行。" in sitting.chair.text
    await sitting.hall.says(sitting.chair, "/next")

    assert "▶ 车位怎么分" in await sitting.sees()
    assert sitting.hall.sent[-1][1].edit is not None


async def test_a_group_out_of_reach_is_told_of_although_nobody_told_the_bot(sitting: Sitting) -> None:
    number = (await known_addresses(sitting.scene))[sitting.hall.address]
    async with sitting.scene.working() as work:
        chat = engine.chat
        await work.transaction.execute(update(chat).where(chat.c.id == number).values(unreachable_at=work.now))
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|next")
    await sitting.hall.settle()
    await sitting.chair.receive()

    assert "我已被移出所在的群" in sitting.chair.text


async def test_nobody_is_told_of_a_trouble_after_the_meeting(sitting: Sitting) -> None:
    await sitting.hall.says(sitting.chair, "/end")
    sitting.hall.trouble = "unpinned"
    await sitting.hall.settle()
    await sitting.chair.receive()

    assert all("置顶" not in sitting.chair.as_text(card) for card in sitting.chair.cards[-2:])


def test_every_trouble_has_its_words() -> None:
    told = {troubles.said(trouble, "2026-基-001")[0].text for trouble in get_args(Trouble)}
    assert len(told) == len(get_args(Trouble))
