"""The link behind the QR code on minutes: it opens the record of those who may see it, and tells others nothing."""

import pytest

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.engine.house import Installation
from dialogs.meeting.record_link import record_link, token_of
from tests.dialogs.meeting.minutes.scenes import held
from tests.dialogs.talking import MORNING

HIDDEN = "That consultation is not one that you can see. /meetings shows those that are."


async def test_it_opens_the_record_of_those_who_may_see_it(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    link = f"/start {token_of(place.reference.id)}"
    for somebody in (place.facilitator, place.member):
        await somebody.says(link)
        assert place.reference.number in somebody.text
        assert "3栋楼道堆物的清理" in somebody.text


async def test_it_opens_in_the_organisation_that_the_record_belongs_to(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    other = await place.scene.organisation("深圳市罗湖环保协会")
    await place.member.says(f"/start {await place.scene.invitation(other, 'facilitator')}")
    await place.member.presses("Join")
    await place.member.says("/meetings")
    assert "3栋楼道堆物的清理" not in place.member.text

    await place.member.says(f"/start {token_of(place.reference.id)}")

    assert "3栋楼道堆物的清理" in place.member.text


async def test_others_do_not_learn_whether_it_is_there(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    elsewhere = await place.scene.organisation("深圳市罗湖环保协会")
    without_part = await place.scene.joins(place.reference.organisation, "member", "周敏", language="en")
    of_another = await place.scene.joins(elsewhere, "facilitator", "吴刚", language="en")
    for somebody in (without_part, of_another):
        for number in (place.reference.id, 987_654_321):
            await somebody.says(f"/start {token_of(number)}")
            assert somebody.text == f"! {HIDDEN}"


async def test_a_stranger_is_told_how_to_get_in(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    stranger = place.scene.chat(language="en")
    for number in (place.reference.id, 987_654_321):
        await stranger.says(f"/start {token_of(number)}")
        assert "once they have joined by an invitation" in stranger.text


@pytest.mark.parametrize("token", ["c-", "c-0", "c-007", "c-1 2", "c-１", "c-9999999999999999999"])
async def test_what_only_looks_like_it_is_no_such_link(database: Database, cipher: Cipher, token: str) -> None:
    place = await held(database, cipher)
    await place.facilitator.says(f"/start {token}")
    assert "I do not know this invitation" in place.facilitator.text


def test_the_address_is_the_web_page_or_telegram_where_there_is_no_web() -> None:
    zone = MORNING.tzinfo
    assert zone is not None
    both = Installation(timezone=zone, bot_username="consult_bot", public_url="https://consult.example.org/")
    telegram = Installation(timezone=zone, bot_username="consult_bot")
    assert record_link(both, 14) == "https://consult.example.org/c/14"
    assert record_link(telegram, 14) == "https://t.me/consult_bot?start=c-14"
    assert record_link(Installation(timezone=zone), 14) == ""
