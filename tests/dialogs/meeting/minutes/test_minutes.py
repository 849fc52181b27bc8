"""Minutes from the draft to their publication, played by everybody they concern."""

import pytest
from sqlalchemy import select

from bot.database.access import Database
from dialogs.engine.cards import Page
from dialogs.engine.cipher import Cipher
from dialogs.meeting import records
from dialogs.meeting.agenda import correct_item
from dialogs.meeting.minutes.forgetting import own_answers
from dialogs.meeting.minutes.keeping import read_draft, read_for_minutes
from dialogs.meeting.terms import MinutesState, Signatory, Stage
from dialogs.people import membership
from dialogs.people.roles import Role
from tests.dialogs.meeting.minutes.scenes import Held, due_kinds, held
from tests.dialogs.talking import Talk

NOT_YOURS = "That consultation is not one that you can see"


async def circulated(place: Held, until: str = "in 7 days", button: str = "Send for confirmation") -> None:
    """Let the facilitator send the minutes round."""
    await place.facilitator.presses_data(place.minutes)
    await place.facilitator.presses(button)
    await place.facilitator.says(until)
    await place.facilitator.presses("Send")


async def signed_as(place: Held, office: str, name: str | None = None) -> None:
    """Let the facilitator enter a signature: the name on record, or a typed one."""
    await place.facilitator.presses_data(f"a|minutes-work|{place.reference.id}|signing")
    await place.facilitator.presses(f"Sign: {office}")
    if name is None:
        await place.facilitator.chooses("1")
    else:
        await place.facilitator.says(name)
    await place.facilitator.presses("Sign")


async def signed(place: Held) -> None:
    """Let chair and recorder sign."""
    await signed_as(place, "Chair")
    await signed_as(place, "Recorder", "苏敏")


def shown(talk: Talk) -> str:
    return talk.as_text(*talk.cards[-2:])


