"""A consultation called off: for a reason, told to whoever had the notice; and held after all."""

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.terms import Dispatch, Reply
from tests.dialogs.meeting.notice.scenes import BEGINS, Called, called


async def calls_off(place: Called, reason: str = "会场停电") -> None:
    """Let the facilitator call it off."""
    await place.facilitator.presses_data(place.notice)
    await place.facilitator.presses("Call it off")
    await place.facilitator.says(reason)
    await place.facilitator.presses("Call it off")


async def test_whoever_had_the_notice_is_told_and_it_goes_out_of_their_calendar(
    database: Database, cipher: Cipher
) -> None:
    place = await called(database, cipher)
    await place.sends_notice()
    await place.li.receive()
    await calls_off(place)
    assert "3 people do not know yet that it is called off." in place.facilitator.text
    await place.facilitator.presses("Tell them that it is called off")
    await place.sends_what_is_shown()
    date, letter = await place.li.receive()

    assert "• Reason: 会场停电" in place.li.as_text(letter)
    assert "STATUS:CANCELLED" in (await place.file(date)).decode()
    assert "BEGIN:VALARM" not in (await place.file(date)).decode()
    await place.facilitator.presses_data(place.deed("preview", "call-off", "all"))
    assert "! Whoever had the notice knows that it is called off; nobody was written to twice." in (
        place.facilitator.text
    )


async def test_one_that_nobody_knew_of_is_called_off_without_a_letter(quick: Called) -> None:
    await calls_off(quick)
    record = await quick.record()

    assert (record.called_off_at, record.call_off) == (quick.scene.now, "会场停电")
    assert "Tell them that it is called off" not in quick.facilitator.labels
    await quick.facilitator.presses_data(quick.deed("preview", "notice", "all"))
    assert "! This consultation is called off." in quick.facilitator.text
    assert "Send the notice" not in quick.facilitator.labels


async def test_its_card_says_so_and_it_is_no_longer_to_come(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.sends_notice()
    await place.li.receive()
    await calls_off(place)
    await place.facilitator.presses_data(f"v|consultation|{place.reference.id}")
    assert "• Called off: 会场停电" in place.facilitator.text
    assert "Hold it now" not in place.facilitator.labels

    await place.li.says("/meetings")
    assert "Coming next" not in place.li.text
    await place.li.presses("I take part: past (1)")
    assert "• 2026-社-001 理事会换届办法 (April 20, 2026, called off)" in place.li.text


async def test_held_after_all_everybody_is_told_and_asked_again(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.sends_notice()
    await place.li.receive()
    await place.li.presses("I will come")
    await calls_off(place)
    await place.facilitator.presses("Tell them that it is called off")
    await place.sends_what_is_shown()
    await place.li.receive()
    await place.facilitator.presses("It takes place after all")
    await place.facilitator.presses("Tell them of the change")
    await place.sends_what_is_shown()
    date, letter = await place.li.receive()

    assert "the consultation takes place after all." in place.li.as_text(letter)
    assert "STATUS:CANCELLED" not in (await place.file(date)).decode()
    assert (await place.participant("李秀兰")).reply is None
    await place.li.presses("I will come")
    assert (await place.participant("李秀兰")).reply is Reply.ATTENDING


async def test_taken_back_before_anybody_was_told_nobody_need_be(quick: Called) -> None:
    await quick.sends_notice()
    await calls_off(quick)
    await quick.facilitator.presses("It takes place after all")

    assert (await quick.standing()).outdated == ()
    await quick.facilitator.presses_data(quick.deed("preview", "call-off", "all"))
    assert "! This consultation is not called off." in quick.facilitator.text


async def test_what_is_to_be_told_by_hand_is_what_came_last(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.sends_notice()
    await calls_off(place)
    await place.facilitator.presses("Tell them that it is called off")
    await place.sends_what_is_shown()
    ((one, (delivery,)),) = (await place.standing()).to_tell
    await place.facilitator.presses("To be told by me (1)")
    await place.facilitator.presses("That it is called off, to be forwarded")

    assert (one.name, delivery.sent.what) == ("张科长", Dispatch.CALL_OFF)
    assert place.facilitator.text.startswith("【Consultation 2026-社-001 is called off】")


async def test_once_it_is_called_off_nobody_is_to_be_told_of_its_notice_any_more(quick: Called) -> None:
    await quick.sends_notice()
    assert "To be told by me (1)" in quick.facilitator.labels
    await calls_off(quick)

    assert "3 people do not know yet that it is called off." in quick.facilitator.text
    assert "still to be told by you" not in quick.facilitator.text
    assert not any(label.startswith("To be told by me") for label in quick.facilitator.labels)
    await quick.facilitator.presses("Tell them that it is called off")
    await quick.sends_what_is_shown()
    await quick.facilitator.presses("To be told by me (1)")
    await quick.facilitator.presses("All are told")
    await quick.facilitator.presses("‹ Notice and materials")
    assert "still to be told by you" not in quick.facilitator.text
    assert "do not know yet" not in quick.facilitator.text


async def test_held_after_all_nobody_is_to_be_told_any_more_that_it_is_called_off(quick: Called) -> None:
    await quick.sends_notice()
    await calls_off(quick)
    await quick.facilitator.presses("Tell them that it is called off")
    await quick.sends_what_is_shown()
    await quick.facilitator.presses("It takes place after all")

    assert (await quick.standing()).to_tell == ()
    assert "3 people were told of another day, time or place." in quick.facilitator.text
    await quick.facilitator.presses("Tell them of the change")
    await quick.sends_what_is_shown()
    ((one, (delivery,)),) = (await quick.standing()).to_tell
    assert (one.name, delivery.sent.what) == ("张科长", Dispatch.CHANGE)


async def test_one_that_was_held_cannot_be_called_off(quick: Called) -> None:
    await quick.facilitator.presses_data(quick.deed("call-off"))
    await quick.facilitator.says("会场停电")
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, held_at=BEGINS)
    await quick.facilitator.presses("Call it off")

    assert quick.facilitator.text == "! This consultation has been held, so it cannot be called off any more."
    await quick.facilitator.presses_data(quick.deed("call-off"))
    assert quick.facilitator.text == "! This consultation has been held, so it cannot be called off any more."
    assert (await quick.record()).called_off_at is None
    await quick.facilitator.presses_data(quick.notice)
    assert "Call it off" not in quick.facilitator.labels
