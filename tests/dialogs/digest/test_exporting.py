"""The export: the whole digest as a file, for administrators, with a line in the audit trail."""

from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import update

from bot.database.access import Database
from dialogs.assessment.records import assessment_round
from dialogs.assessment.responses import Given
from dialogs.digest.exporting import MEDIA_TYPE
from dialogs.engine import files
from dialogs.engine.cipher import Cipher
from tests.dialogs.digest.scenes import LINK, Office, new_scene, office

REMARK = Given(answer="2", comment="制度有初稿，理事会还没有讨论。", evidence=(LINK,))


async def _cells(place: Office) -> set[str]:
    """Give every cell of the file that the administrator was sent, as text."""
    document = place.admin.card.document
    assert document is not None
    async with place.scene.working() as work:
        kept = await files.read(work.transaction, work.cipher, document.file)
    assert kept is not None
    assert (kept.name, kept.media_type) == (document.name, MEDIA_TYPE)
    book = load_workbook(BytesIO(kept.content))
    return {str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell}


async def test_the_export_holds_figures_and_comments_without_names(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 1, {"6.1.1.2-1": REMARK})

    await place.admin.says("/export")

    cells = await _cells(place)
    assert "制度有初稿，理事会还没有讨论。" in cells
    assert any("6.1.1.2" in cell for cell in cells)
    assert not any("李秀兰" in cell for cell in cells)
    assert ("digest exported", str((await place.round()).id)) in await place.audit_details()


async def test_an_earlier_round_is_exported_by_its_button(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 1, {"6.1.1.2-1": REMARK})
    first = (await place.round()).id
    await place.admin.presses_data(f"a|close-round|{first}|yes")
    await place.admin.presses_data(f"a|open-round|{first}|yes")

    await place.admin.presses_data(f"v|digest|{first}")
    await place.admin.presses("Export (Excel)")

    assert place.admin.card.document is not None
    assert place.admin.card.document.name == "consultbot-2026-1.xlsx"
    assert "制度有初稿，理事会还没有讨论。" in await _cells(place)


async def test_a_member_cannot_export(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    member = await place.scene.joins(place.organisation, "member", language="en")

    for talk_does in (member.says("/export"), member.presses_data(f"a|digest-export|{(await place.round()).id}")):
        await talk_does
        assert "Your role here does not cover this" in member.text


async def test_an_open_anonymous_round_is_not_exported(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 1, {"6.1.1.2-1": REMARK})
    async with place.scene.working() as work:
        await work.transaction.execute(update(assessment_round).values(kind="anonymous", min_group=5))

    await place.admin.says("/export")

    assert "appear when it has closed" in place.admin.text
    assert place.admin.card.document is None
    assert "digest exported" not in await place.audited()
