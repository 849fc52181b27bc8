"""Materials are seen by those invited once they were sent to them, and by nobody else."""

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.meeting.participants import NewParticipant
from dialogs.meeting.terms import StakeholderKind
from dialogs.people import membership
from tests.dialogs.meeting.notice.materials import GONE, PDF, adds, arrive, material, sends_materials
from tests.dialogs.meeting.notice.scenes import Called, called


async def test_with_the_notice_they_are_opened_from_the_letter(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await adds(place, "draft.pdf")
    await arrive(place)
    await place.sends_notice()
    await place.li.receive()
    assert "• Materials: draft.pdf" in place.li.text
    await place.li.presses("Open: draft.pdf")

    assert place.li.card.document is not None
    assert (place.li.card.document.name, place.li.card.document.media_type) == ("draft.pdf", PDF)
    assert await place.file(place.li.card) == b"%PDF-1.7"
    assert (await place.record()).materials_sent_at == place.scene.now


async def test_later_they_go_out_as_a_batch_of_their_own_and_once(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await adds(place, "draft.pdf")
    await place.facilitator.presses_data(place.deed("preview", "notice", "bare"))
    assert "• Materials: they follow later." in place.facilitator.text
    await place.sends_what_is_shown()
    await place.li.receive()
    assert (await place.record()).materials_sent_at is None
    place.scene.later(days=2)
    await place.facilitator.presses("Send the materials")
    await place.sends_what_is_shown()

    assert (await place.record()).materials_sent_at == place.scene.now
    (letter,) = await place.li.receive()
    assert "Please read them before the consultation: April 20, 2026" in place.li.as_text(letter)
    assert place.li.labels == ("Open: draft.pdf",)
    await place.facilitator.presses_data(place.deed("preview", "materials", "all"))
    assert "! All materials have been sent as they are; nobody was sent them twice." in place.facilitator.text


async def test_until_they_are_sent_those_invited_do_not_see_them(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await place.sends_notice()
    await place.li.receive()
    await adds(place, "draft.pdf")
    await arrive(place)
    one = await material(place, "draft.pdf")
    await place.li.presses_data(f"a|material-open|{one.id}")
    assert place.li.text == GONE
    await place.li.presses_data(f"v|materials|{place.reference.id}")
    assert "None have been sent yet." in place.li.text
    await place.facilitator.presses_data(f"a|material-open|{one.id}")
    assert place.facilitator.card.document is not None

    await sends_materials(place)
    await place.li.receive()
    await place.li.presses_data(f"v|materials|{place.reference.id}")
    await place.li.presses("Open: draft.pdf")
    assert place.li.card.document is not None


async def test_one_from_their_own_card_in_their_list_of_meetings(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await adds(place, "draft.pdf")
    await arrive(place)
    await place.sends_notice()
    await place.li.says("/meetings 2026-社-001")
    await place.li.presses("Notice and materials")
    await place.li.presses("Open: draft.pdf")

    assert place.li.card.document is not None


async def test_nobody_else_opens_them(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await adds(place, "draft.pdf")
    await arrive(place)
    await place.sends_notice()
    one = await material(place, "draft.pdf")
    bystander = await place.scene.joins(place.organisation, "member", "何启明", language="en")
    for talk in (place.outsider, bystander, place.scene.chat(language="en")):
        await talk.presses_data(f"a|material-open|{one.id}")
        assert talk.text == GONE
        await talk.presses_data("a|material-open|99")
        assert talk.text == GONE


async def test_somebody_of_another_organisation_who_is_invited_opens_them(quick: Called) -> None:
    await adds(quick, "draft.pdf")
    await arrive(quick)
    async with quick.scene.working() as work:
        ((person, _name),) = await membership.members_of(work, quick.organisation + 1)
    await quick.adds(NewParticipant(name="赵外人", kind=StakeholderKind.EXPERT, person=person))
    await quick.sends_notice()
    await quick.outsider.receive()
    await quick.outsider.presses("Open: draft.pdf")

    assert quick.outsider.card.document is not None


async def test_without_any_there_is_nothing_to_send(quick: Called) -> None:
    await quick.facilitator.presses_data(quick.deed("preview", "materials", "all"))
    assert "! No material has been added yet." in quick.facilitator.text


async def test_without_anybody_invited_there_is_nobody_to_send_them_to(
    sqlite_database: Database, cipher: Cipher
) -> None:
    empty = await called(sqlite_database, cipher, invited=False)
    await adds(empty, "draft.pdf")
    await empty.facilitator.presses_data(empty.deed("preview", "materials", "all"))
    assert "! Nobody is on the list of participants yet." in empty.facilitator.text


async def test_who_has_no_chat_is_to_be_given_them_by_hand_whatever_they_answered(quick: Called) -> None:
    await quick.sends_notice()
    zhang = (await quick.participant("张科长")).id
    await quick.facilitator.presses_data(quick.deed("answer", str(zhang), "attending"))
    await adds(quick, "draft.pdf")
    await sends_materials(quick)
    await quick.facilitator.presses("To be told by me (1)")
    await quick.facilitator.presses("What to write with the materials")
    assert quick.facilitator.text.startswith("【Materials for consultation 2026-社-001】")
    await quick.facilitator.presses_data(quick.deed("told", str(zhang)))

    assert (await quick.standing()).to_tell == ()
