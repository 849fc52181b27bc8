"""Whom the notice reaches: once each, page by page, and who is left to be told by hand."""

import asyncio
from datetime import timedelta

from sqlalchemy import insert, select

from bot.database.access import Database
from dialogs.engine import records as engine
from dialogs.engine.chats import fingerprint
from dialogs.engine.cipher import Cipher
from dialogs.meeting.participants import NewParticipant, correct_participant
from dialogs.meeting.terms import Attendance, StakeholderKind
from dialogs.people import membership
from tests.dialogs.meeting.notice.scenes import Called, called


async def test_somebody_of_two_kinds_is_written_to_and_counted_once(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.sends_notice()

    assert len(await place.li.receive()) == 2
    assert "Social organisations 0/2" in place.facilitator.text


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
