"""Who has not joined and asks for what takes a role is told how one joins, and what one can do without."""

import pytest

from tests.dialogs.meeting.live.sitting import sit
from tests.dialogs.people.losing import remove
from tests.dialogs.talking import Scene

NOT_JOINED = """\
! 这项功能供组织成员使用：请向您所在组织的管理员要一条邀请链接，点开即可加入。
- 没有加入也可以：
[查阅、搜索标准条款]
[查看和删除您的信息]
[看看可以做什么]"""


async def test_a_command_that_takes_a_role_tells_a_stranger_how_to_join(scene: Scene) -> None:
    stranger = scene.chat()
    for command in ("/assess", "/meeting", "/mydata", "/invite"):
        await stranger.says(command)
        assert stranger.text == NOT_JOINED


async def test_so_it_does_in_the_browser(scene: Scene) -> None:
    stranger = scene.chat(channel="web")
    await stranger.says("/assess")
    assert stranger.text == NOT_JOINED


async def test_what_is_offered_without_joining_opens(scene: Scene) -> None:
    stranger = scene.chat()
    for label, heading in (
        ("查阅、搜索标准条款", "社会组织协商能力建设规范"),
        ("查看和删除您的信息", "信息"),
        ("看看可以做什么", "可以做什么"),
    ):
        await stranger.says("/assess")
        await stranger.presses(label)
        assert heading in stranger.text
        assert "供组织成员使用" not in stranger.text


async def test_somebody_who_has_left_is_told_how_to_come_back(scene: Scene) -> None:
    organisation = await scene.organisation("甲协会")
    lin = await scene.joins(organisation)
    await remove(scene, organisation)
    await lin.says("/assess")
    assert lin.text == NOT_JOINED


async def test_somebody_who_belongs_to_another_organisation_is_told_of_their_role(scene: Scene) -> None:
    first, second = await scene.organisation("甲协会"), await scene.organisation("乙协会")
    lin = await scene.joins(first)
    await lin.says(f"/start {await scene.invitation(second, 'member')}")
    await lin.chooses("join")
    await remove(scene, second)
    await lin.says("/assess")
    assert lin.text == "! 您的角色没有这项权限。/help 可查看能做什么。"


@pytest.mark.parametrize("channel", ["telegram", "web"])
async def test_a_guest_of_a_meeting_has_words_of_their_own(scene: Scene, channel: str) -> None:
    guest = await (await sit(scene)).guest("王芳", channel=channel)
    await guest.says("/assess")
    assert "您是以来宾身份参会的" in guest.text
    await guest.presses("看看可以做什么")
    assert "可以做什么" in guest.text
