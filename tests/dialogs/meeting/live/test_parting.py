"""A merge is taken back: what each of the two said, voted and waited for is theirs again."""

import pytest
from sqlalchemy import select

from dialogs.meeting.records import merge
from dialogs.meeting.terms import Position, StakeholderKind
from tests.dialogs.meeting.live.sitting import Sitting, comes_by_web, sit_at_the_first_item
from tests.dialogs.talking import Scene, Talk


@pytest.fixture
async def sitting(scene: Scene) -> Sitting:
    return await sit_at_the_first_item(scene)


async def two_merged(sitting: Sitting) -> tuple[Talk, Talk]:
    """Let two of one name, who spoke, voted and waited, be merged; the poll is closed."""
    wang = await sitting.guest("王芳")
    page = await comes_by_web(sitting, "王芳")
    await page.presses("不是，只是同名")
    await sitting.hall.says(sitting.chair, "/poll 行吗 1/2")
    vote = f"a|meeting-part|{sitting.number}|vote|{await _poll(sitting)}|"
    await wang.presses_data(vote + "5")
    sitting.scene.later(seconds=5)
    await page.presses_data(vote + "1")
    await page.says("/say 反对 太贵")
    for talk in (wang, page):
        await talk.presses_data(f"a|meeting-part|{sitting.number}|hand")
    first, second = (await sitting.record()).participants
    sitting.scene.later(seconds=5)
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|merge|{first.id}|{second.id}")
    return wang, page


async def _poll(sitting: Sitting) -> int:
    (poll,) = (await sitting.record()).agenda[0].polls
    return poll.id


async def test_a_merge_is_taken_back_by_one_press(sitting: Sitting) -> None:
    before = await _before(sitting)
    assert "已合并" in sitting.chair.text
    assert len((await sitting.record()).participants) == 1
    await sitting.chair.presses("撤销合并")

    assert "仍是两个人" in sitting.chair.text
    record = await sitting.record()
    first, second = record.participants
    (opinion,), (poll,) = record.agenda[0].opinions, record.agenda[0].polls
    assert opinion.participant == second.id
    assert poll.tally == {StakeholderKind.PUBLIC: {Position.BLOCK: 1, Position.ENDORSE: 1}}
    assert (await sitting.sees()).count("• 王芳（公众）") == 2
    assert (first.id, second.id) == before


async def _before(sitting: Sitting) -> tuple[int, int]:
    await two_merged(sitting)
    async with sitting.scene.working() as work:
        row = (await work.transaction.execute(select(merge.c.kept_id, merge.c.other_id))).one()
    return row.kept_id, row.other_id


async def test_each_speaks_for_themselves_again(sitting: Sitting) -> None:
    wang, page = await two_merged(sitting)
    await sitting.chair.presses("撤销合并")
    await wang.says("/say 支持 可以")
    await page.says("/say 建议 再想想")

    first, second = (await sitting.record()).participants
    said = {opinion.text: opinion.participant for opinion in (await sitting.record()).agenda[0].opinions}
    assert said == {"太贵": second.id, "可以": first.id, "再想想": second.id}


async def test_what_was_voted_since_stays_with_whoever_stayed(sitting: Sitting) -> None:
    wang, _page = await two_merged(sitting)
    sitting.scene.later(seconds=5)
    await wang.presses_data(f"a|meeting-part|{sitting.number}|vote|{await _poll(sitting)}|3")
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|twins")
    await sitting.chair.presses("撤销合并：王芳")

    (poll,) = (await sitting.record()).agenda[0].polls
    assert sum(poll.tally[StakeholderKind.PUBLIC].values()) == 2
    assert poll.tally[StakeholderKind.PUBLIC][Position.BLOCK] == 1


async def test_a_poll_that_was_closed_meanwhile_is_counted_again(sitting: Sitting) -> None:
    await two_merged(sitting)
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|close|{await _poll(sitting)}")
    assert (await sitting.record()).agenda[0].polls[0].carried is False
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|twins")
    await sitting.chair.presses("撤销合并：王芳")

    (poll,) = (await sitting.record()).agenda[0].polls
    assert sum(poll.tally[StakeholderKind.PUBLIC].values()) == 2


async def test_taking_it_back_twice_says_so(sitting: Sitting) -> None:
    await two_merged(sitting)
    button = next(str(each.press) for each in sitting.chair.buttons if each.label == "撤销合并")
    await sitting.chair.presses_data(button)
    await sitting.chair.presses_data(button)

    assert "已经撤销" in sitting.chair.text
    assert len((await sitting.record()).participants) == 2


async def test_after_the_end_it_can_be_taken_back_until_somebody_signs(sitting: Sitting) -> None:
    await two_merged(sitting)
    button = next(str(each.press) for each in sitting.chair.buttons if each.label == "撤销合并")
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|end|yes")
    await sitting.chair.presses_data(f"a|minutes-work|{sitting.number}|chair")
    await sitting.chair.says("陈主持")
    await sitting.chair.presses("签署")
    await sitting.chair.presses_data(button)
    assert "记录不再改动" in sitting.chair.text
    assert len((await sitting.record()).participants) == 1
    await sitting.chair.presses_data(f"a|minutes-work|{sitting.number}|withdraw")
    await sitting.chair.presses_data(button)
    assert len((await sitting.record()).participants) == 2


@pytest.mark.parametrize("number", ["0", "999", "x", "9" * 30, ""])
async def test_a_forged_number_is_no_merge(quick_scene: Scene, number: str) -> None:
    sitting = await sit_at_the_first_item(quick_scene)
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|part|{number}")

    assert "已经撤销" in sitting.chair.text or "合并" in sitting.chair.text
