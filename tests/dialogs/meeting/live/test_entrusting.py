"""``/action`` as people write it. It is Monday, 16 March 2026."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from dialogs.meeting.live.action_words import ActionWords, DayUnclear, read_action
from tests.dialogs.meeting.live.sitting import Sitting, sit_at_the_first_item
from tests.dialogs.talking import Scene

NAMES: Final = ("王芳", "王芳芳", "林美玲", "Anna Berg")


def read(words: str) -> ActionWords:
    return read_action(words, NAMES, datetime(2026, 3, 16, 1, 30, tzinfo=UTC), ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("words", "owner", "what", "day"),
    [
        ("林美玲 画停车图 4月3日", "林美玲", "画停车图", "2026-04-03"),
        ("4月3日 林美玲 画停车图", "林美玲", "画停车图", "2026-04-03"),
        ("林美玲 4月3日前 画图 打印", "林美玲", "画图 打印", "2026-04-03"),
        ("林美玲，画停车图，4月3日", "林美玲", "画停车图", "2026-04-03"),
        ("林美玲：画停车图，4月3日前完成", "林美玲", "画停车图", "2026-04-03"),
        ("林美玲负责画停车图，月底前", "林美玲", "画停车图", "2026-03-31"),
        ("林美玲画停车图九4月3日前", "林美玲", "画停车图九", "2026-04-03"),
        ("林美玲 下周三下午两点半 交稿", "林美玲", "交稿", "2026-03-25"),
        ("林美玲 完成12月3日的纪要 4月3日", "林美玲", "完成12月3日的纪要", "2026-04-03"),
        ("王芳芳 抄送纪要", "王芳芳", "抄送纪要", "None"),
        ("深圳市住房和建设局 回函 2026年4月30日", "深圳市住房和建设局", "回函", "2026-04-30"),
        ("Anna Berg draft the text by 3 April 2026", "Anna Berg", "draft the text", "2026-04-03"),
        ("Bob Smith, draft the text, by Friday", "Bob Smith", "draft the text", "2026-03-20"),
        ("林美玲 4月3日", "林美玲", "", "2026-04-03"),
        ("4月3日 林美玲", "", "林美玲", "None"),
        ("林美玲", "林美玲", "", "None"),
        ("", "", "", "None"),
    ],
)
def test_who_what_and_when_are_read_in_any_order(words: str, owner: str, what: str, day: str) -> None:
    found = read(words)

    assert (found.owner, found.what, str(found.due_on)) == (owner, what, day)


@pytest.mark.parametrize(
    "words", ["林美玲 画图 2月30日", "林美玲 画图 昨天", "林美玲 画图 4/5", "林美玲 画图 4月3日（周一）"]
)
def test_an_unclear_day_is_no_part_of_the_task(words: str) -> None:
    with pytest.raises(DayUnclear):
        read(words)


@pytest.fixture
async def sitting(quick_scene: Scene) -> Sitting:
    return await sit_at_the_first_item(quick_scene)


async def told(sitting: Sitting, words: str) -> str:
    """Let the facilitator type it in their private chat, and give what they are told."""
    return sitting.chair.as_text(*await sitting.chair.says(f"/action {words}"))


async def test_it_is_said_how_it_was_understood(sitting: Sitting) -> None:
    assert "已记录：街道办——答复，期限2026年4月3日。" in await told(sitting, "街道办，答复，4月3日前")
    assert "已记录：街道办——再答复，未定期限。" in await told(sitting, "街道办 再答复")
    assert [action.what for action in (await sitting.record()).actions] == ["答复", "再答复"]


async def test_what_is_unclear_is_asked_back_and_nothing_recorded(sitting: Sitting) -> None:
    await sitting.scene.joins(sitting.organisation, "member", "林美玲")

    assert "没有“2月30日”" in await told(sitting, "林美玲 画图 2月30日")
    assert "这个日期可以是2026年4月5日，也可以是2026年5月4日。" in await told(sitting, "林美玲 画图 4/5")
    assert "2026年3月15日已经过去了。刚才没有记录" in await told(sitting, "林美玲 画图 昨天")
    assert "“美玲”只是成员姓名的一部分" in await told(sitting, "美玲 画图")
    assert "请写明谁、做什么、何时之前" in await told(sitting, "林美玲 4月3日")
    assert (await sitting.record()).actions == ()


async def test_of_two_of_one_name_the_one_who_takes_part_is_meant(sitting: Sitting) -> None:
    first, _second = [await sitting.scene.joins(sitting.organisation, "member", "王芳") for _each in range(2)]

    assert "有 2 位成员都叫“王芳”" in await told(sitting, "王芳 画图")
    assert (await sitting.record()).actions == ()
    await sitting.hall.presses(first, "签到")
    await told(sitting, "王芳 画图")
    (action,) = (await sitting.record()).actions
    assert (action.owner, action.person is not None) == ("王芳", True)
    assert "请您办理" in first.as_text(*await first.receive())
