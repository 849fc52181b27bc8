"""Minutes are given out, in every form, to those whom they concern and to nobody else."""

import pytest
from sqlalchemy import select

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.meeting import records
from dialogs.meeting.minutes.forgetting import own_answers
from dialogs.meeting.minutes.keeping import read_draft
from dialogs.people import membership
from tests.dialogs.meeting.minutes.passing import circulated, signed
from tests.dialogs.meeting.minutes.scenes import Held, held

NOT_YOURS = "That consultation is not one that you can see"


async def test_a_facilitator_reads_the_draft_and_a_member_does_not_yet(database: Database, cipher: Cipher) -> None:
    place = await held(database, cipher)
    await place.facilitator.presses_data(place.minutes)
    await place.member.presses_data(place.minutes)
    await place.absent.presses_data(f"a|minutes-file|{place.reference.id}|pdf")

    assert "Status: draft" in place.facilitator.text
    assert "Consensus: 两周内清理完毕。" in place.facilitator.text
    assert "have not been sent round yet" in place.member.text
    assert "have not been sent round yet" in place.absent.text


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
