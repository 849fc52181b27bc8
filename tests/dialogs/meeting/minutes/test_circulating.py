"""Minutes go round: who took part confirms or objects, by themselves or by the facilitator's hand, in time."""

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.meeting.terms import MinutesState
from dialogs.people import membership
from dialogs.people.roles import Role
from tests.dialogs.meeting.minutes.passing import circulated
from tests.dialogs.meeting.minutes.scenes import due_kinds, held


async def test_who_took_part_is_asked_and_confirms_with_one_tap(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    await circulated(place)
    (letter,) = await place.member.receive()

    assert "Sent to 1 person:\n• 李秀兰" in place.facilitator.text
    assert "please forward them a link of their own:\n• 赵强" in place.facilitator.text
    assert "Please say by March 23, 2026 whether they are right." in place.member.as_text(letter)
    assert await place.absent.receive() == ()
    await place.member.presses("They are right")
    assert "it is noted that you find the minutes of 2026-基-001 right" in place.member.text
    minutes = (await place.record()).minutes
    assert (minutes.state, minutes.confirmed, minutes.objections) == (MinutesState.CIRCULATED, 1, ())


async def test_an_objection_is_attached_word_for_word_and_replaces_the_confirmation(
    database: Database, cipher: Cipher
) -> None:
    place = await held(database, cipher)
    await circulated(place)
    await place.member.receive()
    letter = place.member.buttons
    await place.member.presses_data(str(letter[1].press))
    await place.member.presses_data(str(letter[2].press))
    await place.member.says("我说的是一个月，不是两周。")
    await place.member.presses("Attach it")

    minutes = (await place.record()).minutes
    assert (minutes.confirmed, [each.text for each in minutes.objections]) == (0, ["我说的是一个月，不是两周。"])
    await place.member.presses_data(str(letter[0].press))
    assert "李秀兰 (The public), March 16, 2026: 我说的是一个月，不是两周。" in place.member.text


async def test_the_answer_of_somebody_who_cannot_be_reached_is_noted_by_the_facilitator(
    database: Database, cipher: Cipher
) -> None:
    place = await held(database, cipher)
    await circulated(place)
    await place.facilitator.presses_data(place.minutes)
    await place.facilitator.presses("Note an answer")
    await place.facilitator.presses("赵强")
    await place.facilitator.presses("They object")
    await place.facilitator.says("请写明由物业清理。")
    await place.facilitator.presses("Note it")

    assert "赵强 (Party and government bodies), March 16, 2026: 请写明由物业清理。" in place.facilitator.text
    assert "1 participant has answered" in place.facilitator.text


async def test_the_silent_are_reminded_the_day_before_and_the_sender_is_told_the_end(
    database: Database, cipher: Cipher
) -> None:
    place = await held(database, cipher)
    await circulated(place)
    await place.member.receive()
    place.scene.later(days=7)
    await place.let_fall_due()
    (reminder,) = await place.member.receive()
    place.scene.later(days=1)
    await place.let_fall_due()
    (ended,) = await place.facilitator.receive()

    assert "Are these minutes right?" in place.member.as_text(reminder)
    assert "• confirmed: 0\n• objected: 0\n• no answer: 2" in place.facilitator.as_text(ended)
    await place.member.presses_data(f"a|minutes-confirm|{place.reference.id}")
    assert "The time for confirming is over" in place.member.text
    assert (await place.record()).minutes.confirmed == 0


async def test_who_has_answered_is_not_reminded_and_a_new_day_moves_the_reminder(
    database: Database, cipher: Cipher
) -> None:
    place = await held(database, cipher)
    await circulated(place)
    await place.member.receive()
    await place.member.presses("They are right")
    place.scene.later(days=7)
    await place.let_fall_due()

    assert await place.member.receive() == ()
    await circulated(place, "in 10 days", "Another day")
    assert await place.member.receive() == ()
    assert await due_kinds(place.scene) == {"minutes-reminder", "minutes-ending", "minutes-pages"}
    place.scene.later(days=2)
    await place.let_fall_due()
    assert await place.facilitator.receive() == ()


async def test_a_letter_opens_the_minutes_in_the_organisation_that_they_belong_to(
    database: Database, cipher: Cipher
) -> None:
    place = await held(database, cipher)
    other = await place.scene.organisation("前海金融同业公会")
    async with place.scene.working() as work:
        people = {name: number for number, name in await membership.members_of(work, place.organisation)}
        await membership.grant(work, people["李秀兰"], other, Role.MEMBER)
    await circulated(place)
    await place.member.receive()
    await place.member.presses("Read the minutes")

    assert "3栋楼道堆物的清理" in place.member.text
