"""Joining by invitation: the consent comes first, and nothing personal is kept before it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from dialogs.engine.records import metadata
from dialogs.people import invitations, records
from dialogs.people.consenting import CONSENT_VERSION
from tests.dialogs.people.rows import count
from tests.dialogs.talking import Scene


async def test_a_stranger_hears_how_to_get_in(scene: Scene) -> None:
    stranger = scene.chat()
    await stranger.says("/start")
    assert "邀请链接" in stranger.text
    assert [name for name, _description in stranger.menu] == ["standard", "settings", "privacy", "help", "cancel"]


async def test_nothing_personal_is_kept_before_the_consent(scene: Scene) -> None:
    organisation = await scene.organisation("南山社工协会")
    guest = scene.chat()
    await guest.says(f"/start {await scene.invitation(organisation, 'member')}")
    assert "南山社工协会" in guest.text
    assert "境外服务器" in guest.text
    assert await count(scene, "person") == 0


async def test_joining_ends_with_three_lines_assess_first(scene: Scene) -> None:
    organisation = await scene.organisation("南山社工协会")
    lin = await scene.joins(organisation)
    lines = [line for line in lin.text.splitlines() if "/" in line]
    assert len(lines) == 3
    assert "/assess" in lines[0]
    assert "/meetings" in lines[1]
    assert "/meeting：" not in lin.text
    assert lin.labels == ("开始测评",)
    assert "assess" in [name for name, _description in lin.menu]


@pytest.mark.parametrize("role", ["facilitator", "admin"])
async def test_those_who_lead_consultations_are_led_to_them_at_once(scene: Scene, role: str) -> None:
    organisation = await scene.organisation("南山社工协会")
    zhou = await scene.joins(organisation, role)
    assert [line.partition("：")[0] for line in zhou.text.splitlines() if "/" in line] == [
        *("• /assess", "• /meeting", "• /help"),
    ]
    assert zhou.labels == ("开始测评", "筹备或记录一次协商")
    await zhou.presses("筹备或记录一次协商")
    assert "这是哪一类协商？" in zhou.text


async def test_the_consent_speaks_of_consultations_too(scene: Scene) -> None:
    organisation = await scene.organisation("南山社工协会")
    guest = scene.chat()
    await guest.says(f"/start {await scene.invitation(organisation, 'member')}")
    assert "出席情况、署名意见、表决态度" in guest.text
    assert f"第 {CONSENT_VERSION} 版" in guest.text


async def test_whoever_agreed_to_a_former_consent_is_asked_for_the_new_one(scene: Scene) -> None:
    first, second = await scene.organisation("甲协会"), await scene.organisation("乙协会")
    lin = await scene.joins(first)
    async with scene.working() as work:
        await work.transaction.execute(update(records.consent).values(version=CONSENT_VERSION - 1))
    await lin.says(f"/start {await scene.invitation(second, 'member')}")
    assert lin.labels[0] == "同意并加入"


async def test_declining_keeps_nothing_and_uses_nothing_up(scene: Scene) -> None:
    organisation = await scene.organisation("南山社工协会")
    token = await scene.invitation(organisation, "admin")
    guest = scene.chat()
    await guest.says(f"/start {token}")
    await guest.presses("暂不加入")
    assert "没有保存" in guest.text
    assert await count(scene, "person") == 0
    async with scene.database.reading() as connection:
        uses = (await connection.execute(select(records.invitation.c.uses_left))).scalar_one()
    assert uses == invitations.USES["admin"]


async def test_a_person_known_already_only_confirms_another_organisation(scene: Scene) -> None:
    first, second = await scene.organisation("甲协会"), await scene.organisation("乙协会")
    lin = await scene.joins(first)
    await lin.says(f"/start {await scene.invitation(second, 'facilitator')}")
    assert lin.labels[0] == "加入"
    await lin.presses("加入")
    assert "欢迎加入乙协会" in lin.text
    assert await count(scene, "person") == 1
    assert await count(scene, "consent") == 1


async def test_a_stronger_role_is_added_and_a_weaker_one_changes_nothing(scene: Scene) -> None:
    organisation = await scene.organisation("甲协会")
    lin = await scene.joins(organisation, "admin")
    await lin.says(f"/start {await scene.invitation(organisation, 'member')}")
    assert "欢迎加入" in lin.text
    async with scene.database.reading() as connection:
        assert (await connection.execute(select(records.membership.c.role))).scalars().all() == ["admin"]


async def test_people_with_another_language_are_asked_for_it_first(scene: Scene) -> None:
    organisation = await scene.organisation("甲协会")
    guest = scene.chat(language="en-GB")
    await guest.says(f"/start {await scene.invitation(organisation, 'member')}")
    assert guest.labels[:2] == ("中文", "English")
    await guest.presses("中文")
    await guest.chooses("agree")
    await guest.says("Lin")
    assert "欢迎加入" in guest.text


@pytest.mark.parametrize(
    ("fate", "sentence"),
    [
        ("expired", "该邀请已过期，请向管理员索取新的邀请。"),
        ("used", "该邀请的使用次数已满，请向管理员索取新的邀请。"),
        ("revoked", "该邀请已被撤回，请向管理员索取新的邀请。"),
        ("unknown", "没有找到这个邀请。请核对链接，或向管理员索取新的邀请。"),
    ],
)
async def test_an_invitation_that_cannot_be_used_says_why(scene: Scene, fate: str, sentence: str) -> None:
    organisation = await scene.organisation("甲协会")
    token = await scene.invitation(organisation, "admin")
    if fate == "expired":
        scene.now += invitations.LIFETIME
    if fate == "used":
        for _person in range(invitations.USES["admin"]):
            async with scene.working() as work:
                assert await invitations.use(work, 1)
    if fate == "revoked":
        async with scene.working() as work:
            assert await invitations.revoke(work, organisation, 1)
    if fate == "unknown":
        token = "x" * 32
    guest = scene.chat()
    await guest.says(f"/start {token}")
    assert sentence in guest.text


async def test_an_invitation_that_ends_while_the_consent_is_read_says_so(scene: Scene) -> None:
    organisation = await scene.organisation("甲协会")
    guest = scene.chat()
    await guest.says(f"/start {await scene.invitation(organisation, 'member')}")
    scene.later(days=31)
    await guest.chooses("agree")
    await guest.says("林")
    assert "刚刚失效" in guest.text
    assert await count(scene, "person") == 0


@pytest.mark.parametrize("words", ["好", "同意", "Yes", "1", "同意并加入"])
async def test_the_consent_can_be_given_in_ones_own_words(scene: Scene, words: str) -> None:
    organisation = await scene.organisation("甲协会")
    guest = scene.chat()
    await guest.says(f"/start {await scene.invitation(organisation, 'member')}")
    await guest.says(words)
    assert "怎么称呼您" in guest.text


async def test_only_a_fingerprint_of_the_token_is_kept(scene: Scene) -> None:
    organisation = await scene.organisation("甲协会")
    token = await scene.invitation(organisation, "member")
    async with scene.database.reading() as connection:
        row = (await connection.execute(select(records.invitation))).one()
    assert token not in repr(row)
    assert row.token_fingerprint == scene.cipher.fingerprint(f"invitation:{token}")


async def test_an_operators_invitation_makes_an_operator(scene: Scene) -> None:
    guest = scene.chat()
    await guest.says(f"/start {await scene.invitation(None, 'operator')}")
    await guest.chooses("agree")
    await guest.says("运维")
    assert "/org" in guest.text
    await guest.says("/org")
    assert "还没有组织" in guest.text


async def test_a_name_longer_than_forty_characters_is_asked_for_again(scene: Scene) -> None:
    organisation = await scene.organisation("甲协会")
    guest = scene.chat()
    await guest.says(f"/start {await scene.invitation(organisation, 'member')}")
    await guest.chooses("agree")
    await guest.says("长" * 41)
    assert "40" in guest.text
    assert await count(scene, "person") == 0


async def test_a_chat_whose_person_never_joins_is_forgotten(scene: Scene) -> None:
    await scene.chat().says("/start")
    async with scene.working() as work:
        await work.later("clearing", "daily", scene.now + timedelta(days=8))
    scene.later(days=8)
    assert await count(scene, "chat") == 1
    async with scene.database.writing() as connection:
        await connection.execute(metadata.tables["outbox"].delete())
    assert await scene.turns.do_due_work()
    assert await count(scene, "chat") == 0
