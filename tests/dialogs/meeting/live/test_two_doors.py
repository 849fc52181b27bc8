"""A guest who comes by two doors is one: asked, confirmed by the other door or a facilitator, never just claimed."""

import pytest
from sqlalchemy import select

from dialogs.engine.text import as_json
from dialogs.meeting import records
from dialogs.meeting.forgetting import forget_participant, own_participations
from dialogs.meeting.live.seats import CONSENT_VERSION
from tests.dialogs.meeting.live.sitting import Sitting, comes_by_web, present, sit_at_the_first_item
from tests.dialogs.talking import Scene


@pytest.fixture
async def sitting(scene: Scene) -> Sitting:
    return await sit_at_the_first_item(scene)


async def test_who_comes_by_the_other_door_is_asked_and_confirmed_from_the_first(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    page = await comes_by_web(sitting, "王 芳")
    assert "王 芳（公众）已经从另一个入口进入会议" in page.text
    await page.presses("是我")
    assert await present(sitting) == ["王芳"]
    assert "签到" in page.labels
    await wang.receive()
    assert "有人从另一个入口进来" in wang.text
    await wang.presses("是我")
    await page.receive()

    assert "按同一位计" in page.as_text(*page.news)
    assert await present(sitting) == ["王芳"]
    await sitting.sees()
    await page.receive()
    await page.presses("举手")
    assert "• 王芳（公众）" in await sitting.sees()
    await page.says("/say 支持 先试一年")
    (participant,) = (await sitting.record()).participants
    (opinion,) = (await sitting.record()).agenda[0].opinions
    assert opinion.participant == participant.id


async def test_both_doors_give_one_voice(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    page = await comes_by_web(sitting, "王芳")
    await page.presses("是我")
    await wang.receive()
    await wang.presses("是我")
    await sitting.hall.says(sitting.chair, "/poll 行吗")
    await sitting.sees()
    for talk in (wang, page):
        await talk.receive()
    await wang.presses("赞成")
    await sitting.sees()
    await page.receive()
    assert any(button.chosen and button.label == "赞成" for button in page.buttons), "the same position on both boards"
    await page.presses("坚决反对")

    assert "• 坚决反对 1（公众 1）" in await sitting.sees()


async def test_a_claim_alone_gives_a_stranger_nothing(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await sitting.hall.says(sitting.chair, "/poll 行吗")
    stranger = await comes_by_web(sitting, "王芳")
    await stranger.presses("是我")
    (poll,) = (await sitting.record()).agenda[0].polls
    await stranger.presses_data(f"a|meeting-part|{sitting.number}|vote|{poll.id}|1")
    await stranger.says("/say 反对 冒名的话")
    await stranger.presses_data(f"a|meeting-part|{sitting.number}|hand")
    await stranger.presses_data(f"a|meeting-part|{sitting.number}|same|1|yes")
    await sitting.chair.receive()
    assert "有人再次进入会议，自称是王芳（公众）" in sitting.chair.text, "the facilitator sees it"

    record = await sitting.record()
    assert record.agenda[0].opinions == ()
    assert record.agenda[0].polls[0].tally == {}
    assert [one.name for one in record.participants] == ["王芳"]
    await wang.receive()
    await wang.presses("不是我")
    await stranger.receive()
    assert "没有核对为同一人" in stranger.text
    for number in ("1", "9" * 30):
        await stranger.presses_data(f"a|meeting-part|{sitting.number}|same|{number}|yes")
        assert "已经处理过" in stranger.text
    await stranger.says("/say 反对 还是冒名的话")
    await wang.presses_data(f"a|meeting-part|{sitting.number}|vote|{'9' * 30}|5")
    assert (await sitting.record()).agenda[0].opinions == ()


async def test_who_was_claimed_wrongly_is_not_offered_again(sitting: Sitting) -> None:
    wang = await sitting.guest("王芳")
    await (await comes_by_web(sitting, "王芳")).presses("是我")
    await wang.receive()
    await wang.presses("不是我")
    another = await comes_by_web(sitting, "王芳")

    assert "举手" in another.labels
    assert await present(sitting) == ["王芳", "王芳"]


async def test_a_namesake_sits_on_their_own(sitting: Sitting) -> None:
    await sitting.guest("王芳")
    other = await comes_by_web(sitting, "王芳")
    await other.presses("不是，只是同名")

    assert await present(sitting) == ["王芳", "王芳"]
    assert (await comes_by_web(sitting, "王芳", "enterprise")).labels[0] == "举手", "another kind is another person"


async def test_who_waits_can_sit_on_their_own_after_all(sitting: Sitting) -> None:
    await sitting.guest("王芳")
    page = await comes_by_web(sitting, "王芳")
    await page.presses("是我")
    await page.presses("签到")
    assert "还没有核对" in page.text
    await page.presses("单独签到")
    for answer in ("agree", "public"):
        await page.chooses(answer)
    await page.says("王芳（西区）")
    await page.chooses("skip|")

    assert await present(sitting) == ["王芳", "王芳（西区）"]
    assert "同一人" not in page.text


async def test_a_facilitator_confirms_where_the_first_door_is_closed(sitting: Sitting) -> None:
    await sitting.guest("王芳")
    page = await comes_by_web(sitting, "王芳")
    await page.presses("是我")
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|twins")
    await sitting.chair.presses("王芳：同一人")
    assert "按一位计" in sitting.chair.text
    await page.receive()
    await sitting.sees()
    await page.receive()
    await page.presses("举手")

    assert "• 王芳（公众）" in await sitting.sees()
    async with sitting.scene.working() as work:
        claim = (await work.transaction.execute(select(records.claim))).one()
    assert (claim.confirmed, claim.by_id is not None) == (True, True), "who confirmed it is on record"


async def test_only_those_who_led_are_told_of_a_claim(sitting: Sitting) -> None:
    zhou = await sitting.scene.joins(sitting.organisation, "facilitator", "周协办")
    await sitting.guest("王芳")
    await (await comes_by_web(sitting, "王芳")).presses("是我")
    await sitting.chair.receive()
    await zhou.receive()

    assert "自称是王芳" in sitting.chair.text
    assert "自称是王芳" not in zhou.text


async def test_a_member_who_sat_as_a_guest_first_is_the_same_one(sitting: Sitting) -> None:
    page = await comes_by_web(sitting, "林小雨", "organisation")
    lin = await sitting.scene.joins(sitting.organisation, "member", "林小雨")
    await lin.says(f"/start {await sitting.token()}")
    await lin.presses("是我")
    await page.receive()
    await page.presses("是我")

    (participant,) = (await sitting.record()).participants
    assert participant.person is not None


async def test_somebody_who_erases_themselves_leaves_neither_consent_nor_claims(sitting: Sitting) -> None:
    page = await comes_by_web(sitting, "林小雨", "organisation")
    lin = await sitting.scene.joins(sitting.organisation, "member", "林小雨")
    await lin.says(f"/start {await sitting.token()}")
    await lin.presses("是我")
    await page.receive()
    await page.presses("是我")
    table, claim = records.participant, records.claim
    async with sitting.scene.working() as work:
        person = await work.transaction.scalar(select(table.c.person_id))
        assert person is not None
        assert f'"version":{CONSENT_VERSION}' in as_json(await own_participations(work, person))
        await forget_participant(work, person)
        left = (await work.transaction.execute(select(table.c.consent_version, table.c.consented_at))).one()
        assert tuple(left) == (None, None)
        assert (await work.transaction.execute(select(claim))).all() == []


@pytest.mark.parametrize("channel", ["telegram", "web"])
async def test_the_consent_of_a_guest_is_kept_with_them(sitting: Sitting, channel: str) -> None:
    if channel == "web":
        await comes_by_web(sitting, "王芳")
    else:
        await sitting.guest("王芳")
    member = await sitting.scene.joins(sitting.organisation, "member", "林小雨")
    await sitting.hall.presses(member, "签到")
    async with sitting.scene.working() as work:
        table = records.participant
        query = select(table.c.person_id, table.c.consent_version, table.c.consented_at).order_by(table.c.id)
        guest, lin = (await work.transaction.execute(query)).all()

    assert (guest.consent_version, guest.consented_at) == (CONSENT_VERSION, sitting.scene.now)
    assert (lin.consent_version, lin.consented_at) == (None, None), "theirs is their organisation's"
