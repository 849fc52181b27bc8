"""The notice goes out once, to everybody who can be written to; what follows from it stands on record."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.database.access import Database
from dialogs.engine import records as engine
from dialogs.engine.chats import fingerprint
from dialogs.engine.cipher import Cipher
from dialogs.meeting import history, records
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.notice.content import MOST_ITEMS
from dialogs.meeting.notice.forwarding import LONGEST
from dialogs.meeting.participants import NewParticipant, correct_participant
from dialogs.meeting.procedure import procedure_of
from dialogs.meeting.terms import Attendance, Dispatch, Role, Stage, StakeholderKind
from dialogs.people import membership
from tests.dialogs.meeting.notice.scenes import BEGINS, Called, called

NOT_YOURS = "! That consultation is not one that you can see. /meetings shows those that are."


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

    assert "! The notice went out at Mar 16, 2026" in place.facilitator.text
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


async def test_somebody_of_two_kinds_is_written_to_and_counted_once(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.sends_notice()

    assert len(await place.li.receive()) == 2
    assert "Social organisations 0/2" in place.facilitator.text


async def test_without_a_date_it_is_said_what_is_missing_and_where_to_enter_it(
    database: Database, cipher: Cipher
) -> None:
    place = await called(database, cipher)
    async with place.scene.working() as work:
        await correct_consultation(work, place.reference, by=None, starts_at=None, ends_at=None)
    await place.facilitator.presses_data(place.deed("preview", "notice", "all"))

    assert "! It has no date yet: without one nobody can be invited." in place.facilitator.text
    await place.facilitator.presses("Enter the date")
    assert "# When does it take place, or when did it?" in place.facilitator.text


async def test_a_day_that_is_over_is_said_so(quick: Called) -> None:
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, starts_at=BEGINS - timedelta(days=40))
    await quick.facilitator.presses_data(quick.deed("preview", "notice", "all"))
    assert "! Its day is over." in quick.facilitator.text


async def test_a_list_without_people_is_said_so(sqlite_database: Database, cipher: Cipher) -> None:
    empty = await called(sqlite_database, cipher, invited=False)
    await empty.facilitator.presses_data(empty.deed("preview", "notice", "all"))
    assert "! Nobody is on the list of participants yet." in empty.facilitator.text
    await empty.facilitator.presses("Add people")
    assert "Who takes part?" in empty.facilitator.text


async def test_what_a_notice_lacks_is_named_and_does_not_hinder_it(quick: Called) -> None:
    agenda = (await quick.record()).agenda
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, venue=None, day_only=True)
        for item in agenda:
            await history.remove(work, quick.reference, records.agenda_item, item.id, by=None)
    await quick.facilitator.presses_data(quick.deed("preview", "notice", "all"))

    assert "Still missing, if you know it: the hour, the venue, the agenda, somebody to ask" in quick.facilitator.text
    assert "• Venue: not fixed yet" in quick.facilitator.text
    assert "Send it to 3 people" in quick.facilitator.labels


async def test_who_blocked_the_bot_is_to_be_told_by_hand_before_and_after(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.blocks(place.wang)
    await place.facilitator.presses_data(place.deed("preview", "notice", "all"))
    assert "To be told by you, 2 people:" in place.facilitator.text
    assert "• Social organisations: 王建国" in place.facilitator.text
    await place.sends_what_is_shown()
    await place.li.receive()
    await place.blocks(place.li)

    assert [one.name for one, _of_what in (await place.standing()).to_tell] == ["李秀兰", "王建国", "张科长"]
    await place.facilitator.presses_data(place.notice)
    await place.facilitator.presses("To be told by me (3)")
    await place.facilitator.presses("All are told")
    assert "Nobody." in place.facilitator.text
    assert (await place.standing()).to_tell == ()


async def test_who_had_answered_before_they_blocked_the_bot_has_read_it(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.sends_notice()
    await place.li.receive()
    await place.li.presses("I will come")
    await place.blocks(place.li)

    assert [one.name for one, _of_what in (await place.standing()).to_tell] == ["张科长"]


async def test_who_erases_themselves_while_it_is_sent_is_neither_written_to_nor_named(
    database: Database, cipher: Cipher
) -> None:
    place = await called(database, cipher)
    await place.facilitator.presses_data(place.deed("preview", "notice", "all"))
    (send,) = (str(one.press) for one in place.facilitator.buttons if one.press and "|send|" in one.press)
    await asyncio.gather(place.facilitator.presses_data(send), place.li.presses_data("a|erase-me|yes"))
    if "nothing was sent" in place.facilitator.text:
        await place.sends_what_is_shown()

    assert "erased" in place.li.text
    assert all("协商" not in place.li.as_text(card) for card in await place.li.receive())
    assert [one.name for one in (await place.standing()).recipients] == ["王建国", "张科长"]
    assert len(await place.waiting()) == 2


async def test_letters_on_their_way_go_with_the_person(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.sends_notice()
    await place.li.presses_data("a|erase-me|yes")

    assert len(await place.waiting()) == 2
    assert [one.name for one, _of_what in (await place.standing()).to_tell] == ["张科长"]


async def test_two_hundred_are_written_to_in_one_batch_whose_progress_is_seen(
    database: Database, cipher: Cipher
) -> None:
    place = await called(database, cipher, invited=False)
    await place.adds(*await two_hundred(place))
    await place.sends_notice()
    assert "! On its way to 200 people." in place.facilitator.text
    assert "- 400 messages are on their way." in place.facilitator.text

    async with place.scene.database.writing() as transaction:
        some = select(engine.outbox.c.id).order_by(engine.outbox.c.id).limit(150)
        await transaction.execute(engine.outbox.delete().where(engine.outbox.c.id.in_(some)))
    await place.facilitator.presses("How far is it?")
    assert "- 250 messages are on their way." in place.facilitator.text
    async with place.scene.database.writing() as transaction:
        await transaction.execute(engine.outbox.delete())
    await place.facilitator.presses("How far is it?")
    assert "on their way" not in place.facilitator.text


async def test_those_invited_are_listed_a_page_at_a_time(quick: Called) -> None:
    await quick.adds(*(NewParticipant(name=f"居民{number:02}", kind=StakeholderKind.PUBLIC) for number in range(15)))
    await quick.sends_notice()
    await quick.facilitator.presses("To be told by me (16)")
    await quick.facilitator.presses("Next page")
    assert "居民07" in quick.facilitator.text
    await quick.facilitator.presses("Previous page")
    await quick.facilitator.presses("居民03")
    await quick.facilitator.presses("Told")

    assert [one.name for one, _of_what in (await quick.standing()).to_tell][:4] == [
        "张科长",
        "居民00",
        "居民01",
        "居民02",
    ]
    assert "居民03" not in quick.facilitator.text
    await quick.facilitator.presses_data(f"v|notice-invitee|{quick.reference.id}|99")
    assert quick.facilitator.text.startswith("! That is no longer part of this consultation.")


async def two_hundred(place: Called) -> list[NewParticipant]:
    """Let two hundred people have a chat each."""
    invited = []
    async with place.scene.working() as work:
        for number in range(200):
            person = await membership.write_person(work, f"委员{number:03}", "zh_CN")
            address = str(500_000 + number)
            await work.transaction.execute(
                insert(engine.chat).values(
                    channel="telegram",
                    fingerprint=fingerprint(work.cipher, "telegram", address),
                    sealed_address=work.cipher.seal(address.encode()),
                    person_id=person,
                    created_at=work.now,
                )
            )
            invited.append(NewParticipant(name=f"委员{number:03}", kind=StakeholderKind.PUBLIC, person=person))
    return invited


async def test_who_is_added_later_is_offered_the_notice_alone(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.sends_notice()
    await place.facilitator.receive()
    await place.li.receive()
    new = await place.scene.joins(place.organisation, "member", "陈建华", language="en")
    kind = StakeholderKind.SOCIAL_ORGANISATION
    await place.adds(NewParticipant(name="陈建华", kind=kind, person=await place.person("陈建华")))
    place.scene.later(days=1)

    await place.facilitator.presses_data(f"v|consultation|{place.reference.id}")
    assert "- 1 person was added since and has not had the notice." in place.facilitator.text
    await place.facilitator.presses("Send the notice to the 1 person added")
    await place.sends_what_is_shown()
    assert len(await new.receive()) == 2
    assert await place.li.receive() == ()
    assert (await place.record()).notice_sent_at == place.scene.now - timedelta(days=1)


async def test_who_is_noted_as_absent_is_not_told(quick: Called) -> None:
    wang = await quick.participant("王建国")
    async with quick.scene.working() as work:
        await correct_participant(work, quick.reference, wang.id, by=None, attendance=Attendance.ABSENT)
    await quick.sends_notice()

    assert await quick.wang.receive() == ()


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


@pytest.mark.parametrize("what", ["preview|nonsense|all", "send|nonsense|all|x", "forward|nonsense", "fly"])
async def test_a_deed_that_there_is_not_is_said_so(quick: Called, what: str) -> None:
    await quick.facilitator.presses_data(quick.deed(*what.split("|")))

    assert quick.facilitator.text == "! That button no longer works. /help shows what you can do."


@pytest.mark.parametrize("what", list(Dispatch))
async def test_after_it_was_held_nothing_is_sent(quick: Called, what: Dispatch) -> None:
    await quick.sends_notice()
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, held_at=BEGINS)
    await quick.facilitator.presses_data(quick.deed("preview", what.value, "all"))

    assert "! This consultation has been held, so nothing is sent any more." in quick.facilitator.text


async def test_another_organisations_facilitator_sees_and_sends_nothing(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    number = place.reference.id
    for press in (
        *(place.notice, f"v|notice-invited|{number}|all", f"v|notice-invitee|{number}|1", f"v|materials|{number}"),
        *(place.deed("preview", "notice", "all"), place.deed("call-off"), place.deed("told", "1")),
        *(f"a|notice-reply|{number}|attending|1", f"a|material-former|{number}|1|1"),
    ):
        await place.outsider.presses_data(press)
        assert place.outsider.text == NOT_YOURS
    async with place.scene.working() as work:
        sent = await work.transaction.scalar(select(func.count()).select_from(records.dispatch))
    assert sent == 0
