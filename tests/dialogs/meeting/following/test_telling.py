"""Owners are told at once, in their language, of what is theirs now, of another day, and of what is theirs no more."""

from datetime import date

from tests.dialogs.meeting.following.scenes import Desk, desk, number_of
from tests.dialogs.meeting.recording import say
from tests.dialogs.talking import Scene, Talk

LIN = "林美玲"
"""A member who reads English."""


async def add(place: Desk, what: str = "统计停放点位", owner: str = LIN, due: str = "3月20日") -> None:
    await place.zhou.presses_data(f"a|action-add|{place.reference.id}")
    await say(place.zhou, what, owner, due, "[记下]")


async def told(talk: Talk) -> str:
    """Give what somebody was written since; nothing where they were not."""
    return talk.as_text(*await talk.receive())


async def change(place: Desk, label: str, answer: str) -> None:
    """Change one answer of the action whose card is shown."""
    await say(place.zhou, "[修改]", f"[{label}]", answer, "[记下]")


async def test_a_new_owner_is_told_and_does_it_by_one_press(scene: Scene) -> None:
    place = await desk(scene)
    await add(place)
    assert await told(place.lin) == (
        f"# {place_name()}: consultation {place.reference.number}\n"
        "Yours to do from now on:\n"
        "• 统计停放点位: due on March 20, 2026 (Friday), in 4 days\n"
        "[Done: 统计停放点位]"
    )
    await say(place.lin, "[Done: 统计停放点位]")
    assert "Noted as done: 统计停放点位. Thank you." in place.lin.text


def place_name() -> str:
    return "深圳市物业管理行业协会"


async def test_another_day_is_told_with_the_former_one(scene: Scene) -> None:
    place = await desk(scene)
    await add(place)
    await told(place.lin)
    await change(place, "期限", "3月27日")
    news = await told(place.lin)
    assert "Yours to do, and changed just now:" in news
    assert "due on March 27, 2026 (Friday), in 11 days (before: March 20, 2026)" in news
    await change(place, "事项", "统计停放点位并画图")
    assert "• 统计停放点位并画图: due on March 27, 2026 (Friday)" in await told(place.lin)


async def test_a_change_that_changes_nothing_is_not_told(quick_scene: Scene) -> None:
    place = await desk(quick_scene)
    await add(place)
    await told(place.lin)
    await say(place.zhou, "[修改]", "[记下]")
    assert await told(place.lin) == ""


async def test_whoever_hands_it_on_tells_both(scene: Scene) -> None:
    place = await desk(scene)
    wang = await scene.joins(place.organisation, "member", "王建国")
    await add(place)
    await told(place.lin)
    await change(place, "责任方", "王建国")

    assert "Yours to do no more:\n• 统计停放点位: 王建国 does it now" in await told(place.lin)
    assert "请您办理：\n• 统计停放点位" in await told(wang)


async def test_whoever_gives_it_to_themselves_is_not_told(quick_scene: Scene) -> None:
    place = await desk(quick_scene)
    await add(place, owner="周敏")
    assert "请您办理" not in place.zhou.text
    assert await told(place.zhou) == ""


async def test_an_outside_body_and_somebody_who_left_are_told_nothing(quick_scene: Scene) -> None:
    place = await desk(quick_scene)
    await add(place, owner="区城管局")
    number = await place.act("收集意见", place.lin)
    await place.lin.presses_data("a|erase-me|yes")
    await told(place.lin)
    await place.zhou.presses_data(f"v|action|{number}")
    await change(place, "期限", "3月27日")
    assert await told(place.lin) == ""


async def test_what_is_dropped_struck_and_put_back_is_told(scene: Scene) -> None:
    place = await desk(scene)
    number = await place.act("收集意见", place.lin, due=date(2026, 3, 20))
    await place.zhou.presses_data(f"v|action|{number}")
    await say(place.zhou, "[作废]", "[重复登记]")
    assert "Yours to do no more:\n• 收集意见: taken off the record" in await told(place.lin)
    await say(place.zhou, "[恢复]")
    assert "Yours to do from now on:\n• 收集意见" in await told(place.lin)

    await place.zhou.presses_data(f"a|action-drop|{number}")
    await place.zhou.says("街道已做")
    assert "• 收集意见: dropped (街道已做)" in await told(place.lin)


async def test_a_struck_consultation_calls_off_what_was_to_be_done(quick_scene: Scene) -> None:
    place = await desk(quick_scene)
    for what in ("收集意见", "画车位图"):
        await place.act(what, place.lin, due=date(2026, 3, 20))
    await say(place.zhou, f"/meeting {place.reference.number}", "[作废]", "[重复登记]", "[是，整个作废]")

    news = await told(place.lin)
    assert news.count("taken off the record") == 2
    assert "[Done" not in news


async def test_what_is_done_is_no_news_to_its_owner(quick_scene: Scene) -> None:
    place = await desk(quick_scene)
    number = await place.act("收集意见", place.lin)
    assert await number_of(quick_scene, place.lin) > 0
    await place.zhou.presses_data(f"v|action|{number}")
    await say(place.zhou, "[完成]", "[修改]", "[期限]", "3月27日", "[记下]")
    assert await told(place.lin) == ""
