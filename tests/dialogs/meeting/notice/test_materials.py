"""Materials: added, named, replaced, taken out; seen by those invited once they were sent to them."""

from sqlalchemy import delete, select, update

from bot.database.access import Database
from dialogs.engine import files
from dialogs.engine import records as engine
from dialogs.engine.cipher import Cipher
from dialogs.meeting import history, records
from dialogs.meeting.notice.materials import Material, file_name
from dialogs.meeting.participants import NewParticipant
from dialogs.meeting.terms import MinutesState, StakeholderKind
from dialogs.people import membership
from tests.dialogs.meeting.notice.scenes import Called, called

CLOSED = (
    "! The minutes are signed, so the record stays as it is. What has to be put right goes into an amendment of the "
    "minutes."
)
GONE = "! That material is not there any more. Its consultation’s card shows those that are."
PDF = "application/pdf"


async def adds(place: Called, *names: str) -> None:
    """Let the facilitator add files."""
    await place.facilitator.presses_data(place.deed("add"))
    for name in names:
        await place.facilitator.sends(name, PDF)
    if "Done" in place.facilitator.labels:
        await place.facilitator.presses("Done")


async def arrive(place: Called, content: bytes = b"%PDF-1.7") -> None:
    """Let the bytes of all files be here."""
    async with place.scene.database.writing() as transaction:
        for number in (await transaction.scalars(select(engine.file.c.id))).all():
            await files.arrived(transaction, place.scene.cipher, number, content)


async def material(place: Called, name: str) -> Material:
    """Find a material by its name."""
    return next(one for one in (await place.standing()).materials if one.name == name)


async def sends_materials(place: Called) -> None:
    """Let the facilitator send them."""
    await place.facilitator.presses_data(place.deed("preview", "materials", "all"))
    await place.sends_what_is_shown()


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


async def test_one_that_is_replaced_keeps_its_former_version_and_is_sent_again(
    database: Database, cipher: Cipher
) -> None:
    place = await called(database, cipher)
    await adds(place, "draft.pdf")
    await place.sends_notice()
    await place.li.receive()
    place.scene.later(days=1)
    one = await material(place, "draft.pdf")
    await place.facilitator.presses_data(f"v|material|{place.reference.id}|{one.id}")
    await place.facilitator.presses("Replace the file")
    await place.facilitator.sends("second draft.pdf", PDF)
    await arrive(place)
    assert "- replaced since it was sent on" in place.facilitator.text
    assert "(changed by 林美玲): draft.pdf”" in place.facilitator.text
    await place.facilitator.presses("Open the version until Mar 17, 2026, 9:30:00\u202fAM")
    assert place.facilitator.card.document is not None
    assert place.facilitator.card.document.name == "draft.pdf"

    await sends_materials(place)
    await place.li.receive()
    assert "• second draft.pdf" in place.li.text
    assert (await material(place, "second draft.pdf")).is_fresh is False


async def test_its_name_is_changed_and_the_file_keeps_its_ending(quick: Called) -> None:
    await adds(quick, "scan0001.pdf")
    await arrive(quick)
    one = await material(quick, "scan0001.pdf")
    await quick.facilitator.presses_data(quick.deed("name", str(one.id)))
    await quick.facilitator.says("换届办法")
    await quick.facilitator.presses("Open")

    assert quick.facilitator.card.document is not None
    assert quick.facilitator.card.document.name == "换届办法.pdf"
    assert file_name("换届办法.PDF", "scan.pdf") == "换届办法.PDF"
    assert file_name("照片", "IMG_1") == "照片"


