"""What a facilitator confirmed by mistake is taken back: whoever came in a second time is somebody else after all."""

import pytest

from tests.dialogs.meeting.live.sitting import Sitting, comes_by_web, present, sit_at_the_first_item
from tests.dialogs.talking import Scene, Talk


@pytest.fixture
async def sitting(scene: Scene) -> Sitting:
    return await sit_at_the_first_item(scene)


async def confirmed(sitting: Sitting) -> tuple[Talk, Talk]:
    """Let somebody come in a second time as 王芳, and a facilitator confirm it."""
    wang = await sitting.guest("王芳")
    page = await comes_by_web(sitting, "王芳")
    await page.presses("是我")
    await sitting.chair.receive()
    await sitting.chair.presses("同一人")
    return wang, page


def way_back(sitting: Sitting) -> str:
    """Give what the button says by which it is taken back."""
    return next(str(button.press) for button in sitting.chair.buttons if button.label == "撤销核对")


async def test_it_is_taken_back_by_one_press_and_whoever_came_checks_in_on_their_own(sitting: Sitting) -> None:
    _wang, page = await confirmed(sitting)
    assert "在有人签署会议纪要之前，都可以撤销" in sitting.chair.text
    await page.says("/say 反对 太贵")
    await sitting.chair.presses("撤销核对")

    assert "从另一个入口进来的不是王芳" in sitting.chair.text
    assert "仍记在王芳名下" in sitting.chair.text
    await page.receive()
    assert "您在此不再视为王芳" in page.as_text(*page.news)
    await page.says("/say 反对 还是太贵")
    (opinion,) = (await sitting.record()).agenda[0].opinions
    assert opinion.text == "太贵", "who is nobody here says nothing more"
    await page.presses_data(f"a|meeting-part|{sitting.number}|self")
    for answer in ("agree", "public"):
        await page.chooses(answer)
    await page.says("王芳（西区）")
    await page.chooses("skip|")
    assert await present(sitting) == ["王芳", "王芳（西区）"]


async def test_the_first_one_goes_on_as_before(sitting: Sitting) -> None:
    wang, _page = await confirmed(sitting)
    await sitting.chair.presses("撤销核对")
    await wang.says("/say 支持 可以")

    (participant,) = (await sitting.record()).participants
    (opinion,) = (await sitting.record()).agenda[0].opinions
    assert opinion.participant == participant.id


async def test_whoever_had_joined_is_no_longer_the_participant(sitting: Sitting) -> None:
    await comes_by_web(sitting, "林小雨", "organisation")
    lin = await sitting.scene.joins(sitting.organisation, "member", "林小雨")
    await lin.says(f"/start {await sitting.token()}")
    await lin.presses("是我")
    await sitting.chair.receive()
    await sitting.chair.presses("同一人")
    assert (await sitting.record()).participants[0].person is not None
    await sitting.chair.presses("撤销核对")

    (participant,) = (await sitting.record()).participants
    assert participant.person is None


async def test_it_stands_among_those_who_may_be_one_and_is_taken_back_once(sitting: Sitting) -> None:
    await confirmed(sitting)
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|twins")
    button = next(str(each.press) for each in sitting.chair.buttons if each.label == "撤销核对：王芳")
    await sitting.chair.presses_data(button)
    await sitting.chair.presses_data(button)

    assert "已经撤销" in sitting.chair.text
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|twins")
    assert "撤销核对：王芳" not in sitting.chair.labels


async def test_what_a_merge_has_moved_is_taken_back_after_the_merge(sitting: Sitting) -> None:
    await confirmed(sitting)
    button = way_back(sitting)
    await sitting.guest("李雷")
    wang, li = (await sitting.record()).participants
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|merge|{li.id}|{wang.id}")
    await sitting.chair.presses_data(button)
    assert "已不能撤销" in sitting.chair.text

    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|twins")
    await sitting.chair.presses("撤销合并：王芳")
    await sitting.chair.presses_data(button)
    assert "从另一个入口进来的不是王芳" in sitting.chair.text


async def test_after_the_end_it_is_taken_back_until_somebody_signs(sitting: Sitting) -> None:
    _wang, page = await confirmed(sitting)
    button = way_back(sitting)
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|end|yes")
    await sitting.chair.presses_data(f"a|minutes-work|{sitting.number}|chair")
    await sitting.chair.says("陈主持")
    await sitting.chair.presses("签署")
    await sitting.chair.presses_data(button)
    assert "记录不再改动" in sitting.chair.text
    await sitting.chair.presses_data(f"a|minutes-work|{sitting.number}|withdraw")
    await sitting.chair.presses_data(button)

    assert "从另一个入口进来的不是王芳" in sitting.chair.text
    await page.receive()
    told = page.as_text(*page.news)
    assert "您在此不再视为王芳。" in told
    assert "签到" not in told


@pytest.mark.parametrize("number", ["0", "999", "x", "9" * 30, ""])
async def test_a_forged_number_is_no_claim(quick_scene: Scene, number: str) -> None:
    sitting = await sit_at_the_first_item(quick_scene)
    await confirmed(sitting)
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|apart|{number}")

    assert "不是王芳" not in sitting.chair.text
    assert len((await sitting.record()).participants) == 1
