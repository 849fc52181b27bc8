"""Minutes are signed office by office; from then on they stand, are published, and change by amendments alone."""

from sqlalchemy import select

from bot.database.access import Database
from dialogs.engine.cards import Page
from dialogs.engine.cipher import Cipher
from dialogs.meeting import records
from dialogs.meeting.agenda import correct_item
from dialogs.meeting.minutes.keeping import read_draft, read_for_minutes
from dialogs.meeting.terms import MinutesState, Signatory, Stage
from tests.dialogs.meeting.minutes.passing import signed, signed_as
from tests.dialogs.meeting.minutes.scenes import held


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


async def test_where_no_name_is_on_record_it_is_typed_and_nobody_is_to_be_chosen(
    database: Database, cipher: Cipher
) -> None:
    place = await held(database, cipher)
    await place.facilitator.presses_data(f"a|minutes-work|{place.reference.id}|signing")
    await place.facilitator.presses("Sign: Recorder")
    assert "Type your answer and send it: up to 100 characters." in place.facilitator.text
    assert "Choose a person" not in place.facilitator.text
    await place.facilitator.says("苏敏")
    await place.facilitator.presses("Sign")

    assert [(one.office, one.name) for one in (await place.record()).minutes.signatures] == [
        (Signatory.RECORDER, "苏敏")
    ]


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