async def test_one_that_is_taken_out_can_be_put_back(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    await adds(place, "draft.pdf", "figures.pdf")
    await place.facilitator.presses("draft.pdf")
    await place.facilitator.presses("Take out")
    assert [one.name for one in (await place.standing()).materials] == ["figures.pdf"]
    await place.facilitator.presses("Put back")

    assert [one.name for one in (await place.standing()).materials] == ["draft.pdf", "figures.pdf"]


async def test_there_is_room_for_ten(quick: Called) -> None:
    await adds(quick, *(f"{number}.pdf" for number in range(10)))
    assert "Add files" not in quick.facilitator.labels
    await quick.facilitator.presses_data(quick.deed("add"))
    assert quick.facilitator.text == "! There is room for ten files. Take one out first to add another."
    one = await material(quick, "0.pdf")
    await quick.facilitator.presses_data(quick.deed("drop", str(one.id)))
    await adds(quick, "10.pdf")
    await quick.facilitator.presses_data(quick.deed("back", str(one.id)))
    assert quick.facilitator.text.startswith("! There is room for ten files.")


async def test_a_file_of_fifty_megabytes_or_a_programme_is_refused_in_plain_words(quick: Called) -> None:
    await quick.facilitator.presses_data(quick.deed("add"))
    await quick.facilitator.sends("film.pdf", PDF, size=50 * 1024 * 1024)
    assert "That file is too large: at most 20 MB." in quick.facilitator.text
    await quick.facilitator.sends("setup.exe", "application/x-msdownload")
    assert "Files of that type are not taken here." in quick.facilitator.text
    await quick.facilitator.sends("draft.pdf", PDF)
    await quick.facilitator.presses("Done")

    assert [one.name for one in (await quick.standing()).materials] == ["draft.pdf"]


async def test_a_file_that_has_not_arrived_or_could_not_be_kept_is_said_so(quick: Called) -> None:
    await adds(quick, "draft.pdf")
    one = await material(quick, "draft.pdf")
    await quick.facilitator.presses_data(f"a|material-open|{one.id}")
    assert quick.facilitator.text == "! draft.pdf has not arrived yet. Please try again in a few minutes."
    async with quick.scene.database.writing() as transaction:
        await transaction.execute(update(engine.file).values(fetch_after=None, sealed_remote=None))
    await quick.facilitator.presses_data(f"a|material-open|{one.id}")
    assert quick.facilitator.text == "! draft.pdf could not be kept. Please ask for it to be sent again."
    async with quick.scene.database.writing() as transaction:
        await transaction.execute(delete(engine.file))
    await quick.facilitator.presses_data(f"a|material-open|{one.id}")
    assert quick.facilitator.text == GONE


async def test_what_is_not_there_any_more_is_said_so(quick: Called) -> None:
    await adds(quick, "draft.pdf")
    one, number = await material(quick, "draft.pdf"), quick.reference.id
    await quick.facilitator.presses_data(quick.deed("name", str(one.id)))
    await quick.facilitator.presses_data(quick.deed("drop", str(one.id)))
    await quick.facilitator.says("换届办法")
    gone = "! That is no longer part of this consultation."
    assert quick.facilitator.text.startswith(gone)
    for press in (
        *(f"v|material|{number}|{one.id}", quick.deed("name", str(one.id)), quick.deed("replace", "99")),
        *(quick.deed("drop", "99"), quick.deed("back", "99")),
    ):
        await quick.facilitator.presses_data(press)
        assert quick.facilitator.text.startswith(gone)
    await quick.facilitator.presses_data(f"a|material-former|{number}|{one.id}|99")
    assert quick.facilitator.text == GONE


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


async def test_signed_minutes_close_the_materials_and_the_notice_with_the_record(quick: Called) -> None:
    await adds(quick, "draft.pdf")
    one = await material(quick, "draft.pdf")
    zhang = (await quick.participant("张科长")).id
    forms = (("name", str(one.id)), ("words",), ("answer", str(zhang), "deputy"), ("call-off",))
    opened = []
    for deed in forms:
        await quick.facilitator.presses_data(quick.deed(*deed))
        opened.append(quick.facilitator.text)
    async with quick.scene.working() as work:
        await history.add(work, quick.reference, records.minutes, [{"state": MinutesState.SIGNED}], by=None)
    await quick.facilitator.says("停电")
    await quick.facilitator.presses("Call it off")
    assert quick.facilitator.text == CLOSED
    for deed in (*forms, ("add",), ("drop", str(one.id)), ("told", str(zhang))):
        await quick.facilitator.presses_data(quick.deed(*deed))
        assert quick.facilitator.text == CLOSED

    assert CLOSED not in opened
    assert (await material(quick, "draft.pdf")).id == one.id
    assert (await quick.record()).called_off_at is None
