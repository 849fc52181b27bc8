"""Members' comments and evidence: by capability, without names unless they are asked for."""

import pytest
from sqlalchemy import select, update

from bot.database.access import Database
from dialogs.assessment.records import evidence
from dialogs.assessment.responses import Given
from dialogs.engine import files
from dialogs.engine import records as engine
from dialogs.engine.cipher import Cipher
from dialogs.engine.forms import Kept
from tests.dialogs.digest.scenes import LINK, Office, new_scene, office

REMARK = Given(answer="2", comment="制度有初稿，理事会还没有讨论。", evidence=(LINK,))


async def _keep_file(place: Office, *, arrived: bool, awaited: bool = False) -> Kept:
    async with place.scene.working() as work:
        number = await files.keep(
            work, "person:2", place.organisation, name="会议照片.jpg", media_type="image/jpeg", content=b"\xff\xd8\xff"
        )
        if not arrived:
            table = engine.file
            after = work.now if awaited else None
            await work.transaction.execute(
                update(table).where(table.c.id == number).values(sealed_content=None, fetch_after=after)
            )
    return Kept(name="会议照片.jpg", file=number, media_type="image/jpeg", size=3)


async def test_comments_stand_by_capability_without_names(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 3, {"6.1.1.2-1": REMARK, "6.2.2.2-6": Given(answer="3", comment="停车问题谈成了")})

    await place.admin.says("/digest")
    await place.admin.presses("Comments and evidence")
    assert "• 6.1.1.2 Building mechanisms: 1 answer\n• 6.2.2.2 Community consultation: 1 answer" in place.admin.text
    await place.admin.presses("6.1.1.2")

    said = place.admin.text
    assert "“制度有初稿，理事会还没有讨论。”" in said
    assert "- Answer: 2 defined" in said
    assert "- Evidence: 协商制度（2025年修订）" in said
    assert "[Open: 协商制度（2025年修订）](https://example.org/rules)" in said
    assert "停车问题" not in said
    assert "李秀兰" not in said


async def test_names_are_shown_when_they_are_asked_for_and_every_look_is_audited(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 3, {"6.1.1.2-1": REMARK})
    number = (await place.round()).id
    await place.admin.presses_data(f"v|digest-comments|{number}|6.1.1.2|1")

    await place.admin.presses("With names")
    assert "- By 李秀兰" in place.admin.text
    await place.admin.presses("Without names")
    assert "李秀兰" not in place.admin.text

    assert [each for each in await place.audit_details() if each[0] == "comments viewed"] == [
        ("comments viewed", f"{number} 6.1.1.2"),
        ("comments viewed", f"{number} 6.1.1.2 with names"),
        ("comments viewed", f"{number} 6.1.1.2"),
    ]


async def test_a_long_list_is_read_page_by_page_in_the_items_order(database: Database, cipher: Cipher) -> None:
    names = tuple(f"成员{number}" for number in range(1, 7))
    place = await office(new_scene(database, cipher), members=names)
    for name in names:
        await place.answers(name, 3, {"6.1.1.2-2": Given(answer="1", comment=f"{name}说")})
    await place.answers("成员1", 3, {"6.1.1.2-1": Given(answer="1", comment="先问的题")})

    await place.admin.presses_data(f"v|digest-comments|{(await place.round()).id}|6.1.1.2|1|names")
    pages = [place.admin.text]
    await place.admin.presses("Next page")
    pages.append(place.admin.text)

    quoted = [[line for line in page.splitlines() if line.startswith("“")] for page in pages]
    assert quoted == [["“先问的题”", "“成员2说”", "“成员3说”", "“成员4说”"], ["“成员5说”", "“成员6说”"]]
    assert "- By 成员6" in pages[1]
    assert "Previous page" in place.admin.labels
    assert "Next page" not in place.admin.labels


async def test_only_what_was_said_last_counts(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 3, {"6.1.1.2-1": REMARK})
    await place.answers("李秀兰", 3, {"6.1.1.2-1": Given(answer="3", comment="理事会已经通过。")})

    await place.admin.presses_data(f"v|digest-comments|{(await place.round()).id}|6.1.1.2|1")

    assert "“理事会已经通过。”" in place.admin.text
    assert "初稿" not in place.admin.text


async def test_a_file_given_as_evidence_is_sent_to_the_administrator_and_audited(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher))
    photo = await _keep_file(place, arrived=True)
    await place.answers("李秀兰", 3, {"6.1.1.2-1": Given(answer="3", evidence=(photo,))})
    await place.admin.presses_data(f"v|digest-comments|{(await place.round()).id}|6.1.1.2|1")

    await place.admin.presses("Open: 会议照片.jpg")

    document = place.admin.card.document
    assert document is not None
    assert (document.file, document.name, document.media_type) == (photo.file, "会议照片.jpg", "image/jpeg")
    assert "evidence opened" in await place.audited()


@pytest.mark.parametrize(
    ("awaited", "said"),
    [
        (True, "! 会议照片.jpg has not arrived yet. Please try again in a few minutes."),
        (False, "! 会议照片.jpg could not be kept. Please ask for it to be sent again."),
    ],
)
async def test_a_file_that_is_not_here_is_said_to_be_on_its_way_or_not_kept(
    database: Database, cipher: Cipher, *, awaited: bool, said: str
) -> None:
    place = await office(new_scene(database, cipher))
    photo = await _keep_file(place, arrived=False, awaited=awaited)
    await place.answers("李秀兰", 3, {"6.1.1.2-1": Given(answer="3", evidence=(photo,))})
    await place.admin.presses_data(f"v|digest-comments|{(await place.round()).id}|6.1.1.2|1")

    await place.admin.presses("Open: 会议照片.jpg")

    assert place.admin.text == said
    assert "evidence opened" not in await place.audited()


async def test_where_nobody_wrote_anything_the_card_says_so(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 3)

    for arguments in ("", "|6.1.1.2|1", "|9.9|x|y|z"):
        await place.admin.presses_data(f"v|digest-comments|{(await place.round()).id}{arguments}")
        assert "Nobody has written or attached anything." in place.admin.text


async def test_evidence_that_is_gone_is_said_to_be(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))

    for number in ("1", "x", "", "9" * 30):
        await place.admin.presses_data(f"a|digest-evidence|{number}")
        assert place.admin.text == "! That piece of evidence is not there any more."


async def test_evidence_of_an_earlier_revision_can_no_longer_be_opened(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    photo = await _keep_file(place, arrived=True)
    await place.answers("李秀兰", 3, {"6.1.1.2-1": Given(answer="3", evidence=(photo,))})
    async with place.scene.working() as work:
        (number,) = (await work.transaction.execute(select(evidence.c.id))).scalars().all()
    await place.answers("李秀兰", 3, {"6.1.1.2-1": Given(answer="3")})

    await place.admin.presses_data(f"a|digest-evidence|{number}")

    assert place.admin.text == "! That piece of evidence is not there any more."
