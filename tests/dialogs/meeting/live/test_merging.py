"""Two on the list who are one are merged by a facilitator, with their voices and their consent."""

import pytest
from sqlalchemy import select

from dialogs.meeting import records
from dialogs.meeting.live import rooms
from dialogs.meeting.live.seats import CONSENT_VERSION
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.terms import Position, StakeholderKind
from tests.dialogs.meeting.live.sitting import Sitting, comes_by_web, present, sit_at_the_first_item
from tests.dialogs.talking import Scene


@pytest.fixture
async def sitting(scene: Scene) -> Sitting:
    return await sit_at_the_first_item(scene)


async def test_two_who_are_one_are_merged_by_a_facilitator(sitting: Sitting) -> None:
    hall, chair = sitting.hall, sitting.chair
    wang = await sitting.guest("王芳")
    page = await comes_by_web(sitting, "王芳")
    await page.presses("不是，只是同名")
    await hall.says(chair, "/poll 行吗 1/2")
    (poll,) = (await sitting.record()).agenda[0].polls
    vote = f"a|meeting-part|{sitting.number}|vote|{poll.id}|"
    await wang.presses_data(vote + "5")
    sitting.scene.later(seconds=5)
    await page.presses_data(vote + "1")
    await page.says("/say 反对 太贵")
    for talk in (wang, page):
        await talk.presses_data(f"a|meeting-part|{sitting.number}|hand")
    await chair.presses_data(f"a|meeting-preside|{sitting.number}|close|{poll.id}")
    await chair.presses("谁签到了两次")
    await chair.presses("合并：王芳（公众、出席）")
    assert "取后一次" in chair.text
    await chair.presses("合并")

    record = await sitting.record()
    (kept,) = record.participants
    (opinion,) = record.agenda[0].opinions
    (poll,) = record.agenda[0].polls
    assert opinion.participant == kept.id
    assert poll.tally == {StakeholderKind.PUBLIC: {Position.BLOCK: 1}}
    assert poll.carried is False
    assert (await sitting.sees()).count("• 王芳（公众）") == 1
    await page.says("/say 建议 再想想")
    assert [each.participant for each in (await sitting.record()).agenda[0].opinions] == [kept.id, kept.id]


async def test_who_was_on_the_list_and_came_by_the_link_is_one_with_their_consent(sitting: Sitting) -> None:
    async with sitting.scene.working() as work:
        room = await rooms.due(work, sitting.number)
        assert room is not None
        invited = [NewParticipant(name="王芳", kind=StakeholderKind.PUBLIC, organisation="桃源社区")]
        await add_participants(work, room.reference, invited, by=None)
    await comes_by_web(sitting, "王芳")
    listed, came = (await sitting.record()).participants
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|merge|{listed.id}|{came.id}")

    (kept,) = (await sitting.record()).participants
    assert (kept.id, kept.organisation, kept.attendance) == (listed.id, "桃源社区", "present")
    assert kept.checked_in_at == came.checked_in_at
    async with sitting.scene.working() as work:
        consent = select(records.participant.c.consent_version).where(records.participant.c.id == kept.id)
        assert await work.transaction.scalar(consent) == CONSENT_VERSION


async def test_whom_to_keep_is_chosen_among_those_who_are_there(sitting: Sitting) -> None:
    await sitting.guest("王芳")
    await sitting.guest("刘德海")
    async with sitting.scene.working() as work:
        room = await rooms.due(work, sitting.number)
        assert room is not None
        invited = [NewParticipant(name="冯玉珍", kind=StakeholderKind.PUBLIC)]
        await add_participants(work, room.reference, invited, by=None)
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|twins")
    assert "王芳（公众、出席）" in sitting.chair.labels
    assert "冯玉珍（公众、已邀请）" not in sitting.chair.labels

    await sitting.chair.presses("王芳（公众、出席）")
    assert sitting.chair.labels[:2] == ("刘德海（公众、出席）", "冯玉珍（公众、已邀请）")


async def test_two_people_with_accounts_stay_two(sitting: Sitting) -> None:
    for name in ("林小雨", "周敏敏"):
        await sitting.hall.presses(await sitting.scene.joins(sitting.organisation, "member", name), "签到")
    first, second = (await sitting.record()).participants
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|merge|{first.id}|{second.id}")

    assert "各有账号" in sitting.chair.text
    assert len((await sitting.record()).participants) == 2


async def test_any_two_are_found_in_pages(sitting: Sitting) -> None:
    for number in range(10):
        await sitting.guest(f"参加者{number}")
    chair = sitting.chair
    await chair.presses_data(f"a|meeting-preside|{sitting.number}|twins")
    await chair.presses("下一页")
    await chair.presses("参加者9（公众、出席）")
    await chair.presses("下一页")
    await chair.presses("参加者8（公众、出席）")
    await chair.presses("合并")

    assert len((await sitting.record()).participants) == 9
    assert "参加者9" in chair.text


async def test_somebody_elses_meeting_is_not_merged_in(sitting: Sitting) -> None:
    await sitting.guest("王芳")
    await sitting.guest("李明")
    first, second = (await sitting.record()).participants
    other = await sitting.scene.organisation("前海金融同业公会")
    rival = await sitting.scene.joins(other, "facilitator", "赵邻居")
    for what in ("twins", f"merge|{first.id}|{second.id}", "same|1|yes"):
        await rival.presses_data(f"a|meeting-preside|{sitting.number}|{what}")

    assert len((await sitting.record()).participants) == 2


async def test_who_checked_in_twice_is_asked_once_two_have_and_as_long_as_a_merge_can_be_taken_back(
    sitting: Sitting,
) -> None:
    chair, twice = sitting.chair, "谁签到了两次"
    seen = []
    for name in ("", "王芳", "王小芳"):
        if name:
            await sitting.guest(name)
        await chair.presses_data(f"a|meeting-preside|{sitting.number}|panel")
        seen.append(twice in chair.labels)
    assert seen == [False, False, True]

    first, second = (await sitting.record()).participants
    await chair.presses_data(f"a|meeting-preside|{sitting.number}|merge|{first.id}|{second.id}")
    await chair.presses("‹ 协商员面板")
    assert twice in chair.labels, "the merge can be taken back there"
    await chair.says("/end")
    assert twice in [str(button.label) for row in chair.cards[-2].buttons for button in row]


async def test_a_claim_that_waits_is_decided_though_only_one_is_there(sitting: Sitting) -> None:
    await sitting.guest("王芳")
    page = await comes_by_web(sitting, "王芳")
    assert "不是，只是同名" in page.labels
    await page.presses("是我")
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|panel")

    assert await present(sitting) == ["王芳"]
    assert "谁签到了两次" in sitting.chair.labels
