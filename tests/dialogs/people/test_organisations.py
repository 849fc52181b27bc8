"""Organisations and invitations: created by operators, apart from each other, every invitation withdrawable."""

import pytest
from sqlalchemy import select

from dialogs.engine.cards import Code
from dialogs.people import records
from tests.dialogs.talking import Scene, Talk


async def _operator(scene: Scene) -> Talk:
    operator = scene.chat()
    await operator.says(f"/start {await scene.invitation(None, 'operator')}")
    await operator.chooses("agree")
    await operator.says("运维")
    return operator


async def _founded(scene: Scene, name: str = "海滨社工服务中心") -> Talk:
    operator = await _operator(scene)
    await operator.says(f"/org {name}")
    await operator.chooses("growth")
    await operator.says("公共事务")
    await operator.says("完成")
    await operator.presses("创建组织")
    return operator


async def test_an_organisation_is_created_with_what_was_missing_asked(scene: Scene) -> None:
    operator = await _founded(scene)
    assert "第一轮测评已开放" in operator.text
    async with scene.database.reading() as connection:
        row = (await connection.execute(select(records.organisation))).one()
    assert (row.name, row.stage, row.affairs, row.timezone) == (
        "海滨社工服务中心",
        "growth",
        "5.1",
        "Asia/Shanghai",
    )


async def test_an_invitation_is_given_as_links_and_a_qr_code(scene: Scene) -> None:
    operator = await _founded(scene)
    await operator.presses("邀请管理员")
    assert "https://t.me/consult_bot?start=" in operator.text
    assert "https://consult.example.org/j/" in operator.text
    assert isinstance(operator.card.picture, Code)
    token = operator.card.picture.link.rpartition("=")[2]
    admin = scene.chat()
    await admin.says(f"/start {token}")
    assert "管理员" in admin.text


async def test_a_withdrawn_invitation_is_of_no_more_use(scene: Scene) -> None:
    operator = await _founded(scene)
    await operator.says("/invite member")
    picture = operator.card.picture
    assert isinstance(picture, Code)
    await operator.says("/invite")
    (withdraw,) = [label for label in operator.labels if label.startswith("撤回")]
    await operator.presses(withdraw)
    guest = scene.chat()
    await guest.says(f"/start {picture.link.rpartition('=')[2]}")
    assert "已被撤回" in guest.text


async def test_an_admin_can_neither_see_nor_withdraw_another_organisations_invitations(scene: Scene) -> None:
    mine, theirs = await scene.organisation("甲协会"), await scene.organisation("乙协会")
    token = await scene.invitation(theirs, "member")
    admin = await scene.joins(mine, "admin")
    for number in range(1, 9):
        await admin.presses_data(f"a|withdraw|{number}")
        assert "乙协会" not in admin.text
    guest = scene.chat()
    await guest.says(f"/start {token}")
    assert "乙协会" in guest.text


@pytest.mark.parametrize("command", ["/org 我的组织", "/invite admin", "/org"])
async def test_members_may_neither_create_organisations_nor_invite(scene: Scene, command: str) -> None:
    lin = await scene.joins(await scene.organisation("甲协会"))
    await lin.says(command)
    assert "您的角色没有这项权限" in lin.text


async def test_an_admin_may_not_create_organisations(scene: Scene) -> None:
    admin = await scene.joins(await scene.organisation("甲协会"), "admin")
    await admin.says("/org 又一个")
    assert "您的角色没有这项权限" in admin.text


@pytest.mark.parametrize("name", ["短", "长" * 101])
async def test_a_name_of_a_wrong_length_is_refused_with_both_bounds(scene: Scene, name: str) -> None:
    operator = await _operator(scene)
    await operator.says(f"/org {name}")
    assert "2 至 100" in operator.text


async def test_a_name_that_looks_like_markup_stays_a_name(scene: Scene) -> None:
    operator = await _founded(scene, "<b>协会</b>|&amp;")
    assert "<b>协会</b>|&amp;" in operator.text


async def test_an_operator_chooses_which_organisation_to_invite_for(scene: Scene) -> None:
    operator = await _operator(scene)
    await operator.says("/invite member")
    assert "/org" in operator.text
    await scene.organisation("甲协会")
    await scene.organisation("乙协会")
    await operator.says("/org")
    await operator.presses("甲协会")
    await operator.says("/invite member")
    assert "甲协会的邀请" in operator.text


@pytest.mark.parametrize("data", ["a|look-after|99", "a|look-after|x", "a|look-after", "a|withdraw|99", "a|withdraw"])
async def test_guessed_buttons_of_operators_get_a_plain_sentence(scene: Scene, data: str) -> None:
    operator = await _founded(scene)
    await operator.presses_data(data)
    assert operator.text.strip()
    assert "出了点问题" not in operator.text
