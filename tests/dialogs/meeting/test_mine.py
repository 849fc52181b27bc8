"""``/meetings``: what I am to do and take part in, apart from what I recorded; what is overdue; by number."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dialogs.meeting.consultations import NewConsultation, create_consultation, remove_consultation
from dialogs.meeting.conversion import NewOutcome, NewStep, add_outcomes, add_step
from dialogs.meeting.live import changing
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import ConversionState, StakeholderKind
from tests.dialogs.meeting.following.scenes import Desk, desk, number_of
from tests.dialogs.meeting.live.sitting import sit
from tests.dialogs.talking import Scene, Talk


async def begun(
    place: Desk, topic: str, *, by: Talk | None = None, part: Talk | None = None, **known: object
) -> Reference:
    async with place.scene.working() as work:
        new = NewConsultation.model_validate({"clause": "5.3", "topic": topic, **known})
        person = None if by is None else await number_of(place.scene, by)
        reference = await create_consultation(work, place.organisation, new, by=person)
        if part is not None:
            who = NewParticipant(name="林", kind=StakeholderKind.PUBLIC, person=await number_of(place.scene, part))
            await add_participants(work, reference, [who], by=None)
    return reference


def topics(talk: Talk) -> list[str]:
    """Give the topics on a list, in its order, each opened by the button with its number."""
    lines = [line.split() for line in talk.text.splitlines() if line.startswith("• ")]
    assert [line[1] for line in lines] == [label for label in talk.labels if label[:3] == "202"]
    return [line[2].partition("（")[0] for line in lines]


async def test_somebody_new_has_nothing_to_do(scene: Scene) -> None:
    place = await desk(scene)

    await place.lin.says("/meetings")

    assert place.lin.text.splitlines() == [
        "# Consultations",
        "Nothing for you to do, and no consultation ahead of you.",
    ]


async def test_what_is_mine_stands_apart_from_what_i_recorded(scene: Scene) -> None:
    place = await desk(scene)
    april = datetime(2026, 4, 3, 6, tzinfo=UTC)
    await begun(place, "站口停放", by=place.zhou, part=place.lin, starts_at=april)
    await begun(place, "电动车充电", part=place.zhou, starts_at=april + timedelta(days=1))
    await begun(place, "去年的议题", part=place.zhou, held_at=datetime(2025, 12, 3, 6, tzinfo=UTC))
    await place.act("整理意见", place.zhou, due=date(2026, 3, 15))

    await place.zhou.says("/meetings")

    assert place.zhou.text.splitlines() == [
        "# 协商",
        "请您办理：",
        "• 整理意见：2026年3月15日（周日）到期，已逾期 1 天",
        "接下来的协商：",
        "• 2026-行-003 电动车充电（2026年4月4日）",
        "- 在命令后写上编号，可直接打开那次协商：/meetings 2026-行-003",
        "[我的行动事项（1）]",
        "[2026-行-003]",
        "[我参加的 · 近期（1）] [我参加的 · 以往（1）]",
        "[由我记录的 · 近期（1）] [由我记录的 · 以往（1）]",
        "[本组织全部：近期（2）] [本组织全部：以往（2）]",
        "[逾期事项（1）]",
    ]
    await place.zhou.presses("由我记录的 · 近期（1）")
    assert place.zhou.text.splitlines()[:2] == ["# 由我记录的 · 近期", "• 2026-行-002 站口停放（2026年4月3日）"]
    await place.lin.says("/meetings")
    assert place.lin.labels == ("2026-行-002", "I take part: to come (1)")


async def test_what_was_to_begin_before_today_is_past_and_what_has_no_day_is_to_come(scene: Scene) -> None:
    place = await desk(scene)
    for topic, day in (("昨天", 15), ("今天", 16), ("明天", 17)):
        await begun(place, topic, part=place.lin, starts_at=datetime(2026, 3, day, 0, 30, tzinfo=UTC))
    await begun(place, "未定", part=place.lin)
    gone = await begun(place, "取消", part=place.lin)
    async with scene.working() as work:
        await remove_consultation(work, gone, by=None)

    await place.lin.presses_data("v|meetings-list|mine|coming|1")
    coming = topics(place.lin)
    await place.lin.presses_data("v|meetings-list|mine|past|1")

    assert coming == ["今天", "明天", "未定"]
    assert topics(place.lin) == ["昨天"]


async def test_what_is_being_held_is_neither_to_come_nor_past(scene: Scene) -> None:
    sitting = await sit(scene)
    wang = await scene.joins(sitting.organisation, "member", "王芳")
    await wang.says("/meetings")
    assert "正在进行" not in wang.text
    await wang.says(f"/start {await sitting.token()}")
    for talk in (sitting.chair, wang):
        await talk.says("/meetings")
        assert talk.text.splitlines()[:3] == ["# 协商", "正在进行：", "• 2026-基-001 小区停车怎么管（2026年3月16日）"]
        assert talk.labels == ("2026-基-001",)

    await sitting.chair.says("/end")
    await sitting.chair.says("/meetings")
    assert "正在进行" not in sitting.chair.text
    assert sitting.chair.labels == ("由我记录的 · 以往（1）", "本组织全部：以往（1）")


async def test_more_meetings_at_once_than_the_first_card_shows_have_a_list(scene: Scene) -> None:
    place = await desk(scene)
    for number in range(1, 5):
        reference = await begun(place, f"第{number}场")
        async with scene.working() as work:
            await changing.enter(work, reference, by=None)

    await place.zhou.says("/meetings")
    assert "第1场" not in place.zhou.text
    await place.zhou.presses("本组织全部：正在进行（4）")

    assert topics(place.zhou) == ["第4场", "第3场", "第2场", "第1场"]


async def test_long_lists_are_turned_the_latest_past_one_first(scene: Scene) -> None:
    place = await desk(scene)
    for day in range(1, 13):
        await begun(place, f"第{day}日", part=place.lin, held_at=datetime(2026, 2, day, 6, tzinfo=UTC))

    await place.lin.presses_data("v|meetings-list|mine|past|1")
    first = topics(place.lin)
    await place.lin.presses("Next page")
    second = topics(place.lin)

    assert first + second == [f"第{day}日" for day in range(12, 0, -1)]
    await place.lin.presses_data("v|meetings-list|mine|past|999")
    assert topics(place.lin) == second


@pytest.mark.parametrize("whose", ["recorded", "all"])
async def test_the_lists_of_those_who_record_are_not_a_members(quick_scene: Scene, whose: str) -> None:
    place = await desk(quick_scene)

    await place.lin.presses_data(f"v|meetings-list|{whose}|past|1")

    assert "Your role here does not cover this" in place.lin.text


async def test_a_list_that_there_is_not_leads_to_those_that_there_are(quick_scene: Scene) -> None:
    place = await desk(quick_scene)

    await place.lin.presses_data("v|meetings-list|yours|sometime|x")

    assert place.lin.text.startswith("# Consultations")


@pytest.mark.parametrize("typed", ["2026-行-001", "２０２６行１", "2026 行 001"])
async def test_a_number_opens_its_consultation(quick_scene: Scene, typed: str) -> None:
    place = await desk(quick_scene)

    await place.zhou.says(f"/meetings {typed}")
    assert place.zhou.text.startswith("# 2026-行-001")
    await place.lin.says(f"/meetings {typed}")
    assert "not one that you can see" in place.lin.text

    await place.takes_part(place.lin, "林美玲")
    await place.lin.says(f"/meetings {typed}")
    assert place.lin.text.startswith("# 2026-行-001")


@pytest.mark.parametrize("typed", ["2026-行-999", "2026-天-001", "协商", "1"])
async def test_a_number_that_there_is_not_is_said_to_be_none(quick_scene: Scene, typed: str) -> None:
    place = await desk(quick_scene)

    await place.zhou.says(f"/meetings {typed}")

    assert "没有这次协商" in place.zhou.text


async def test_another_organisations_number_opens_nothing(scene: Scene) -> None:
    place = await desk(scene)
    elsewhere = await scene.joins(await scene.organisation("福田区社工协会"), "admin", "黄", language="en")

    await elsewhere.says(f"/meetings {place.reference.number}")
    assert "not one that you can see" in elsewhere.text
    await elsewhere.presses_data("v|meetings-list|all|past|1")

    assert "None." in elsewhere.text


async def test_whatever_is_overdue_is_listed_action_items_first(scene: Scene) -> None:
    place = await desk(scene)
    for number in range(1, 8):
        await place.act(f"事项{number}", place.lin, due=date(2026, 3, 1) + timedelta(days=number))
    await place.act("还没到期", place.lin, due=date(2026, 3, 16))
    async with scene.working() as work:
        days = [date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 16), None]
        new = [NewOutcome(text=f"建议{index}", due_on=day) for index, day in enumerate(days, start=1)]
        numbers = await add_outcomes(work, place.reference, [*new, NewOutcome(text="已办", due_on=days[0])], by=None)
        done = NewStep(state=ConversionState.IMPLEMENTED, taken_on=date(2026, 3, 5))
        await add_step(work, place.reference, numbers[-1], done, by=None)

    await place.zhou.says("/meetings")
    await place.zhou.presses("逾期事项（9）")
    assert [label for label in place.zhou.labels if "事项" in label or "建议" in label] == [
        *(f"事项{number}" for number in range(1, 8)),
        "建议1",
    ]
    assert "• 建议1：已达成；下一步2026年3月2日（周一）到期，已逾期 14 天（2026-行-001）" in place.zhou.text
    await place.zhou.presses("下一页")
    assert [label for label in place.zhou.labels if "事项" in label or "建议" in label] == ["建议2"]
    await place.zhou.presses("建议2")

    assert place.zhou.text.startswith("# 2026-行-001 的成果")


async def test_where_nothing_is_overdue_it_says_so(quick_scene: Scene) -> None:
    place = await desk(quick_scene)

    await place.zhou.presses_data("v|overdue|1")

    assert "没有逾期事项。" in place.zhou.text
