"""The notice goes out once, to everybody who can be written to; what follows from it stands on record."""

import asyncio
from datetime import timedelta

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.notice.content import MOST_ITEMS
from dialogs.meeting.notice.forwarding import LONGEST
from dialogs.meeting.procedure import procedure_of
from dialogs.meeting.terms import Role, Stage
from tests.dialogs.meeting.notice.scenes import BEGINS, Called, called


async def test_it_reaches_each_in_their_own_language_with_the_date_for_their_calendar(
    database: Database, cipher: Cipher
) -> None:
    place = await called(database, cipher, "zh-hans")
    await place.sends_notice()
    date, letter = await place.li.receive()
    assert place.li.as_text(letter).startswith("# 协商通知\n深圳市共享出行协会邀请您参加以下协商。")
    await place.wang.receive()
    assert "# Notice of consultation" in place.wang.text
    assert "• Basis in the charter: 章程第十二条" in place.wang.text
    assert "书面委托" not in place.wang.text

    calendar = (await place.file(date)).decode()
    assert "DTSTART;TZID=Asia/Shanghai:20260420T140000" in calendar
    assert f"UID:consultation-{place.reference.id}@consult.example.org" in calendar
    assert "SUMMARY:协商 2026-社-001" in calendar.replace("\r\n ", "")


async def test_the_day_of_the_notice_and_its_stage_are_on_record_by_themselves(
    database: Database, cipher: Cipher
) -> None:
    place = await called(database, cipher)
    await place.sends_notice()
    record = await place.record()

    assert record.notice_sent_at == place.scene.now
    assert record.materials_sent_at is None
    assert [one.stage for one in record.stages if one.reached_at] == [Stage.CONVENING]
    assert "sent on March 16, 2026, in time" in place.facilitator.text
    place.scene.later(days=36)
    async with place.scene.working() as work:
        await correct_consultation(work, place.reference, by=None, held_at=BEGINS)
    assert procedure_of(await place.record(), place.facilitator.scene.house.installation.timezone).notice is True


async def test_a_notice_given_elsewhere_before_keeps_its_day(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    earlier = place.scene.now - timedelta(days=3)
    async with place.scene.working() as work:
        await correct_consultation(work, place.reference, by=None, notice_sent_at=earlier)
    await place.sends_notice()

    assert (await place.record()).notice_sent_at == earlier


async def test_pressed_twice_it_goes_out_once_and_says_when_and_to_how_many(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.facilitator.presses_data(place.notice)
    await place.facilitator.presses("Send the notice")
    (send,) = (str(one.press) for one in place.facilitator.buttons if one.press and "|send|" in one.press)
    await place.facilitator.presses_data(send)
    before = await place.waiting()
    await place.facilitator.presses_data(send)

    assert "! The notice went out on March 16, 2026, 09:30" in place.facilitator.text
    assert "to 3 people; nobody was sent it twice." in place.facilitator.text
    assert await place.waiting() == before == ["notice-1"] * 4


async def test_of_two_facilitators_who_press_at_once_one_sends_it(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    other = await place.scene.joins(place.organisation, "facilitator", "何启明", language="en")
    presses = []
    for talk in (place.facilitator, other):
        await talk.presses_data(place.deed("preview", "notice", "all"))
        presses.append(next(str(one.press) for one in talk.buttons if one.press and "|send|" in one.press))
    await asyncio.gather(place.facilitator.presses_data(presses[0]), other.presses_data(presses[1]))

    assert len(await place.waiting()) == 4
    assert sorted("nobody was sent it twice" in talk.text for talk in (place.facilitator, other)) == [False, True]


async def test_what_has_changed_since_it_was_shown_is_shown_again_before_it_is_sent(
    database: Database, cipher: Cipher
) -> None:
    place = await called(database, cipher)
    await place.facilitator.presses_data(place.deed("preview", "notice", "all"))
    async with place.scene.working() as work:
        await correct_consultation(work, place.reference, by=None, venue="线上会议")
    await place.sends_what_is_shown()

    assert place.facilitator.text.startswith("! The record has changed meanwhile, so nothing was sent.")
    assert "• Venue: 线上会议" in place.facilitator.text
    assert await place.waiting() == []
    await place.sends_what_is_shown()
    assert len(await place.waiting()) == 4


async def test_one_in_which_we_only_take_part_is_told_to_those_who_go(quick: Called) -> None:
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, role=Role.PARTICIPATED)
    await quick.sends_notice()
    await quick.wang.receive()

    assert "takes part in this consultation, and you are among those who go." in quick.wang.text


async def test_a_long_agenda_fits_one_message_to_be_forwarded(quick: Called) -> None:
    async with quick.scene.working() as work:
        titles = [NewItem(title="关于停放区划定与收费标准的说明，" * 12) for _number in range(58)]
        await add_items(work, quick.reference, titles, by=None)
    await quick.sends_notice()
    await quick.facilitator.presses_data(quick.deed("forward", "notice"))

    assert len(quick.facilitator.text) <= LONGEST
    assert f"{MOST_ITEMS}." in quick.facilitator.text
    assert "and 40 more items" in quick.facilitator.text
    assert "Please let us know whether you come" in quick.facilitator.text