async def test_a_facilitator_reads_the_draft_and_a_member_does_not_yet(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    await place.facilitator.presses_data(place.minutes)
    await place.member.presses_data(place.minutes)
    await place.absent.presses_data(f"a|minutes-file|{place.reference.id}|pdf")

    assert "DRAFT" in place.facilitator.text
    assert "Consensus: 两周内清理完毕。" in place.facilitator.text
    assert "have not been sent round yet" in place.member.text
    assert "have not been sent round yet" in place.absent.text


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


async def test_the_first_page_is_seen_before_signing(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    await place.facilitator.presses_data(place.minutes)
    await place.facilitator.presses("Sign")

    picture = place.facilitator.card.picture
    assert isinstance(picture, Page)
    assert "They have not been sent to the participants for confirmation." in place.facilitator.text
    assert place.facilitator.labels == ("Sign: Chair", "Sign: Recorder", "‹ Minutes")


async def test_minutes_are_signed_when_every_office_has_and_their_stage_is_reached(
    database: Database, cipher: Cipher
) -> None:
    place = await held(database, cipher, supervised=True)
    await signed(place)
    assert (await place.record()).minutes.state is MinutesState.DRAFT
    await signed_as(place, "Supervisor", "何启明")

    record = await place.record()
    assert record.minutes.state is MinutesState.SIGNED
    assert [(one.office, one.name) for one in record.minutes.signatures] == [
        (Signatory.CHAIR, "陈志远"),
        (Signatory.RECORDER, "苏敏"),
        (Signatory.SUPERVISOR, "何启明"),
    ]
    assert [stage.stage for stage in record.stages if stage.reached_at] == [Stage.RECORDING]
    assert "The minutes of 2026-基-001 are signed." in place.facilitator.text


async def test_what_is_corrected_after_the_first_signature_is_not_in_the_minutes(
    database: Database, cipher: Cipher
) -> None:
    place = await held(database, cipher)
    await signed_as(place, "Chair")
    item = (await place.record()).agenda[0].id
    async with place.scene.working() as work:
        await correct_item(work, place.reference, item, by=None, consensus="一个月内清理完毕。")
    await signed_as(place, "Recorder", "苏敏")
    await place.facilitator.presses_data(f"a|minutes-file|{place.reference.id}|pdf")

    assert "两周内清理完毕" in await place.pdf_text(place.facilitator)
    assert (await place.record()).agenda[0].consensus == "一个月内清理完毕。"


async def test_signatures_can_be_taken_back_while_one_is_missing(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    await signed_as(place, "Chair")
    item = (await place.record()).agenda[0].id
    async with place.scene.working() as work:
        await correct_item(work, place.reference, item, by=None, consensus="一个月内清理完毕。")
    await place.facilitator.presses_data(place.minutes)
    await place.facilitator.presses("Take the signatures back")

    assert "一个月内清理完毕。" in place.facilitator.text
    assert (await place.record()).minutes.signatures == ()
    await signed(place)
    assert (await place.record()).minutes.state is MinutesState.SIGNED
    await place.facilitator.presses_data(f"a|minutes-work|{place.reference.id}|withdraw")
    assert "have been signed already" in place.facilitator.text


async def test_the_document_that_was_signed_is_kept(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    await signed(place)
    async with place.scene.working() as work:
        table = records.minutes
        file = (await work.transaction.scalars(select(table.c.file_id))).one()

    assert file is not None


async def test_published_minutes_reach_who_took_part_and_amendments_too(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    await signed(place)
    await place.facilitator.presses("Publish the minutes")
    await place.facilitator.presses("Publish the minutes")
    await place.member.receive()

    assert "Written to: 1; not reachable here: 1." in place.facilitator.text
    text = await place.pdf_text(place.member)
    assert "两周内清理完毕" in text
    assert "DRAFT" not in text
    await place.facilitator.presses("Amend")
    await place.facilitator.says("“两周”应为“14天”。")
    await place.facilitator.presses("Attach the amendment")
    await place.member.receive()
    assert "The minutes of 2026-基-001 were amended:\n“两周”应为“14天”。" in place.member.text
    assert "陈志远, March 16, 2026: “两周”应为“14天”。" in place.facilitator.text
    assert await place.absent.receive() == ()


async def test_remarks_stand_in_the_minutes_until_they_are_signed(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    await place.facilitator.presses_data(place.minutes)
    await place.facilitator.presses("Remarks")
    await place.facilitator.says("附件：现场照片6张。")

    assert "附件：现场照片6张。" in place.facilitator.text
    await signed(place)
    await place.facilitator.presses_data(f"a|minutes-work|{place.reference.id}|remarks")
    assert "Take the signatures back, or amend them." in place.facilitator.text


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("md", b"# "), ("ics", b"BEGIN:VCA")])
async def test_every_form_is_given_out(quick: Held, form: str, begins: bytes) -> None:
    await quick.facilitator.presses_data(f"a|minutes-file|{quick.reference.id}|{form}")

    assert quick.facilitator.card.document is not None
    assert quick.facilitator.card.document.name == f"2026-基-001.{form}"
    assert (await quick.document(quick.facilitator)).startswith(begins)


@pytest.mark.parametrize(
    ("press", "said"),
    [
        ("a|minutes-file|{id}|exe", "That button no longer works"),
        ("a|minutes-work|{id}|burn", "That button no longer works"),
        ("a|minutes-work|{id}", "That button no longer works"),
        ("a|minutes-work|{id}|amend", "have not been signed yet"),
        ("a|minutes-work|{id}|publish", "Only signed minutes can be published"),
        ("a|minutes-work|{id}|publish|yes", "Only signed minutes can be published"),
        ("a|minutes-work|{id}|remind", "nobody was reminded"),
        ("a|minutes-work|{id}|supervisor", "Nobody is to sign these minutes in that office"),
        ("a|minutes-work|{id}|answer", "The time for confirming is over"),
        ("a|minutes-work|999|signing", NOT_YOURS),
        ("a|minutes-open|999", NOT_YOURS),
        ("v|minutes|x", NOT_YOURS),
    ],
)
async def test_a_press_at_the_wrong_time_is_told_so(quick: Held, press: str, said: str) -> None:
    await quick.facilitator.presses_data(press.format(id=quick.reference.id))

    assert said in quick.facilitator.text


async def test_nothing_of_a_signed_record_is_lost_on_its_way_through_the_database(
    database: Database, cipher: Cipher
) -> None:
    place = await held(database, cipher)
    await signed_as(place, "Chair")
    async with place.scene.working() as work:
        draft = await read_draft(work, place.reference)
        told = await read_for_minutes(work, place.reference)

    assert draft.approved is not None
    assert draft.approved.model_copy(update={"minutes": told.minutes}) == told


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


async def test_what_somebody_answered_is_among_their_data_and_goes_with_them(
    database: Database, cipher: Cipher
) -> None:
    place = await held(database, cipher)
    await circulated(place)
    await place.member.receive()
    await place.member.presses("I object")
    await place.member.says("我说的是一个月。")
    await place.member.presses("Attach it")
    await signed(place)
    async with place.scene.working() as work:
        people = {name: number for number, name in await membership.members_of(work, place.organisation)}
        told = await own_answers(work, people["李秀兰"])
    assert isinstance(told, list)
    assert [entry["objection"] for entry in told if isinstance(entry, dict)] == ["我说的是一个月。"]

    await place.member.presses_data("a|erase-me|yes")
    async with place.scene.working() as work:
        draft = await read_draft(work, place.reference)
        file = (await work.transaction.scalars(select(records.minutes.c.file_id))).one()
    assert draft.approved is not None
    assert [each.name for each in draft.approved.participants] == ["—", "赵强", "王建国"]
    assert file is None
    await place.facilitator.presses_data(f"a|minutes-file|{place.reference.id}|pdf")
    assert "李秀兰" not in await place.pdf_text(place.facilitator)


async def test_another_organisation_has_no_such_minutes(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    await circulated(place)
    stranger = await place.scene.joins(
        await place.scene.organisation("前海金融同业公会"), "admin", "外人", language="en"
    )
    for press in (
        f"v|minutes|{place.reference.id}",
        f"a|minutes-file|{place.reference.id}|pdf",
        f"a|minutes-work|{place.reference.id}|signing",
        f"a|minutes-open|{place.reference.id}",
        f"a|minutes-confirm|{place.reference.id}",
        f"a|minutes-object|{place.reference.id}",
    ):
        await stranger.presses_data(press)
        assert NOT_YOURS in stranger.text
