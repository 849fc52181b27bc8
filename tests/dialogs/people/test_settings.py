"""Settings, help, privacy: the person's choice wins, and leaves with them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogs.engine.records import metadata
from dialogs.people import passages
from tests.dialogs.people.rows import count
from tests.dialogs.talking import Scene, Talk


async def _link(talk: Talk) -> str:
    await talk.says("/settings")
    await talk.presses("在网页版继续")
    (link,) = [button.link for button in talk.buttons if button.link]
    assert link is not None
    return link


async def test_the_chosen_language_wins_over_the_clients(scene: Scene) -> None:
    lin = await scene.joins(await scene.organisation("甲协会"))
    await lin.says("/settings")
    await lin.presses("English")
    assert "Settings" in lin.text
    await lin.says("/help")
    assert "What you can do here" in lin.text
    assert dict(lin.menu)["help"] == "What you can do here"


async def test_a_language_that_there_is_not_is_refused_in_plain_words(scene: Scene) -> None:
    lin = await scene.joins(await scene.organisation("甲协会"))
    await lin.presses_data("a|language|xx")
    assert "暂不支持该语言" in lin.text


async def test_strangers_are_told_that_their_choice_is_not_kept(scene: Scene) -> None:
    stranger = scene.chat()
    await stranger.says("/settings")
    await stranger.presses("English")
    assert "加入后会记住" in stranger.text


async def test_a_passage_opens_the_same_person_in_the_other_channel_once(scene: Scene) -> None:
    lin = await scene.joins(await scene.organisation("甲协会"))
    link = await _link(lin)
    assert link.startswith("https://consult.example.org/j/go-")
    token = link.rpartition("/")[2]
    browser = scene.chat(channel="web")
    await browser.says(f"/start {token}")
    assert "欢迎回来" in browser.text
    await browser.says("/mydata")
    assert browser.card.document is not None
    thief = scene.chat(channel="web")
    await thief.says(f"/start {token}")
    assert "已过期或已使用" in thief.text
    assert await count(scene, "person") == 1


async def test_a_passage_ends_after_ten_minutes(scene: Scene) -> None:
    lin = await scene.joins(await scene.organisation("甲协会"))
    token = (await _link(lin)).rpartition("/")[2]
    async with scene.database.reading() as connection:
        assert await passages.is_open(connection, scene.cipher, token, scene.now)
    scene.now += timedelta(minutes=10)
    browser = scene.chat(channel="web")
    await browser.says(f"/start {token}")
    assert "已过期或已使用" in browser.text


async def test_a_person_switches_between_their_organisations_and_to_no_other(scene: Scene) -> None:
    first, second = await scene.organisation("甲协会"), await scene.organisation("乙协会")
    foreign = await scene.organisation("丙协会")
    lin = await scene.joins(first)
    await lin.says(f"/start {await scene.invitation(second, 'admin')}")
    await lin.presses("加入")
    assert "invite" in dict(lin.menu)
    await lin.says("/settings")
    await lin.presses("甲协会")
    assert "invite" not in dict(lin.menu)
    await lin.presses_data(f"a|organisation|{foreign}")
    assert "您不在该组织中" in lin.text


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [("member", "assess", "invite"), ("facilitator", "assess", "invite"), ("admin", "invite", "org")],
)
async def test_help_and_menu_list_what_the_role_may_do(scene: Scene, role: str, may: str, may_not: str) -> None:
    lin = await scene.joins(await scene.organisation("甲协会"), role)
    await lin.says("/help")
    assert f"/{may}：" in lin.text
    assert f"/{may_not}：" not in lin.text
    assert may in dict(lin.menu)
    assert may_not not in dict(lin.menu)


async def test_the_data_file_holds_name_membership_consent_and_drafts(scene: Scene) -> None:
    lin = await scene.joins(await scene.organisation("甲协会"), name="林晓")
    await lin.says("/mydata")
    document = lin.card.document
    assert document is not None
    assert document.media_type == "application/json"
    async with scene.working() as work:
        owner = metadata.tables["file"].c.owner
        assert (await work.transaction.execute(select(owner))).scalars().all() == ["person:1"]


async def test_erasing_oneself_asks_first_and_then_leaves_nothing(scene: Scene) -> None:
    lin = await scene.joins(await scene.organisation("甲协会"))
    await lin.says("/mydata")
    await lin.says("/privacy")
    await lin.presses("删除我的全部信息")
    assert await count(scene, "person") == 1
    await lin.presses("确定，全部删除")
    assert "已删除" in lin.text
    for table in ("person", "membership", "consent", "conversation", "file"):
        assert await count(scene, table) == 0, table
    await lin.says("/assess")
    assert "供组织成员使用" in lin.text


async def test_cancel_without_anything_under_way_says_so(scene: Scene) -> None:
    lin = await scene.joins(await scene.organisation("甲协会"))
    await lin.says("/cancel")
    assert "目前没有进行中的内容" in lin.text


async def test_cancel_asks_what_becomes_of_the_answers(scene: Scene) -> None:
    operator = scene.chat()
    await operator.says(f"/start {await scene.invitation(None, 'operator')}")
    await operator.chooses("agree")
    await operator.says("运维")
    await operator.says("/org 海滨社工服务中心")
    await operator.chooses("growth")
    await operator.says("/cancel")
    await operator.says("保留")
    assert await count(scene, "conversation") == 1
    await operator.says("/org 海滨社工服务中心")
    assert "协商" in operator.text
    await operator.says("/cancel")
    await operator.says("放弃")
    assert await count(scene, "conversation") == 0
