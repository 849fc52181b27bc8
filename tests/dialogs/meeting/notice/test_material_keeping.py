"""Materials are added, named, replaced and taken out, and each former version is kept."""

from sqlalchemy import delete, update

from bot.database.access import Database
from dialogs.engine import records as engine
from dialogs.engine.cipher import Cipher
from dialogs.meeting import history, records
from dialogs.meeting.notice.materials import file_name
from dialogs.meeting.terms import MinutesState
from tests.dialogs.meeting.notice.materials import GONE, PDF, adds, arrive, material, sends_materials
from tests.dialogs.meeting.notice.scenes import Called, called

CLOSED = (
    "! The minutes are signed, so the record stays as it is. What has to be put right goes into an amendment of the "
    "minutes."
)


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
    await place.facilitator.presses("Open the version until March 17, 2026, 09:30")
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
