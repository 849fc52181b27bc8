"""Actions: written down by a facilitator, seen by whoever has a part, done by one tap, proven, dropped, changed."""

from datetime import date

import pytest

from dialogs.engine import files
from dialogs.meeting.actions import correct_action, remove_action
from dialogs.meeting.following import owners
from dialogs.people.roles import Role
from tests.dialogs.meeting.following.scenes import Desk, desk, number_of
from tests.dialogs.people.losing import demote
from tests.dialogs.talking import Scene


async def opened(place: Desk, number: int) -> None:
    await place.zhou.presses_data(f"v|action|{number}")


async def test_a_facilitator_writes_down_what_a_member_is_to_do(scene: Scene) -> None:
    place = await desk(scene)
    await place.zhou.presses_data(f"v|actions|{place.reference.id}")
    assert "还没有" in place.zhou.text

    await place.zhou.presses("添加行动事项")
    await place.zhou.says("向区城管局报送停放标准建议稿")
    await place.zhou.presses("林美玲")
    await place.zhou.says("下周五")
    await place.zhou.presses("记下")

    assert place.zhou.text.splitlines()[:4] == [
        "# 2026-行-001 的行动事项",
        "! 已记下。",
        "向区城管局报送停放标准建议稿",
        "• 责任方：林美玲",
    ]
    await place.lin.presses_data("v|my-actions|1")
    assert place.lin.text.splitlines()[:2] == [
        "# What I am to do",
        "• 向区城管局报送停放标准建议稿: due on March 27, 2026 (Friday), in 11 days. From 2026-行-001.",
    ]


async def test_an_outside_body_has_a_name_alone_and_a_part_of_a_members_name_is_asked_back(scene: Scene) -> None:
    place = await desk(scene)
    await place.zhou.presses_data(f"a|action-add|{place.reference.id}")
    await place.zhou.says("答复停放区域")
    await place.zhou.says("林美")
    assert "您是指林美玲吗" in place.zhou.text

    await place.zhou.says("区城市管理局")
    await place.zhou.says("跳过")
    await place.zhou.presses("记下")

    assert "• 责任方：区城市管理局" in place.zhou.text
    assert "• 进展：未定期限" in place.zhou.text


async def test_a_member_whose_full_name_is_typed_is_found(scene: Scene) -> None:
    place = await desk(scene)
    await place.zhou.presses_data(f"a|action-add|{place.reference.id}")
    for said in ("整理意见", "林美玲", "明天"):
        await place.zhou.says(said)
    await place.zhou.presses("记下")

    await place.lin.presses_data("v|my-actions|1")
    assert "整理意见: due on March 17, 2026 (Tuesday), in 1 day." in place.lin.text


async def test_two_members_of_one_name_are_told_apart_by_the_day_they_joined(scene: Scene) -> None:
    place = await desk(scene)
    scene.later(days=1)
    second = await scene.joins(place.organisation, "member", "林美玲", language="en")
    await place.zhou.presses_data(f"a|action-add|{place.reference.id}")
    await place.zhou.says("整理意见")
    await place.zhou.says("林美玲")

    assert "林美玲（2026年3月16日加入）、林美玲（2026年3月17日加入）同名，请点选具体是哪一位" in place.zhou.text
    await place.zhou.presses("林美玲（2026年3月17日加入）")
    await place.zhou.says("下周五")
    await place.zhou.presses("记下")

    await second.presses_data("v|my-actions|1")
    assert "整理意见" in second.text
    await place.lin.presses_data("v|my-actions|1")
    assert "整理意见" not in place.lin.text


async def test_a_part_of_the_name_of_a_member_beyond_the_buttons_is_asked_back_too(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owners, "OFFERED", 1)
    place = await desk(scene)
    await place.zhou.presses_data(f"a|action-add|{place.reference.id}")
    await place.zhou.says("整理意见")
    await place.zhou.says("林美")
    assert "您是指林美玲吗" in place.zhou.text

    for said in ("林美玲", "明天"):
        await place.zhou.says(said)
    await place.zhou.presses("记下")
    await place.lin.presses_data("v|my-actions|1")
    assert "整理意见" in place.lin.text


async def test_one_tap_and_it_is_done_and_a_second_tap_changes_nothing(scene: Scene) -> None:
    place = await desk(scene)
    number = await place.act("整理意见", place.lin, due=date(2026, 3, 20))

    await place.lin.presses_data(f"a|action-done|{number}")
    assert "! Noted as done: 整理意见. Thank you." in place.lin.text
    assert "• State: done on March 16, 2026" in place.lin.text
    scene.later(days=1)
    await place.lin.presses_data(f"a|action-done|{number}")

    assert "! That was noted as done already." in place.lin.text
    assert "• State: done on March 16, 2026" in place.lin.text


async def test_done_with_a_file_as_proof_that_the_recorder_can_open(scene: Scene) -> None:
    place = await desk(scene)
    number = await place.act("报送建议", place.lin, due=date(2026, 3, 20))

    await place.lin.presses_data(f"a|action-proof|{number}")
    await place.lin.sends("receipt.pdf", "application/pdf")
    await place.lin.says("handed in at the counter")

    assert "• Proof: handed in at the counter" in place.lin.text
    await opened(place, number)
    await place.zhou.presses("查看凭证")
    assert place.zhou.text == "! “receipt.pdf”还在接收中，请过几分钟再试。"
    async with scene.working() as work:
        (awaited,) = await files.awaiting(work.transaction, work.cipher, work.now)
        await files.arrived(work.transaction, work.cipher, awaited.id, b"%PDF-")
    await place.zhou.presses_data(f"a|action-file|{number}")
    assert place.zhou.card.document is not None
    assert place.zhou.card.document.name == "receipt.pdf"


async def test_dropped_for_a_reason_and_taken_up_again(scene: Scene) -> None:
    place = await desk(scene)
    number = await place.act("整理意见", place.lin, due=date(2026, 3, 20))
    await opened(place, number)

    await place.zhou.presses("取消此事项")
    await place.zhou.says("已由街道统一整理")
    assert "• 进展：已取消" in place.zhou.text
    assert "• 取消的原因：已由街道统一整理" in place.zhou.text
    await place.lin.presses_data(f"a|action-done|{number}")
    assert "dropped meanwhile" in place.lin.text
    await place.zhou.presses("重新办理")

    assert "原因" not in place.zhou.text.split("此前")[0]
    await place.lin.presses_data("v|my-actions|1")
    assert "整理意见" in place.lin.text


async def test_what_was_changed_is_still_told(scene: Scene) -> None:
    place = await desk(scene)
    number = await place.act("整理意见", place.lin, due=date(2026, 3, 20))
    await opened(place, number)

    await place.zhou.presses("修改")
    await place.zhou.presses("期限")
    await place.zhou.says("3月31日")
    await place.zhou.presses("记下")

    assert "• 进展：2026年3月31日（周二）到期，还有 15 天" in place.zhou.text
    assert place.zhou.text.split("此前")[1].splitlines()[1] == "• 期限：2026年3月20日（至 2026年3月16日，周敏 修改）"


async def test_a_member_without_a_part_is_told_that_there_is_none(scene: Scene) -> None:
    place = await desk(scene)
    number = await place.act("整理意见", place.lin)
    ouyang = await scene.joins(place.organisation, "member", "欧阳", language="en")
    hidden = "! That action item is not there any more, or not yours to see. /meetings shows those that are."

    for pressed in ("v|action|{}", "a|action-done|{}", "a|action-reopen|{}", "a|action-proof|{}", "a|action-file|{}"):
        await ouyang.presses_data(pressed.format(number))
        assert ouyang.text == hidden, pressed
    await ouyang.presses_data(f"v|actions|{place.reference.id}")
    assert "not one that you can see" in ouyang.text

    await place.takes_part(ouyang, "欧阳")
    await ouyang.presses_data(f"v|action|{number}")
    assert "整理意见" in ouyang.text
    assert "Done" not in ouyang.labels
    await ouyang.presses_data(f"a|action-reopen|{number}")
    assert ouyang.text == hidden


async def test_what_was_taken_out_is_not_there(scene: Scene) -> None:
    place = await desk(scene)
    number = await place.act("整理意见", place.lin)
    async with scene.working() as work:
        await remove_action(work, place.reference, number, by=None)

    await place.lin.presses_data(f"a|action-done|{number}")

    assert "not there any more" in place.lin.text


async def test_a_facilitator_demoted_meanwhile_writes_nothing_down(scene: Scene) -> None:
    place = await desk(scene)
    await place.zhou.presses_data(f"a|action-add|{place.reference.id}")
    await place.zhou.says("整理意见")
    await demote(scene, place.organisation, Role.MEMBER)

    await place.zhou.says("林美玲")

    assert "您的角色有了变化" in place.zhou.text


async def test_sixty_actions_are_turned_page_by_page(scene: Scene) -> None:
    place = await desk(scene)
    for number in range(1, 18):
        await place.act(f"事项{number:02}", owner="街道办", due=date(2026, 4, number))

    await place.zhou.presses_data(f"v|actions|{place.reference.id}")
    assert sum(label.startswith("事项") for label in place.zhou.labels) == 8
    await place.zhou.presses("下一页")
    await place.zhou.presses("下一页")

    assert [label for label in place.zhou.labels if label.startswith("事项")] == ["事项17"]


async def test_who_is_erased_leaves_no_name_and_takes_along_what_they_were_to_do(scene: Scene) -> None:
    place = await desk(scene)
    number = await place.act("整理意见", place.lin, due=date(2026, 3, 20))
    async with scene.working() as work:
        own = await work.house.registry.personal["actions"](work, await number_of(scene, place.lin))
    assert own == [
        {"consultation": "2026-行-001", "what": "整理意见", "due": "2026-03-20", "state": "open", "proof": None}
    ]
    handed_on = await place.act("通知会员单位", place.lin)
    async with scene.working() as work:
        await correct_action(work, place.reference, handed_on, by=None, owner="周敏", person=None)

    await place.lin.presses_data("a|erase-me|yes")
    await opened(place, number)
    assert "林美玲" not in place.zhou.text
    assert "整理意见" in place.zhou.text
    await opened(place, handed_on)

    assert "林美玲" not in place.zhou.text
    assert "• 责任方：—（至 2026年3月16日）" in place.zhou.text
